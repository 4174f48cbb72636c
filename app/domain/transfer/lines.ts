/** A longer line is not read to its end: 64 MB of memory at most, whatever the file holds. */
export const LINE_MAX_CHARS = 32_000_000;
const LINE_MAX_BYTES = LINE_MAX_CHARS * 2;
/** What `readLines` yields for a line that is no UTF-8. */
export const NOT_UTF8 = '\ufffd';
const LINE_FEED = 10;

/** The lines of a file or pipe, one at a time. A byte order mark and the CR of CRLF are dropped. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const keep = (part: Uint8Array): void => {
    // Of a line that is too long only enough is kept to see that it is.
    if (length <= LINE_MAX_BYTES) {
      parts.push(part);
    }
    length += part.length;
  };
  const take = (): string => {
    const line = decode(parts);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (length > 0) {
    yield take();
  }
}

function decode(parts: Uint8Array[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)).replace(/\r$/, '');
  } catch {
    return NOT_UTF8;
  }
}
