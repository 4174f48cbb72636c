import type { LoaderFunctionArgs } from '@remix-run/node';

/** Every address that is no page of ours, and the page of requests that were refused before any route ran. */
export function loader({ context }: LoaderFunctionArgs): never {
  throw new Response(null, { status: context.refusedWith ?? 404 });
}

export function action(): never {
  throw new Response(null, { status: 404 });
}

/** Never rendered; having a page makes the loader's refusal an error page rather than a bare response. */
export default function NotFoundPage() {
  return null;
}
