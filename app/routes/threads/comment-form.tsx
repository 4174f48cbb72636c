import { useEffect, useMemo, useRef, useState } from 'react';
import type { FileView } from '#app/domain/attachments/model';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { uploadTo } from '#app/routes/threads/composer-calls';
import { type ChosenFiles, FileField } from '#app/ui/forum/file-field';
import { Button } from '#app/ui/primitives/button';
import { controlAttributes, Field, type FieldError } from '#app/ui/primitives/field';
import { Form, Link } from '#app/ui/primitives/link';
import { TextBox } from '#app/ui/primitives/text-area';

/** What came back from a refused comment form: where it belongs, what was typed, what is wrong. */
export interface RefusedComment {
  postId: string;
  body: string;
  errors: FieldError[];
  fileErrors: FieldError[];
}

/** What the comment forms of a page start with. */
export interface Commenting {
  refused: RefusedComment | null;
  /** The reader's files that wait in forms, by form: `comment:12`. */
  uploads: Record<string, FileView[]>;
  /** The post whose form the address asks for. */
  on: number | null;
  /** The page's own address, which asks for a form with `comment`. */
  here: string;
}

const NONE: readonly FileView[] = [];

/**
 * The form for another comment, behind a link: a long page has a form a post, of which a reader needs one at most. Without
 * JavaScript the link brings the page with the form in it.
 */
export function CommentForm({ threadId, postId, ...start }: Commenting & { threadId: number; postId: number }) {
  const t = useTranslations('thread');
  const [opened, setOpened] = useState(false);
  const mine = start.refused?.postId === String(postId) ? start.refused : null;
  const files = start.uploads[`comment:${postId}`] ?? NONE;
  if (opened || mine || files.length > 0 || start.on === postId) {
    return <OpenForm threadId={threadId} postId={postId} refused={mine} files={files} focus={opened} />;
  }
  return (
    <Link
      to={`${start.here}${start.here.includes('?') ? '&' : '?'}comment=${postId}#comment-${postId}`}
      className="quiet-link comment-link"
      onClick={(event) => {
        if (!(event.metaKey || event.ctrlKey || event.shiftKey)) {
          event.preventDefault();
          setOpened(true);
        }
      }}
    >
      {t('addComment')}
    </Link>
  );
}

interface OpenFormProps {
  threadId: number;
  postId: number;
  refused: RefusedComment | null;
  files: readonly FileView[];
  /** Opened by a press on this page, so the reader wants to type. */
  focus: boolean;
}

function OpenForm({ threadId, postId, refused, files, focus }: OpenFormProps) {
  const t = useTranslations('thread');
  const box = useRef<HTMLTextAreaElement>(null);
  const [chosen, setChosen] = useState<ChosenFiles | null>(null);
  const upload = useMemo(() => uploadTo(`comment:${postId}`), [postId]);
  const field = { name: 'body', id: `comment-${postId}`, label: t('addComment'), errors: refused?.errors };
  useEffect(() => {
    if (focus) {
      box.current?.focus();
    }
  }, [focus]);
  return (
    <Form method="post" action={paths.thread(threadId)} encType="multipart/form-data" className="comment-form">
      <input type="hidden" name="intent" value="comment" />
      <input type="hidden" name="postId" value={postId} />
      <Field {...field}>
        <TextBox {...controlAttributes(field)} ref={box} rows={3} defaultValue={refused?.body} />
      </Field>
      <FileField
        id={`comment-${postId}-files`}
        files={files}
        upload={upload}
        chosen={chosen}
        onChoose={setChosen}
        errors={refused?.fileErrors}
      />
      <Button size="sm">{t('comment')}</Button>
    </Form>
  );
}
