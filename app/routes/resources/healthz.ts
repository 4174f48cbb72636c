/** `GET /healthz`: the process answers. Says nothing of the database; `/readyz` does. */
export function loader(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } });
}
