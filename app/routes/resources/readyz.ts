import { readiness } from '#app/readiness.server';

/** `GET /readyz`: 200 when the process can do its work; 503 with the reasons when it cannot. */
export async function loader(): Promise<Response> {
  const state = await readiness();
  return Response.json(state, { status: state.ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } });
}
