import type { FormReply } from '#app/http/form-reply';

/** What was typed into a field of a form that came back, else `start`. */
export function typed(reply: FormReply | undefined, name: string, start = ''): string {
  const value = reply?.values[name] ?? start;
  return Array.isArray(value) ? (value[0] ?? '') : value;
}
