import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import type { Client } from '#app/domain/login/model';
import {
  beginSso,
  beginSsoLink,
  finishSso,
  hasSso,
  readSsoFlow,
  type SsoFlow,
  unlinkSso,
} from '#app/domain/login/sso.server';
import { setSsoByEmail } from '#app/domain/login/sso-setting.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { setInstances } from '#app/instances.server';
import { testDatabase } from '#tests/support/database';
import { administrator, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { startProvider } from '#tests/support/oidc';
import { refusal } from '#tests/support/refusal';

const database = await testDatabase();
const env = testEnv();
const provider = await startProvider(env.appUrl);
afterAll(() => provider.stop());
const CLIENT: Client = { ipAddress: '192.0.2.1', userAgent: 'test', loginToken: null };
const REFUSED = 'conflict sso_refused';
const UNKNOWN = 'conflict sso_unknown';

let member: MemberViewer;
let email: string;

beforeEach(async () => {
  setInstances({ env: { ...env, sso: provider.config }, db: database });
  const made = await makeMember();
  email = made.email;
  member = await viewerFor(made.id);
  provider.account = { sub: 'subject-1', email: 'somebody@example.org', verified: true };
});
afterEach(() => setClock());

function flowOf(cookie: string): SsoFlow {
  const flow = readSsoFlow(decodeURIComponent(/=([^;]+)/.exec(cookie)?.[1] ?? ''));
  if (!flow) {
    throw new Error('The cookie is not ours.');
  }
  return flow;
}

/** Goes to the provider and back. */
async function walk(begun: Promise<{ url: string; cookie: string }>): Promise<{ flow: SsoFlow; query: string }> {
  const { url, cookie } = await begun;
  return { flow: flowOf(cookie), query: await provider.signIn(url) };
}

async function signIn() {
  const { flow, query } = await walk(beginSso(GUEST, '/bookmarks'));
  return finishSso(GUEST, flow, query, CLIENT);
}

async function linkTo(viewer: Viewer): Promise<void> {
  const { flow, query } = await walk(beginSsoLink(viewer, '/account/sso'));
  await finishSso(viewer, flow, query, CLIENT);
}

async function loginsOf({ memberId }: MemberViewer): Promise<number> {
  return database.login.count({ where: { userId: memberId, userAgent: 'test', ipAddress: '192.0.2.1' } });
}

describe('refused', () => {
  test('somebody who is no member, and a member who has not linked, whatever the address', async () => {
    expect(await refusal(signIn())).toBe(UNKNOWN);
    provider.account = { sub: 'subject-1', email, verified: true };
    expect(await refusal(signIn())).toBe(UNKNOWN);
    expect(await loginsOf(member)).toBe(0);
  });

  test('where addresses count: one that the provider has not verified, and one that the member has not', async () => {
    await setSsoByEmail(await administrator(), true);
    provider.account = { sub: 'subject-1', email, verified: false };
    expect(await refusal(signIn())).toBe(UNKNOWN);
    provider.account = { sub: 'subject-1', email, verified: true };
    await database.member.update({ where: { id: member.memberId }, data: { emailVerified: false } });
    expect(await refusal(signIn())).toBe(UNKNOWN);
  });

  test('a code and a state that were used', async () => {
    await linkTo(member);
    const { flow, query } = await walk(beginSso(GUEST, '/'));
    await finishSso(GUEST, flow, query, CLIENT);
    expect(await refusal(finishSso(GUEST, flow, query, CLIENT))).toBe(REFUSED);
    // The used code with a state that is good.
    const next = flowOf((await beginSso(GUEST, '/')).cookie);
    const replayed = new URLSearchParams(query);
    replayed.set('state', next.state);
    expect(await refusal(finishSso(GUEST, next, replayed.toString(), CLIENT))).toBe(REFUSED);
    expect(await loginsOf(member)).toBe(1);
  });

  test('another state, nonce, verifier or issuer, no cookie, and a no of the provider', async () => {
    await linkTo(member);
    const wrongs: { flow?: Partial<SsoFlow>; query?: Record<string, string | null> }[] = [
      { query: { state: 'another' } },
      { query: { iss: 'https://evil.example' } },
      { query: { iss: null } },
      { query: { code: null, error: 'access_denied' } },
      { flow: { nonce: 'another' } },
      { flow: { verifier: 'another-verifier-that-is-long-enough-to-be-one-0123456789' } },
      { flow: { state: 'never-given-out' } },
    ];
    for (const wrong of wrongs) {
      const { flow, query } = await walk(beginSso(GUEST, '/'));
      const changed = new URLSearchParams(query);
      for (const [name, value] of Object.entries(wrong.query ?? {})) {
        value === null ? changed.delete(name) : changed.set(name, value);
      }
      const finished = finishSso(GUEST, { ...flow, ...wrong.flow }, changed.toString(), CLIENT);
      expect(await refusal(finished), JSON.stringify(wrong)).toBe(REFUSED);
    }
    const { query } = await walk(beginSso(GUEST, '/'));
    expect(await refusal(finishSso(GUEST, null, query, CLIENT))).toBe(REFUSED);
    expect(await loginsOf(member)).toBe(0);
    expect(await database.auditEntry.count({ where: { action: 'login.create', outcome: 'refused' } })).toBe(
      wrongs.length + 1,
    );
  });

  test('a code that was given to another client of the provider', async () => {
    await linkTo(member);
    setInstances({ env: { ...env, sso: provider.other }, db: database });
    const foreign = await walk(beginSso(GUEST, '/'));
    setInstances({ env: { ...env, sso: provider.config }, db: database });
    expect(await refusal(finishSso(GUEST, foreign.flow, foreign.query, CLIENT))).toBe(REFUSED);
  });

  test('a cookie that was changed, and an answer that took more than five minutes', async () => {
    await linkTo(member);
    expect(readSsoFlow('AAAA')).toBeNull();
    const { flow, query } = await walk(beginSso(GUEST, '/'));
    setClock(() => Date.now() + 5 * 60_000);
    expect(await refusal(finishSso(GUEST, flow, query, CLIENT))).toBe(REFUSED);
  });

  test('to link: without a fresh proof, what is another’s, a second account, and by the answer of somebody else', async () => {
    await linkTo(member);
    const other = await viewerFor((await makeMember()).id);
    expect(await refusal(linkTo(other))).toBe('conflict sso_taken');
    provider.account = { sub: 'subject-2', email: 'b@example.org', verified: true };
    expect(await refusal(linkTo(member))).toBe('conflict sso_taken');
    // The attacker's own way back, opened in the other member's browser: with their cookie, and with none.
    const { flow, query } = await walk(beginSsoLink(member, '/'));
    expect(await refusal(finishSso(other, flow, query, CLIENT))).toBe(REFUSED);
    expect(await refusal(finishSso(other, null, query, CLIENT))).toBe(REFUSED);
    // A sign-in's answer links nothing, and a link's answer signs nobody in.
    const away = await walk(beginSso(GUEST, '/'));
    const swapped = { ...away.flow, linkFor: other.memberId };
    expect(await refusal(finishSso(other, swapped, away.query, CLIENT))).toBe(REFUSED);
    expect(await hasSso(other)).toBe(false);
    setClock(() => Date.now() + 11 * 60_000);
    expect(await refusal(beginSsoLink(member, '/'))).toBe('forbidden prove_first');
    expect(await refusal(unlinkSso(member))).toBe('forbidden prove_first');
  });

  test('by address, another account of the provider for a member who has linked one', async () => {
    await setSsoByEmail(await administrator(), true);
    await linkTo(member);
    provider.account = { sub: 'subject-of-a-thief', email, verified: true };
    expect(await refusal(signIn())).toBe('conflict sso_taken');
  });

  test('the rule on addresses, by others than administrators', async () => {
    expect(await refusal(setSsoByEmail(member, true))).toBe('forbidden forbidden');
  });

  test('a member who is suspended', async () => {
    await linkTo(member);
    await database.member.update({ where: { id: member.memberId }, data: { status: 'suspended' } });
    expect(await refusal(signIn())).toBe('invalid sign_in_failed');
  });
});

describe('with single sign-on', () => {
  test('who has linked signs in, under whatever address from then on, and no longer once unlinked', async () => {
    await linkTo(member);
    provider.account = { sub: 'subject-1', email: 'another@example.org', verified: false };
    expect((await signIn()).cookies.join()).toContain('roundtable_login=');
    await unlinkSso(member);
    expect(await refusal(signIn())).toBe(UNKNOWN);
    expect(await database.outbox.count({ where: { payload: { contains: 'ssoChanged' } } })).toBe(2);
    const entries = await database.auditEntry.findMany({ where: { action: { startsWith: 'sso' } } });
    expect(entries.map(({ action }) => action)).toEqual(['sso.link', 'sso.unlink']);
  });

  test('a second factor of the forum is asked for all the same', async () => {
    await linkTo(member);
    const at = new Date();
    await database.secondFactor.create({
      data: { memberId: member.memberId, secret: 'x', confirmedAt: at, createdAt: at },
    });
    expect((await signIn()).needsCode).toBe(true);
  });

  test('by a verified address, once the association allows it; the account is linked from then on', async () => {
    await setSsoByEmail(await administrator(), true);
    provider.account = { sub: 'subject-1', email: email.toUpperCase(), verified: true };
    await signIn();
    expect(await hasSso(member)).toBe(true);
    await setSsoByEmail(await administrator(), false);
    await signIn();
    expect(await loginsOf(member)).toBe(2);
  });
});

test('a provider whose metadata name another issuer than the configured one is none', async () => {
  const issuer = provider.config.issuer.replace('127.0.0.1', 'localhost');
  setInstances({ env: { ...env, sso: { ...provider.config, issuer } }, db: database });
  expect(await refusal(beginSso(GUEST, '/'))).toBe('conflict sso_down');
});

test('a provider that does not answer is said so', async () => {
  const gone = await startProvider(env.appUrl);
  await gone.stop();
  setInstances({ env: { ...env, sso: gone.config }, db: database });
  expect(await refusal(beginSso(GUEST, '/'))).toBe('conflict sso_down');
});
