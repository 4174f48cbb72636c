import { json, type TypedResponse } from '@remix-run/node';
import type { z } from 'zod';
import { FILES_FIELD } from '#app/domain/attachments/refusals';
import { DomainError } from '#app/domain/errors';
import { MAX_FORM_BYTES } from '#app/http/body-limits';
import { retryAfter, statusOf } from '#app/http/errors.server';
import type { FormMessage, FormReply } from '#app/http/form-reply';
import { refuseForeignOrigin } from '#app/http/origin.server';

/** More fields than any form of ours has, choices of many authorities included. */
export const MAX_FORM_FIELDS = 1_000;

export type FormResult<T> =
  | { ok: true; value: T; form: SubmittedForm }
  | { ok: false; form: SubmittedForm; reply: FormReply };

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
  return fieldsOf(await readBody(request));
}

/** A form with a file: its fields, and the bytes of the file in the field of that name; null when none was chosen. */
export async function readUpload(
  request: Request,
  name: string,
): Promise<{ fields: SubmittedForm; file: Uint8Array | null }> {
  const data = await readBody(request);
  const sent = data.get(name);
  const file = sent === null || typeof sent === 'string' ? null : new Uint8Array(await sent.arrayBuffer());
  return { fields: fieldsOf(data), file: file?.length === 0 ? null : file };
}

async function readBody(request: Request): Promise<FormData | URLSearchParams> {
  refuseForeignOrigin(request);
  const type = request.headers.get('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type)) {
    throw new Response(null, { status: 415 });
  }
  return readFormData(request, type);
}

/** Fields as they came, one after another; what is no text is left out. Throws 413 when there are too many. */
export function fieldsOf(data: Iterable<[string, FormDataEntryValue]>): SubmittedForm {
  const fields: SubmittedForm = Object.create(null);
  let count = 0;
  for (const [name, value] of data) {
    count += 1;
    if (count > MAX_FORM_FIELDS) {
      throw new Response(null, { status: 413 });
    }
    if (typeof value !== 'string') {
      continue;
    }
    // No text has a NUL in it, and PostgreSQL refuses to keep one.
    const text = value.replaceAll('\u0000', '');
    const known = fields[name];
    fields[name] = known === undefined ? text : [...(Array.isArray(known) ? known : [known]), text];
  }
  return fields;
}

/** The body parsed by its own type. Read up to the cap and no further, whatever its headers claim. */
async function readFormData(request: Request, type: string): Promise<FormData | URLSearchParams> {
  const bytes = await readCapped(request, MAX_FORM_BYTES);
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    return new URLSearchParams(new TextDecoder().decode(bytes));
  }
  return new Response(bytes, { headers: { 'Content-Type': type } }).formData().catch(() => {
    throw new Response(null, { status: 400 });
  });
}

async function readCapped(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? '0') > maxBytes) {
    throw new Response(null, { status: 413 });
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > maxBytes) {
      // Not cancelled: that would cut the connection before the answer is out. The adapter disposes of the rest.
      throw new Response(null, { status: 413 });
    }
    chunks.push(next.value);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

/** What was refused of the files that came with a form. */
const fileRefusals = new WeakMap<SubmittedForm, FormMessage[]>();

/** Notes what was refused of a form's files, so that whoever parses it answers with that. */
export function refuseFilesOf(form: SubmittedForm, messages: FormMessage[]): void {
  if (messages.length > 0) {
    fileRefusals.set(form, messages);
  }
}

export function parseForm<S extends z.ZodType>(form: SubmittedForm, schema: S): FormResult<z.output<S>> {
  const parsed = schema.safeParse({ ...form });
  const files = fileRefusals.get(form);
  if (parsed.success && !files) {
    return { ok: true, value: parsed.data, form };
  }
  const errors: Record<string, FormMessage[]> = {};
  for (const issue of parsed.error?.issues ?? []) {
    const field = String(issue.path[0] ?? '');
    const message: FormMessage = { key: issue.message, values: issueValues(issue) };
    errors[field] = [...(errors[field] ?? []), message];
  }
  if (files) {
    // Last, as the field stands in the forms.
    errors[FILES_FIELD] = files;
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

const SECRET_FIELD = /password|token|secret/i;

function reply(form: SubmittedForm, errors: Record<string, FormMessage[]>): FormReply {
  const shown = Object.entries(form).filter(([name]) => name !== '__proto__' && !SECRET_FIELD.test(name));
  const values = Object.fromEntries(shown);
  const intent = typeof form.intent === 'string' ? form.intent : '';
  return { intent, values, errors };
}

/** What the domain refused, by the reply made of it: its status and Retry-After belong to the response. */
const refusals = new WeakMap<FormReply, DomainError>();

/** Answers a refused form: 422, or the status of the domain's refusal, with what was typed and what is wrong. */
export function refused<Reply extends FormReply>(formReply: Reply, status?: number): TypedResponse<Reply> {
  const refusal = refusals.get(formReply);
  const headers = refusal ? retryAfter(refusal) : new Headers();
  return json(formReply, { status: status ?? (refusal ? statusOf(refusal.code) : 422), headers });
}

/**
 * Runs a command for a form. A refusal of the domain that belongs to the form (invalid, conflict, too many, no room)
 * comes back as a reply with everything that was typed; any other is thrown on.
 */
export async function attempt<T>(
  form: SubmittedForm,
  command: () => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; reply: FormReply }> {
  try {
    return { ok: true, value: await command() };
  } catch (error) {
    if (error instanceof DomainError && ['invalid', 'conflict', 'too_many', 'unavailable'].includes(error.code)) {
      const message = { key: error.messageKey, values: error.values };
      const formReply = reply(form, { [error.field ?? '']: [message] });
      refusals.set(formReply, error);
      return { ok: false, reply: formReply };
    }
    throw error;
  }
}
