import { type FileView, isImage } from '#app/domain/attachments/model';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { Icon } from '#app/ui/primitives/icon';

/** The files of a post: images as they are, everything else by name, kind and size. */
export function PostFiles({ files }: { files: readonly FileView[] }) {
  const t = useTranslations('ui');
  return (
    <ul className="post-files" aria-label={t('files')}>
      {files.map((file) => (
        <li key={file.id}>
          {isImage(file) && (
            <a href={paths.file(file.id, file.name)} className="file-image">
              <img
                src={paths.file(file.id, file.name)}
                alt={file.name}
                width={file.width ?? undefined}
                height={file.height ?? undefined}
                loading="lazy"
                decoding="async"
              />
            </a>
          )}
          <FileLine file={file} />
        </li>
      ))}
    </ul>
  );
}

/** One file in words, its name a link to it. */
export function FileLine({ file }: { file: FileView }) {
  return (
    <span className="file-line">
      <Icon name="file-text" />
      <a href={paths.file(file.id, file.name)}>
        <bdi>{file.name}</bdi>
      </a>
      <bdi dir="ltr" className="facts">
        {kindWord(file.name)} · {fileSize(file.sizeBytes)}
      </bdi>
    </span>
  );
}

/** What people call a kind of file: its ending. */
function kindWord(name: string): string {
  return (name.split('.').at(-1) ?? '').toUpperCase();
}

const KILO = 1_000;

/** "340 kB", "1.2 MB": the same in both languages. */
export function fileSize(bytes: number): string {
  const kilo = bytes / KILO;
  return kilo < KILO ? `${Math.max(1, Math.round(kilo))} kB` : `${(kilo / KILO).toFixed(1)} MB`;
}
