import type { ReactNode } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { ActionButton, ActionLink, MoreActions, PostActions } from '#app/ui/forum/post-actions';
import { Comments, PostCard } from '#app/ui/forum/post-card';
import { Ring } from '#app/ui/forum/ring';
import { ThreadList } from '#app/ui/forum/thread-row';
import { TagList, TopicName } from '#app/ui/forum/topic-tag';
import { SameQuestionButton, VoteButton } from '#app/ui/forum/votes';
import { ErrorPage } from '#app/ui/layout/error-page';
import { FloatAction, Page, RailSection } from '#app/ui/layout/frame';
import { PageHeader, SectionHead } from '#app/ui/layout/page-header';
import type { RootData } from '#app/ui/layout/root-data';
import { Pagination, Tabs } from '#app/ui/primitives/navigation';
import { ago, POST_HTML, seats, threadRows } from '#tests/gallery/samples';
import { FormPage, MarksPage, StatesPage } from '#tests/gallery/specimens';
import { ComposePage, WritingPage } from '#tests/gallery/writing';

type PageFn = (props: { data: RootData }) => ReactNode;
const target = { action: '/threads/5', fields: { intent: 'vote', postId: 1 } };

function ListPage({ data }: { data: RootData }) {
  const t = useTranslations('ui');
  const rows = threadRows(data.locale);
  return (
    <Page
      rail={
        <RailSection title={t('tags')}>
          <TagList label={t('tags')} tags={rows.flatMap((row) => row.tags)} />
        </RailSection>
      }
    >
      <PageHeader title={t('threads')} />
      <Tabs
        label={t('sort')}
        items={[
          { href: '/threads', label: t('threads'), current: true },
          { href: '/threads?state=open', label: t('question'), count: 4 },
          { href: '/threads?kind=discussion', label: t('discussion') },
        ]}
      />
      <ThreadList threads={rows} label={t('threads')} empty={null} heading="h2" />
      <Pagination olderHref="/threads?after=1" newerHref="/threads?before=9" />
    </Page>
  );
}

function ThreadPage({ data }: { data: RootData }) {
  const t = useTranslations('ui');
  const he = data.locale === 'he';
  const ruth = {
    name: he ? 'רות אזולאי' : 'Ruth Azulay',
    href: '/members/ruth',
    role: he ? 'מנמ"ר' : 'CIO',
    authority: he ? 'תל ערוגות' : 'Tel Arugot',
  };
  const dan = {
    name: 'Dan Levy',
    href: '/members/dan',
    role: he ? 'מנהל אבטחת מידע' : 'Information security manager',
    authority: he ? 'המועצה האזורית עמק השקד' : 'Emek HaShaked',
  };
  const actions = (
    <PostActions form={target}>
      <VoteButton count={5} voted allowed />
      <ActionButton intent="accept" icon="check">
        {t('accept')}
      </ActionButton>
      <ActionLink to="?quote=1" icon="text-quote">
        {t('quote')}
      </ActionLink>
      <ActionLink to="/posts/1/edit" icon="pencil">
        {t('edit')}
      </ActionLink>
      <MoreActions>
        <ActionButton intent="delete" icon="trash" look="menu-danger">
          {t('delete')}
        </ActionButton>
      </MoreActions>
    </PostActions>
  );
  return (
    <Page
      rail={
        <RailSection title={t('answered')}>
          <Ring seats={seats(1, 6, 9)} state="answered" hue="digital" sizePx={120} />
        </RailSection>
      }
    >
      <header className="thread-head">
        <LabelBadge label="GREEN" size="large" />
        <h1 dir="rtl">CRM 106 מול מערכת ליבה: ממשק דו-כיווני</h1>
        <div className="thread-facts">
          <TopicName name={data.topics[2]?.name ?? ''} hue="digital" href="/topics/digital" />
          <TagList
            label={t('tags')}
            tags={[
              { name: 'crm', href: '/t' },
              { name: 'גבייה', href: '/t2' },
            ]}
          />
        </div>
      </header>
      <PostCard id={1} kind="opening" html={POST_HTML.opening} author={ruth} at={ago(3000)} actions={actions}>
        <SameQuestionButton authorities={9} pressed={false} target={target} />
      </PostCard>
      <PostCard
        id={2}
        kind="answer"
        html={POST_HTML.answer}
        author={ruth}
        at={ago(2000)}
        editedAt={ago(100)}
        accepted
        actions={actions}
      />
      <SectionHead title={t('answerCount', { count: 2 })} />
      <PostCard
        id={3}
        kind="answer"
        html={POST_HTML.english}
        author={dan}
        at={ago(60)}
        label="AMBER"
        isNew
        actions={actions}
      >
        <Comments>
          <PostCard id={4} kind="comment" html={POST_HTML.comment} author={ruth} at={ago(50)} />
          <PostCard
            id={6}
            kind="comment"
            html={POST_HTML.comment}
            author={dan}
            at={ago(20)}
            actions={
              <PostActions>
                <ActionLink to="?e">{t('edit')}</ActionLink>
              </PostActions>
            }
          />
        </Comments>
      </PostCard>
      <PostCard id={5} kind="answer" html={null} author={{ name: null }} at={ago(10)} deleted />
      <FloatAction to="#answer">{t('answer')}</FloatAction>
    </Page>
  );
}

export const PAGES: Record<string, PageFn> = {
  list: ListPage,
  thread: ThreadPage,
  marks: MarksPage,
  form: FormPage,
  states: StatesPage,
  compose: ComposePage,
  writing: WritingPage,
  error: () => <ErrorPage status={404} requestId="01JD-7Q2M" />,
};
