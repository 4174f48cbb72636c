import { paths } from '#app/paths';
import type { UploadFile } from '#app/ui/forum/file-field';
import type { SuggestedMember } from '#app/ui/forum/mention-list';
import type { SaveDraft } from '#app/ui/forum/use-draft';

/** Sends a draft to the server. A draft that another device changed comes back as such; anything else rejects. */
export function draftSaver(key: string): SaveDraft {
  return async (fields, version) => {
    const body = new URLSearchParams({ key, version: String(version) });
    for (const name of ['title', 'body', 'tags', 'recipients', 'topic', 'label', 'kind', 'revision']) {
      const value = fields.get(name);
      if (typeof value === 'string') {
        body.set(name, value);
      }
    }
    const response = await fetch(paths.saveDraft(), { method: 'POST', body });
    if (response.ok || response.status === 409) {
      return response.json();
    }
    throw new Error(`The draft was not saved (${response.status}).`);
  };
}

/** Renders a text as the server will. Rejects when it cannot. */
export function renderPreview(text: string): Promise<string> {
  return preview({ body: text });
}

/** The same for a page of the association in that language, with its names filled in. */
export function previewOfPage(locale: string): (text: string) => Promise<string> {
  return (text) => preview({ body: text, page: locale });
}

async function preview(fields: Record<string, string>): Promise<string> {
  const response = await fetch(paths.preview(), { method: 'POST', body: new URLSearchParams(fields) });
  if (!response.ok) {
    throw new Error(`There is no preview (${response.status}).`);
  }
  const { html } = await response.json();
  return html;
}

/** Members that an @name may mean. Rejects when the server cannot be reached. */
export async function suggestMembers(typed: string, signal: AbortSignal): Promise<SuggestedMember[]> {
  const response = await fetch(paths.suggestMembers({ q: typed }), { signal });
  if (!response.ok) {
    throw new Error(`There are no suggestions (${response.status}).`);
  }
  const { members } = await response.json();
  return members;
}

/** Uploads into the form that `key` names. Rejects when the server cannot be reached. */
export function uploadTo(key: string): UploadFile {
  return async (file, onProgress) => {
    const { sendFile } = await import('#app/routes/threads/send-file');
    return sendFile(key, file, onProgress);
  };
}
