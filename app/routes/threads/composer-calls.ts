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
    throw failure(response);
  };
}

/** Renders a text as the server will. Rejects when it cannot. */
export async function renderPreview(text: string): Promise<string> {
  const response = await fetch(paths.preview(), { method: 'POST', body: new URLSearchParams({ body: text }) });
  if (!response.ok) {
    throw failure(response);
  }
  const { html } = await response.json();
  return html;
}

/** Members that an @name may mean. Rejects when the server cannot be reached. */
export async function suggestMembers(typed: string, signal: AbortSignal): Promise<SuggestedMember[]> {
  const response = await fetch(paths.suggestMembers({ q: typed }), { signal });
  if (!response.ok) {
    throw failure(response);
  }
  const { members } = await response.json();
  return members;
}

/** Whoever calls says what failed. */
function failure({ status }: Response): Error {
  return new Error(`The server answered ${status}.`);
}

/** Uploads into the form that `key` names. Rejects when the server cannot be reached. */
export function uploadTo(key: string): UploadFile {
  return async (file, onProgress) => {
    const { sendFile } = await import('#app/routes/threads/send-file');
    return sendFile(key, file, onProgress);
  };
}
