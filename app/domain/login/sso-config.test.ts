import { describe, expect, test } from 'vitest';
import { readEnv } from '#app/env.server';

const ALL = { OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'forum', OIDC_CLIENT_SECRET: 'secret' };
const read = (values: Record<string, string>) => readEnv({ NODE_ENV: 'test', ...values }).sso;

describe('refused, by name', () => {
  test.each([
    [{ ...ALL, OIDC_ISSUER: 'id.example.org' }, 'OIDC_ISSUER'],
    [{ ...ALL, OIDC_ISSUER: 'http://id.example.org' }, 'OIDC_ISSUER'],
    [{ ...ALL, OIDC_CLIENT_SECRET: '' }, 'OIDC_CLIENT_SECRET'],
    [{ OIDC_CLIENT_ID: 'forum' }, 'OIDC_CLIENT_ID'],
    [{ ...ALL, OIDC_NAME: 'x'.repeat(61) }, 'OIDC_NAME'],
  ])('%o', (values, name) => expect(() => read(values)).toThrow(name));
});

test('without an issuer there is none; the name is its host’s unless given', () => {
  expect(read({})).toBeNull();
  expect(read({ OIDC_ISSUER: '', OIDC_CLIENT_ID: '' })).toBeNull();
  expect(read(ALL)?.name).toBe('id.example.org');
  expect(read({ ...ALL, OIDC_NAME: 'העירייה' })?.name).toBe('העירייה');
  expect(read({ ...ALL, OIDC_ISSUER: 'http://127.0.0.1:9' })?.issuer).toBe('http://127.0.0.1:9');
});
