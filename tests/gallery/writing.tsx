import { LABELS } from '#app/domain/labels';
import { useTranslations } from '#app/i18n/translations';
import { PostComposer } from '#app/ui/forum/post-composer';
import { RevisionDiff } from '#app/ui/forum/revision-diff';
import { ThreadComposer } from '#app/ui/forum/thread-composer';
import { Page } from '#app/ui/layout/frame';
import { PageHeader, SectionHead } from '#app/ui/layout/page-header';
import type { RootData } from '#app/ui/layout/root-data';
import { ago, POST_HTML } from '#tests/gallery/samples';

const render = async (): Promise<string> => POST_HTML.opening;
const GUIDE =
  'כדאי לכתוב איזו מערכת על הפרק, כמה משתמשים יש לה ומי הספק שמתחזק אותה. אם יש תקציב או תאריך יעד, גם הם עוזרים.';

/** The composer of a new thread, as a writer finds it again after a reload. */
export function ComposePage({ data }: { data: RootData }) {
  return (
    <Page width="wide">
      <PageHeader title={useTranslations('nav')('askLong')} />
      <ThreadComposer
        action="/threads/new"
        topics={data.topics.map(({ slug, name }) => ({ slug, name, guide: GUIDE }))}
        authorities={[]}
        labels={LABELS}
        values={{
          label: 'GREEN',
          topic: 'cloud',
          kind: 'question',
          title: 'גיבוי M365: האם retention של הספק מספיק?',
          body: 'אנחנו רשות של 41,000 תושבים.\n\n- 380 תיבות\n- OneDrive פתוח לכולם',
          tags: 'm365, גיבוי',
        }}
        draft={{ version: 3, updatedAt: ago(4) }}
        saveDraft={async () => ({ saved: true, draft: { version: 4, updatedAt: ago(0) } })}
        renderPreview={render}
      />
    </Page>
  );
}

export function WritingPage() {
  const t = useTranslations('ui');
  return (
    <Page>
      <PageHeader title={t('history')} />
      <RevisionDiff
        parts={[
          { kind: 'same', text: 'שורה ראשונה\nשורה שנייה\nשורה שלישית\n\nמוקד 106 שלנו עובד על CRM ' },
          { kind: 'removed', text: 'ישן' },
          { kind: 'added', text: 'חדש (שנה)' },
          { kind: 'same', text: ', ומערכת הליבה ישנה ממנו בעשור.\n\nOne line of English, with ' },
          { kind: 'removed', text: 'two' },
          { kind: 'added', text: 'three' },
          { kind: 'same', text: ' servers.\n' },
          { kind: 'added', text: 'שורה שנוספה בסוף.\n' },
        ]}
      />
      <SectionHead title={t('answer')} />
      <PostComposer
        kind="answer"
        action="/threads/1"
        fields={{ intent: 'answer' }}
        labels={LABELS.slice(1)}
        values={{ label: 'GREEN', body: '' }}
        renderPreview={render}
        saveDraft={async () => ({ saved: true, draft: { version: 1, updatedAt: ago(0) } })}
      />
      <SectionHead title={t('comment')} />
      <PostComposer
        id="comment-4"
        kind="comment"
        action="/threads/1"
        fields={{ intent: 'comment', postId: 4 }}
        values={{ body: '' }}
        errors={{ body: [{ key: 'required' }] }}
      />
    </Page>
  );
}
