import { createRequestHandler, type RequestHandler, type ServerBuild } from '@remix-run/node';

/** The group of the home page: the routes that begin with no word. */
const HOME = '';

/**
 * Remix's handler, asked for a page, ranks all routes several times over and makes an element for each. Here each first
 * word of an address (`threads`, `members`) has a handler that knows only the routes beginning with it and those that
 * take any address: which route wins among them is the same. Addresses of no such word, and requests for one loader's
 * data, which name their route, go to the handler that knows all. For a flat URL map, as ours is.
 */
export function createGroupedHandler(build: ServerBuild, mode: string): RequestHandler {
  const all = createRequestHandler(build, mode);
  const words = new Set([HOME, ...Object.values(build.routes).flatMap((route) => firstWord(route?.path) ?? [])]);
  const handlers = new Map([...words].map((word) => [word, createRequestHandler(buildOf(build, word), mode)]));
  return (request, context) => {
    const { pathname, searchParams } = new URL(request.url);
    const word = pathname === '/' ? HOME : firstWord(pathname.slice(1));
    const handler = word === undefined || searchParams.has('_data') ? all : (handlers.get(word) ?? all);
    return handler(request, context);
  };
}

/** The first word of a route's path or an address, when it is spelled out; routers overlook upper and lower case. */
function firstWord(path: string | undefined): string | undefined {
  const [word = ''] = (path ?? '').split('/');
  return /^[a-z-]+$/i.test(word) ? word.toLowerCase() : undefined;
}

function buildOf(build: ServerBuild, word: string): ServerBuild {
  const inside = <Entry extends { path?: string } | undefined>(routes: Record<string, Entry>) =>
    Object.fromEntries(Object.entries(routes).filter(([, route]) => (firstWord(route?.path) ?? word) === word));
  return { ...build, routes: inside(build.routes), assets: { ...build.assets, routes: inside(build.assets.routes) } };
}
