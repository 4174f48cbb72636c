import { quantile, rounded } from '#tests/bench/measure';

/** Below the forum's limit on how much one member may write in ten minutes. */
const ANSWERS_A_MEMBER = 30;

/** Posts answers one after another, each committed durably before its reply, and says how long they took. */
export async function measureAnswers(url: string, threadIds: number[], cookies: string[], count: number) {
  const times: number[] = [];
  const usable = Math.min(count, cookies.length * ANSWERS_A_MEMBER);
  for (let number = 0; number < usable; number += 1) {
    const start = performance.now();
    const answer = await fetch(`${url}/threads/${threadIds[number % threadIds.length]}`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: cookies[number % cookies.length] ?? '',
        origin: url,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        intent: 'answer',
        label: 'GREEN',
        body: `תשובה מספר ${number}, עם **הדגשה** ו-\`code\`.`,
      }),
    });
    await answer.arrayBuffer();
    times.push(performance.now() - start);
    if (answer.status < 300 || answer.status > 399) {
      throw new Error(`An answer was not taken: ${answer.status}`);
    }
  }
  // The first ones warm up.
  const warm = times.slice(Math.floor(times.length / 10));
  return { count: warm.length, p50Ms: rounded(quantile(warm, 0.5)), p99Ms: rounded(quantile(warm, 0.99)) };
}
