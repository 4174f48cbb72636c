import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { requireReader } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, orNotFound } from '#app/domain/errors';
import { CHALLENGE_LIFE_MS, issueChallenge, takeChallenge } from '#app/domain/login/challenges.server';
import { beginLogin } from '#app/domain/login/commands.server';
import { requireFreshProof } from '#app/domain/login/fresh-proof.server';
import { EmailAddress } from '#app/domain/login/input';
import type { Client, LoginChange } from '#app/domain/login/model';
import { seal, unseal } from '#app/domain/login/sealed.server';
import { hostCookie, hostCookieName } from '#app/domain/login/signed.server';
import { addressToAsk, newVerifier, type SsoIdentity, whoCameBack } from '#app/domain/login/sso-provider.server';
import { allowsSsoByEmail } from '#app/domain/login/sso-setting.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb, getEnv } from '#app/instances.server';
import { queueMail } from '#app/mail/outbox.server';
import type { DatabaseTransaction } from '#prisma/client.server';

const NAME = 'roundtable_sso';
const PURPOSE = 'single sign-on';

const Flow = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
  /** The member who links an account of the provider to theirs; null: somebody signs in. */
  linkFor: z.string().nullable(),
});
export type SsoFlow = z.output<typeof Flow>;

export function ssoCookieName(): string {
  return hostCookieName(NAME);
}

/** From the cookie's decoded value; null for a forged one. */
export function readSsoFlow(value: string | null): SsoFlow | null {
  const text = value === null ? null : unseal(value, PURPOSE);
  return text === null ? null : Flow.parse(JSON.parse(text));
}

export function forgetSsoFlow(): string {
  return hostCookie(NAME, '', 0);
}

/** Begins to sign in by the provider: where to send the reader, and the cookie that knows them when they are back. */
export function beginSso(_viewer: Viewer, to: string): Promise<{ url: string; cookie: string }> {
  return begin(to, null);
}

/** Begins to link an account of the provider to one's own. Asks for a fresh proof (`prove_first`). */
export async function beginSsoLink(viewer: Viewer, to: string): Promise<{ url: string; cookie: string }> {
  const { memberId } = await requireFreshProof(viewer);
  return begin(to, memberId);
}

async function begin(to: string, linkFor: string | null): Promise<{ url: string; cookie: string }> {
  orNotFound(getEnv().sso);
  const verifier = await newVerifier();
  const nonce = randomBytes(32).toString('base64url');
  const state = Buffer.from(await issueChallenge('sso', linkFor)).toString('base64url');
  const flow: SsoFlow = { state, nonce, verifier, to, linkFor };
  const url = await addressToAsk(flow);
  return { url, cookie: hostCookie(NAME, seal(JSON.stringify(flow), PURPOSE), CHALLENGE_LIFE_MS / 1000) };
}

/**
 * Whoever comes back from the provider: signs them in, or links. Only existing members sign in: by an account that was
 * linked before, or, where the association allows it, by an address that the provider has verified. An account of the
 * provider is known by issuer and subject; its address is looked at once. Each state is good once. Throws `conflict`
 * (`sso_refused`, `sso_unknown`, `sso_taken`, `sso_down`).
 */
export async function finishSso(
  viewer: Viewer,
  flow: SsoFlow | null,
  query: string,
  client: Client,
): Promise<LoginChange> {
  orNotFound(getEnv().sso);
  const isOurs = flow !== null && (await takeChallenge('sso', flow.linkFor, flow.state));
  const identity = isOurs ? await whoCameBack(query, flow) : null;
  if (!isOurs || identity === null) {
    await recordAudit(getDb(), {
      memberId: null,
      action: 'login.create',
      outcome: 'refused',
      detail: { method: 'sso' },
    });
    throw new DomainError('conflict', 'sso_refused');
  }
  if (flow.linkFor !== null) {
    await linkOwn(viewer, flow.linkFor, identity);
    return { cookies: [] };
  }
  return beginLogin(await memberOf(identity), client, 'sso');
}

function provider({ issuer }: { issuer: string }): string {
  return `oidc ${issuer}`;
}

/** In the browser, and by the member, that asked for it; whoever else comes back with this answer is refused. */
async function linkOwn(viewer: Viewer, linkFor: string, identity: SsoIdentity): Promise<void> {
  const { memberId } = await requireFreshProof(viewer);
  if (memberId !== linkFor) {
    throw new DomainError('conflict', 'sso_refused');
  }
  await getDb().$transaction((tx) => link(tx, memberId, identity, 'account'));
}

async function link(tx: DatabaseTransaction, memberId: string, identity: SsoIdentity, by: string): Promise<void> {
  const providerId = provider(identity);
  const known = await tx.credential.count({
    where: { providerId, OR: [{ userId: memberId }, { accountId: identity.subject }] },
  });
  if (known > 0) {
    throw new DomainError('conflict', 'sso_taken');
  }
  const at = now();
  await tx.credential.create({
    data: {
      id: randomUUID(),
      userId: memberId,
      accountId: identity.subject,
      providerId,
      createdAt: at,
      updatedAt: at,
    },
  });
  await recordAudit(tx, { memberId, action: 'sso.link', detail: { by } });
  await queueMail(tx, { template: 'ssoChanged', memberId });
}

async function memberOf(identity: SsoIdentity): Promise<string> {
  const where = { providerId: provider(identity), accountId: identity.subject };
  const linked = await getDb().credential.findFirst({ where, select: { userId: true } });
  if (linked) {
    return linked.userId;
  }
  const email = EmailAddress.safeParse(identity.verifiedEmail ?? undefined).data;
  const member =
    email !== undefined && (await allowsSsoByEmail())
      ? await getDb().member.findFirst({ where: { email, emailVerified: true, erasedAt: null }, select: { id: true } })
      : null;
  if (!member) {
    await recordAudit(getDb(), {
      memberId: null,
      action: 'login.create',
      outcome: 'refused',
      detail: { method: 'sso' },
    });
    throw new DomainError('conflict', 'sso_unknown');
  }
  await getDb().$transaction((tx) => link(tx, member.id, identity, 'address'));
  return member.id;
}

/** Whether the viewer's account is linked to one of the provider. */
export async function hasSso(viewer: Viewer): Promise<boolean> {
  const { memberId } = requireReader(viewer);
  const { sso } = getEnv();
  return (
    sso !== null && (await getDb().credential.count({ where: { userId: memberId, providerId: provider(sso) } })) > 0
  );
}

/** Takes the link away, against a fresh proof. */
export async function unlinkSso(viewer: Viewer): Promise<void> {
  const { memberId } = await requireFreshProof(viewer);
  const { issuer } = orNotFound(getEnv().sso);
  await getDb().$transaction(async (tx) => {
    const gone = await tx.credential.deleteMany({ where: { userId: memberId, providerId: provider({ issuer }) } });
    orNotFound(gone.count || null);
    await recordAudit(tx, { memberId, action: 'sso.unlink' });
    await queueMail(tx, { template: 'ssoChanged', memberId });
  });
}
