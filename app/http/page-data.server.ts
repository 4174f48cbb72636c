import type { TypedResponse } from '@remix-run/node';
import { responseWithText } from '#app/http/page-text.server';

/**
 * Remix's `json` for the loaders of long pages. Made into JSON only for a request that asks for the data alone: a page
 * that is rendered here gets the data itself, instead of its text parsed again. So the data must be what JSON would make
 * of it: no Date, no Map, nothing with a `toJSON`.
 */
export function pageData<Data>(data: Data, headers = new Headers()): TypedResponse<Data> {
  headers.set('Content-Type', 'application/json; charset=utf-8');
  const response = responseWithText(() => JSON.stringify(data), { headers });
  return Object.assign(response, { json: () => Promise.resolve(data) });
}
