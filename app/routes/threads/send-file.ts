import { paths } from '#app/paths';
import type { UploadReply } from '#app/ui/forum/file-field';

/**
 * Sends a file into the form that `key` names, as drafts do. By XMLHttpRequest, which alone tells how far it has got.
 * Fetched when the first file is chosen.
 */
export function sendFile(key: string, file: File, onProgress: (part: number) => void): Promise<UploadReply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', paths.uploads());
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('error', reject);
    request.addEventListener('abort', reject);
    request.addEventListener('load', () => {
      const { status, response } = request;
      if (status === 200) {
        resolve({ files: response.files });
      } else if (response?.errors?.files) {
        resolve({ errors: response.errors.files });
      } else {
        reject(new Error(`The file was not taken (${status}).`));
      }
    });
    const body = new FormData();
    body.set('key', key);
    body.set('files', file);
    request.send(body);
  });
}
