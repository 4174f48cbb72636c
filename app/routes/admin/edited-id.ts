/** The id of the row that a form is about: null for a new one, and for anything that is no id. */
export function editedId(value: unknown): number | null {
  return typeof value === 'string' && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null;
}
