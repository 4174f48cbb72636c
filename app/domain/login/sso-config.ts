import { z } from 'zod';

const blankIsUnset = (value: unknown): unknown => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional());

/** A provider of single sign-on by OpenID Connect. */
export interface SsoConfig {
  /** Without a slash at the end where it was given without one: it is compared as it stands. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says. */
  name: string;
}

function isSafe(url: string): boolean {
  if (!URL.canParse(url)) {
    // Said already.
    return true;
  }
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1'].includes(hostname);
}

const Environment = z
  .object({
    OIDC_ISSUER: optional(
      z
        .url({ protocol: /^https?$/, error: 'must be the https:// address of the provider, or be unset' })
        .refine(isSafe, 'must be an https:// address: http is for this machine alone'),
    ),
    OIDC_CLIENT_ID: optional(z.string()),
    OIDC_CLIENT_SECRET: optional(z.string()),
    OIDC_NAME: optional(z.string().max(60, 'must have at most 60 characters')),
  })
  .superRefine((value, context) => {
    for (const name of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const) {
      if ((value.OIDC_ISSUER === undefined) !== (value[name] === undefined)) {
        context.addIssue({ code: 'custom', path: [name], message: 'must be set where OIDC_ISSUER is, and only there' });
      }
    }
  })
  .transform(({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME }): { sso: SsoConfig | null } => {
    if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) {
      return { sso: null };
    }
    const name = OIDC_NAME ?? new URL(OIDC_ISSUER).hostname;
    return { sso: { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET, name } };
  });

/** The provider (null without `OIDC_ISSUER`); or what is wrong. */
export function readSsoConfig(source: Record<string, string | undefined>) {
  return Environment.safeParse(source);
}
