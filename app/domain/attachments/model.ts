/** The largest file, as it is sent, in bytes. */
export const MAX_FILE_BYTES = 25_000_000;
/** Files one post may have. */
export const MAX_POST_FILES = 10;
/** What one member's files may come to, in bytes. */
export const MEMBER_QUOTA_BYTES = 500_000_000;
/** How long a file waits in a form that is not published. */
export const UNATTACHED_LIFETIME_MS = 86_400_000;

/** What a file input offers to choose from; what is taken is decided by the bytes. */
export const ACCEPTED_EXTENSIONS = [
  ...['pdf', 'png', 'jpg', 'jpeg', 'webp', 'gif'],
  ...['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp'],
  ...['csv', 'txt', 'md'],
] as const;

/** A file as a page shows it. */
export interface FileView {
  id: number;
  name: string;
  mediaType: string;
  sizeBytes: number;
  /** Pixels; null for everything that is not an image. */
  width: number | null;
  height: number | null;
}

interface FileRow extends Omit<FileView, 'name'> {
  fileName: string;
}

/** The columns of a `FileView`. */
export const FILE_SELECT = {
  id: true,
  fileName: true,
  mediaType: true,
  sizeBytes: true,
  width: true,
  height: true,
} as const;

export function toFileView({ id, fileName, mediaType, sizeBytes, width, height }: FileRow): FileView {
  return { id, name: fileName, mediaType, sizeBytes, width, height };
}

/** The page shows it; everything else is saved to the reader's disk. */
export function isImage({ mediaType }: { mediaType: string }): boolean {
  return mediaType.startsWith('image/');
}
