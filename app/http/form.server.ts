import { json, type TypedResponse } from '@remix-run/node';
import type { z } from 'zod';
import { DomainError } from '#app/domain/errors';
import type { FormMessage, FormReply } from '#app/http/form-reply';
import { refuseForeignOrigin } from '#app/http/origin.server';

/** The largest body a form may have, in bytes: a post of the largest size in four-byte letters, URL-encoded. */
export const MAX_FORM_BYTES = 1_500_000;

export type FormResult<T> = { ok: true; value: T; form: SubmittedForm } | { ok: false; form: SubmittedForm; reply: FormReply };

/** The fields as they came: one value, or several of one name. No prototype, so `__proto__` is a name like any other. */
export type SubmittedForm = Record<string, string | string[]>;

/**
 * The one door for bodies. Refuses what another site sends (403), bodies over the cap (413) and of other types (415),
 * by throwing a Response. The fields are parsed with `schema`, whose messages are keys of namespace `errors`; a form
 * with mistakes comes back as `ok: false` with the reply for the page.
 */
export async function readForm<S extends z.ZodType>(request: Request, schema: S): Promise<FormResult<z.output<S>>> {
  return parseForm(await readFields(request), schema);
}

/** Reads the body once, for pages with several forms: then `parseForm` with the schema of the one that was sent. */
export async function readFields(request: Request): Promise<SubmittedForm> {
  refuseForeignOrigin(request);
  const type = request.headers.get('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) {
    throw new Response(null, { status: 415 });
  }
  const length = Number(request.headers.get('content-length') ?? '0');
  if (length > MAX_FORM_BYTES) {
    throw new Response(null, { status: 413 });
  }
  const data = await request.formData().catch(() => {
    throw new Response(null, { status: 400 });
  });
  const fields: SubmittedForm = Object.create(null);
  for (const [name, value] of data) {
    if (typeof value !== 'string') {
      continue;
    }
    const known = fields[name];
    fields[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
  }
  return fields;
}

export function parseForm<S extends z.ZodType>(form: SubmittedForm, schema: S): FormResult<z.output<S>> {
  const parsed = schema.safeParse({ ...form });
  if (parsed.success) {
    return { ok: true, value: parsed.data, form };
  }
  const errors: Record<string, FormMessage[]> = {};
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '');
    const message: FormMessage = { key: issue.message, values: issueValues(issue) };
    errors[field] = [...(errors[field] ?? []), message];
  }
  return { ok: false, form, reply: reply(form, errors) };
}

/** Numbers a message may name: the limit that was passed. */
function issueValues(issue: z.core.$ZodIssue): Record<string, string | number> {
  if (issue.code === 'too_big') {
    return { max: Number(issue.maximum) };
  }
  return issue.code === 'too_small' ? { min: Number(issue.minimum) } : {};
}

function reply(form: SubmittedForm, errors: Record<string, FormMessage[]>): FormReply {
  const values = Object.fromEntries(Object.entries(form).filter(([name]) => !/password|token|secret/i.test(name)));
  const intent = typeof form.intent === 'string' ? form.intent : '';
  return { intent, values, errors };
}

/** Answers a refused form: 422 with what was typed and what is wrong. */
export function refused(formReply: FormReply, status = 422): TypedResponse<FormReply> {
  return json(formReply, { status });
}

/**
 * Runs a command for a form. A refusal of the domain that belongs to the form (invalid, conflict, too many) comes back
 * as a reply with everything that was typed; any other is thrown on.
 */
export async function attempt<T>(
  form: SubmittedForm,
  command: () => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; reply: FormReply }> {
  try {
    return { ok: true, value: await command() };
  } catch (error) {
    if (error instanceof DomainError && ['invalid', 'conflict', 'too_many'].includes(error.code)) {
      const message = { key: error.messageKey, values: error.values };
      return { ok: false, reply: reply(form, { [error.field ?? '']: [message] }) };
    }
    throw error;
  }
}
