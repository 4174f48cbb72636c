import { z } from 'zod';
import { PASSKEY_NAME_MAX_CHARS } from '#app/domain/login/model';

/** Far beyond what authenticators send. In characters. */
const MAX_CHARS = 20_000;
const Base64Url = z
  .string()
  .regex(/^[A-Za-z0-9_-]*$/)
  .max(MAX_CHARS);
const Transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);

/** What browsers hand over besides, of which nothing is used. */
const Common = {
  id: Base64Url.min(1).max(1_400),
  rawId: Base64Url.min(1).max(1_400),
  type: z.literal('public-key'),
  clientExtensionResults: z.unknown().transform(() => ({})),
};

const Registration = z.object({
  ...Common,
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    // Those that are not known are left out: a browser may know more ways than we do.
    transports: z
      .array(z.string())
      .max(20)
      .default([])
      .transform((names) => names.flatMap((name) => Transport.safeParse(name).data ?? [])),
  }),
});

const Assertion = z.object({
  ...Common,
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.optional().catch(undefined),
  }),
});

/** A form's field with JSON in it. All that is wrong with it is one mistake: no person typed it. */
function fromJson<S extends z.ZodType>(schema: S) {
  return z
    .string('passkey_refused')
    .max(3 * MAX_CHARS, 'passkey_refused')
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'passkey_refused' });
        return z.NEVER;
      }
    })
    .transform((value, context): z.output<S> => {
      const parsed = schema.safeParse(value);
      if (parsed.success) {
        return parsed.data;
      }
      context.addIssue({ code: 'custom', message: 'passkey_refused' });
      return z.NEVER;
    });
}

const PasskeyName = z.string('required').trim().min(1, 'required').max(PASSKEY_NAME_MAX_CHARS, 'tooLong');
const PasskeyId = z.string('required').min(1, 'required').max(1_400, 'tooLong');

/** A key that a browser has just made, and its name. */
export const PasskeyAdd = z.object({ name: PasskeyName, passkey: fromJson(Registration) });
export type PasskeyAdd = z.output<typeof PasskeyAdd>;

export const PasskeyRename = z.object({ passkeyId: PasskeyId, name: PasskeyName });
export const PasskeyRemove = z.object({ passkeyId: PasskeyId });

/** What a browser signed with a key. */
export const PasskeySignIn = z.object({ passkey: fromJson(Assertion) });
export type PasskeySignIn = z.output<typeof PasskeySignIn>;
export type PasskeyAssertion = z.output<typeof Assertion>;

/** What a challenge is asked for. */
export const PasskeyAsk = z.object({ purpose: z.enum(['add', 'sign-in', 'prove']) });
