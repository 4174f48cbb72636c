import { AsyncLocalStorage } from 'node:async_hooks';
import { recordAudit } from '#app/domain/audit/commands.server';
import { loginCookieName } from '#app/domain/login/cookie.server';
import {
  LOGIN_LIFETIME_SECONDS,
  MAGIC_LINK_MINUTES,
  PASSWORD_MAX_CHARS,
  PASSWORD_MIN_CHARS,
  RESET_LINK_MINUTES,
} from '#app/domain/login/model';
import type { Env } from '#app/env.server';
import { getDb, getEnv, getSecret } from '#app/instances.server';
import { queueMail } from '#app/mail/outbox.server';
import { type Database, databaseProvider } from '#prisma/client.server';

/** The header by which a command tells the library the address it already knows; no browser can set it. */
export const CLIENT_ADDRESS_HEADER = 'x-roundtable-client-address';

/** Where the one-time value of a link is caught while the library makes it: its callbacks return nothing. */
const minted = new AsyncLocalStorage<{ token: string | null }>();

async function buildAuth(db: Database, env: Env) {
  // Loaded at the first sign-in rather than at start: the library takes a tenth of a second to load.
  const [{ betterAuth }, { prismaAdapter }, { magicLink }] = await Promise.all([
    import('better-auth'),
    import('better-auth/adapters/prisma'),
    import('better-auth/plugins/magic-link'),
  ]);
  const secure = env.appUrl.startsWith('https:');
  return betterAuth({
    baseURL: env.appUrl,
    secret: getSecret(),
    database: prismaAdapter(db, { provider: databaseProvider(env.databaseUrl), transaction: true }),
    telemetry: { enabled: false },
    // It warns about each wrong password and would log addresses; the audit log has what is needed.
    logger: { disabled: true },
    // Limits, and the check of where a body comes from, are our own edge's: nothing of this is mounted under a URL.
    rateLimit: { enabled: false },
    user: { modelName: 'Member' },
    account: { modelName: 'Credential', accountLinking: { enabled: false } },
    verification: { modelName: 'Verification', storeIdentifier: 'hashed' },
    session: {
      modelName: 'Login',
      expiresIn: LOGIN_LIFETIME_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN_CHARS,
      maxPasswordLength: PASSWORD_MAX_CHARS,
      resetPasswordTokenExpiresIn: RESET_LINK_MINUTES * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ token }) => keep(token),
      onPasswordReset: async ({ user }) => noteReset(db, user.id),
    },
    plugins: [
      magicLink({
        expiresIn: MAGIC_LINK_MINUTES * 60,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: async ({ token }) => keep(token),
      }),
    ],
    advanced: {
      // The names below carry the prefix themselves: the library knows only `__Secure-`.
      useSecureCookies: false,
      cookies: { session_token: { name: loginCookieName(env.appUrl), attributes: { secure } } },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER], ipv6Subnet: 128 },
    },
    databaseHooks: {
      session: {
        create: {
          // Whatever way somebody signs in: a suspended or erased member gets no login. One with a membership that is
          // pending or has run out does, to see how it stands.
          before: async (session) => {
            const member = await db.member.findUnique({ where: { id: session.userId } });
            return member !== null && member.status !== 'suspended' && member.erasedAt === null;
          },
        },
      },
    },
  });
}

/** The link was mailed, so the address is proven; and the member is told that the password is a new one. */
async function noteReset(db: Database, memberId: string): Promise<void> {
  await db.$transaction(async (transaction) => {
    await transaction.member.update({ where: { id: memberId }, data: { emailVerified: true } });
    await recordAudit(transaction, { memberId, action: 'password.reset' });
    await queueMail(transaction, { template: 'passwordChanged', memberId });
  });
}

function keep(token: string): void {
  const place = minted.getStore();
  if (place) {
    place.token = token;
  }
}

/**
 * Runs a call of the library that makes a one-time value, and hands that value over; null when it made none because it
 * knows nobody of that address.
 */
export async function mintToken(call: () => Promise<unknown>): Promise<string | null> {
  const place: { token: string | null } = { token: null };
  await minted.run(place, call);
  return place.token;
}

export type Auth = Awaited<ReturnType<typeof buildAuth>>;

const auths = new WeakMap<Database, Promise<Auth>>();

/** The sign-in library over the process's database, made at first use. Only `auth.api` and `auth.$context` are used. */
export function getAuth(): Promise<Auth> {
  const db = getDb();
  const known = auths.get(db);
  if (known) {
    return known;
  }
  const made = buildAuth(db, getEnv());
  auths.set(db, made);
  return made;
}
