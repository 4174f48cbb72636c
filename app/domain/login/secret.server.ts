import type { Env } from '#app/env.server';
import { getEnv } from '#app/instances.server';
import { readSecret } from '#app/secret.server';

const secrets = new WeakMap<Env, string>();

/** The key that signs login cookies, read once. */
export function loginSecret(): string {
  const env = getEnv();
  const known = secrets.get(env);
  if (known) {
    return known;
  }
  const secret = readSecret(env);
  secrets.set(env, secret);
  return secret;
}
