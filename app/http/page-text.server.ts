const texts = new WeakMap<Response, () => string>();

/**
 * A response whose text stays at hand beside it: a page goes from its rendering to the socket as one string, instead of
 * through the web platform's streams. For whoever reads the body as usual it is there too, made when it is read.
 */
export function responseWithText(text: () => string, init: ResponseInit): Response {
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(Buffer.from(text()));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const response = new Response(body, init);
  texts.set(response, text);
  return response;
}

/** The text of `responseWithText`; undefined for any other response. */
export function textAtHand(response: Response): string | undefined {
  return texts.get(response)?.();
}
