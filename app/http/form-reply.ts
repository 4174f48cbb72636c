/** A message key of namespace `errors`, with the values of its placeholders. */
export interface FormMessage {
  key: string;
  values?: Record<string, string | number>;
}

/** What a page shows again after a refused form: every value that was typed, and messages beside the fields. */
export interface FormReply {
  /** Which form of the page it was: the value of the pressed button named `intent`, or empty. */
  intent: string;
  /** Field name → what was typed. Passwords are left out. */
  values: Record<string, string | string[]>;
  /** Field name → messages; the empty name is the form as a whole. */
  errors: Record<string, FormMessage[]>;
}
