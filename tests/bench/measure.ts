import autocannon from 'autocannon';

/** What is asked for, again and again, in turn. */
export interface Target {
  url: string;
  paths: string[];
  headers: Record<string, string>;
}

export interface Load {
  connections: number;
  seconds: number;
}

export interface Figures {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** Sends requests as fast as answers come. Throws when an answer is not a page. */
export async function measure({ url, paths, headers }: Target, { connections, seconds }: Load): Promise<Figures> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    headers,
    requests: paths.map((path) => ({ method: 'GET', path })),
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}${paths[0]}: ${result.non2xx} answers other than 200, ${result.errors} errors.`);
  }
  return {
    requestsPerSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}

/** The latency of requests sent one after another, in milliseconds with their fractions, sorted. */
export async function oneByOne(target: Target, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let number = 0; number < count; number += 1) {
    const path = target.paths[number % target.paths.length] ?? '/';
    const start = performance.now();
    const answer = await fetch(target.url + path, { headers: target.headers });
    await answer.arrayBuffer();
    times.push(performance.now() - start);
    if (answer.status !== 200) {
      throw new Error(`${path}: ${answer.status}`);
    }
  }
  return times.sort((a, b) => a - b);
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/**
 * Two targets in turn (a, b, a, b, …) after a warm-up of each, so that what else the machine does hits both; figures are
 * medians over the rounds, and `ratio` is the median of each round's own a ÷ b.
 */
export async function measurePairs(a: Target, b: Target, load: Load, rounds: number) {
  const warmUp = { ...load, seconds: 1 };
  await measure(a, warmUp);
  await measure(b, warmUp);
  const pairs: { a: Figures; b: Figures }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ a: await measure(a, load), b: await measure(b, load) });
  }
  const of = (side: 'a' | 'b'): Figures => ({
    requestsPerSecond: rounded(median(pairs.map((pair) => pair[side].requestsPerSecond)), 1),
    p50Ms: median(pairs.map((pair) => pair[side].p50Ms)),
    p99Ms: median(pairs.map((pair) => pair[side].p99Ms)),
  });
  const ratio = median(pairs.map((pair) => pair.a.requestsPerSecond / pair.b.requestsPerSecond));
  return { a: of('a'), b: of('b'), ratio: rounded(ratio, 3) };
}
