import { describe, expect, test } from 'vitest';
import { DomainError } from '#app/domain/errors';
import { LABELS } from '#app/domain/labels';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import type { RequestContext } from '#app/http/context';
import { errorResponse } from '#app/http/errors.server';
import { cacheByLabels, cacheControl, contentSecurityPolicy, securityHeaders } from '#app/http/headers.server';

const MEMBER: MemberViewer = {
  kind: 'member',
  memberId: 'm',
  loginId: 'l',
  handle: 'h',
  name: 'n',
  role: 'administrator',
  authorityIds: [1],
  primaryContactFor: [],
  locale: 'he',
  theme: 'system',
  density: 'comfortable',
  newSince: null,
};

function context(): RequestContext {
  return { requestId: '', nonce: '', ipAddress: '', cache: null, refusedWith: null, retryAfter: null };
}

describe('caching', () => {
  test('is off unless a loader speaks, public for CLEAR to a plain guest alone, and off above GREEN for everybody', () => {
    expect(cacheControl(context().cache)).toBe('no-store');
    const expected = ['private, no-cache', 'private, no-cache', 'no-store', 'no-store', 'no-store'];
    LABELS.forEach((label, index) => {
      const forMember = context();
      cacheByLabels(forMember, MEMBER, [label]);
      expect([label, cacheControl(forMember.cache)]).toEqual([label, expected[index]]);
      const forGuest = context();
      cacheByLabels(forGuest, GUEST, [label]);
      expect(forGuest.cache === 'public').toBe(label === 'CLEAR');
    });
    const limited = context();
    const waiting = { memberId: 'm', reason: 'pending' as const, name: 'n', handle: 'h' };
    cacheByLabels(limited, { kind: 'guest', limited: waiting }, ['CLEAR']);
    expect(limited.cache).toBe('private');
  });

  test('of several loaders the strictest holds, in either order', () => {
    for (const labels of [['CLEAR', 'AMBER'] as const, ['AMBER', 'CLEAR'] as const]) {
      const both = context();
      for (const label of labels) {
        cacheByLabels(both, GUEST, [label]);
      }
      expect(both.cache).toBe('no-store');
    }
  });
});

test('a forum under https asks for https from then on, and only that one', () => {
  const names = (appUrl: string) => securityHeaders(appUrl).map(([name]) => name);
  expect(names('https://forum.example')).toContain('Strict-Transport-Security');
  expect(names('http://localhost:3000')).not.toContain('Strict-Transport-Security');
  expect(contentSecurityPolicy('n', 'https://forum.example')).toContain('upgrade-insecure-requests');
  expect(contentSecurityPolicy('n', 'http://localhost:3000')).not.toContain('upgrade-insecure-requests');
});

test('every refusal of the domain has its status, its words, and the wait when it knows it', async () => {
  const statuses = {
    not_found: 404,
    forbidden: 403,
    invalid: 422,
    conflict: 409,
    too_many: 429,
    unavailable: 503,
  } as const;
  for (const code of ['not_found', 'forbidden', 'invalid', 'conflict', 'too_many', 'unavailable'] as const) {
    const response = errorResponse(new DomainError(code, code, { values: { retryAfterSeconds: 2.1 } }));
    expect(response.status).toBe(statuses[code]);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(await response.json()).toEqual({ messageKey: code, values: { retryAfterSeconds: 2.1 } });
  }
});
