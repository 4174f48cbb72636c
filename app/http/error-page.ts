import { isRouteErrorResponse } from '@remix-run/react';

/** The statuses that have a page of their own: keys `s400` … of namespace `errorPages`. */
export const ERROR_STATUSES = [400, 403, 404, 405, 409, 413, 414, 415, 422, 429, 500, 503] as const;
export type ErrorStatus = (typeof ERROR_STATUSES)[number];

/** What the error page shows: a status with a page, and the domain's own words when it gave some. */
export interface ErrorPageContent {
  status: ErrorStatus;
  /** A key of namespace `errors`, with its values. Null when the page's own text says all there is. */
  message: { key: string; values: Record<string, string | number> } | null;
}

/** What to show for what an error boundary caught. Anything that is not a thrown response is a 500 and says no more. */
export function errorPageContent(error: unknown): ErrorPageContent {
  if (!isRouteErrorResponse(error)) {
    return { status: 500, message: null };
  }
  return { status: nearestStatus(error.status), message: messageOf(error.data) };
}

function nearestStatus(status: number): ErrorStatus {
  const known = ERROR_STATUSES.find((one) => one === status);
  return known ?? (status >= 500 ? 500 : 400);
}

/** Reads an `ErrorBody`, unless it is the one whose words are the page's own. */
function messageOf(data: unknown): ErrorPageContent['message'] {
  if (typeof data !== 'object' || data === null || !('messageKey' in data) || typeof data.messageKey !== 'string') {
    return null;
  }
  if (data.messageKey === 'not_found' || data.messageKey === 'forbidden') {
    return null;
  }
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries('values' in data ? (data.values ?? {}) : {})) {
    if (typeof value === 'string' || typeof value === 'number') {
      values[name] = value;
    }
  }
  return { key: data.messageKey, values };
}
