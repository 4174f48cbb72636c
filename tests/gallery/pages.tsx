import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { LABELS } from '#app/domain/labels';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { ActionForm, ActionLink, MoreActions, PostActions } from '#app/ui/forum/post-actions';
import { Comments, PostCard } from '#app/ui/forum/post-card';
import { Ring, RingLoading, RingLogo } from '#app/ui/forum/ring';
import { ThreadList } from '#app/ui/forum/thread-row';
import { TagList, TopicName } from '#app/ui/forum/topic-tag';
import { SameQuestionButton, VoteButton } from '#app/ui/forum/votes';
import { ErrorPage } from '#app/ui/layout/error-page';
import { FloatAction, Page, RailSection } from '#app/ui/layout/frame';
import { PageHeader, SectionHead } from '#app/ui/layout/page-header';
import type { RootData } from '#app/ui/layout/root-data';
import { Button } from '#app/ui/primitives/button';
import { Checkbox, RadioGroup } from '#app/ui/primitives/choices';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { Pagination, Tabs } from '#app/ui/primitives/navigation';
import { EmptyState, Skeleton } from '#app/ui/primitives/states';
import { Badge, Callout } from '#app/ui/primitives/text';
import { TextArea } from '#app/ui/primitives/text-area';
import { ago, POST_HTML, seats, threadRows } from '#tests/gallery/samples';
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
    <PostActions>
      <VoteButton count={5} voted target={target} />
      <ActionForm {...target} icon="check">
        {t('accept')}
      </ActionForm>
      <ActionLink to="?quote=1" icon="text-quote">
        {t('quote')}
      </ActionLink>
      <ActionLink to="/posts/1/edit" icon="pencil">
        {t('edit')}
      </ActionLink>
      <MoreActions>
        <ActionForm {...target} icon="trash" look="menu-danger">
          {t('delete')}
        </ActionForm>
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

function MarksPage() {
  const tables = [
    seats(0, 0, 0),
    seats(1, 0, 0),
    seats(1, 1, 0),
    seats(1, 0, 5),
    seats(1, 4, 3),
    seats(1, 6, 6),
    seats(1, 8, 14),
    seats(1, 12, 47),
  ];
  return (
    <Page width="wide">
      <PageHeader title="Ring, labels, marks" lead="24, 36, 56, 120 px; one, a few, many, sixty." />
      {([24, 36, 56, 120] as const).map((size) => (
        <div key={size} className="cluster" style={{ marginBlockEnd: 20, gap: 20 }}>
          {tables.map((table, index) => (
            <Ring
              key={`${size}-${table.length}`}
              seats={table}
              state={(['open', 'answered', 'discussion'] as const)[index % 3] ?? 'open'}
              hue={['cloud', 'cyber', 'digital', 'neutral'][index % 4] ?? ''}
              sizePx={size}
            />
          ))}
        </div>
      ))}
      <div className="cluster">
        <RingLogo sizePx={28} />
        <RingLogo sizePx={96} />
        <RingLoading sizePx={96} />
      </div>
      <div className="cluster" style={{ marginBlock: 24 }}>
        {LABELS.map((label) => (
          <LabelBadge key={label} label={label} />
        ))}
        {LABELS.map((label) => (
          <LabelBadge key={label} label={label} size="large" />
        ))}
      </div>
      <div className="cluster">
        {(['primary', 'secondary', 'quiet', 'danger', 'link'] as const).map((variant) => (
          <Button key={variant} type="button" variant={variant}>
            {variant}
          </Button>
        ))}
        {(['primary', 'secondary', 'quiet', 'danger'] as const).map((variant) => (
          <Button key={variant} type="button" variant={variant} size="sm" icon="pencil">
            {variant}
          </Button>
        ))}
        <Button type="button" busy>
          Busy
        </Button>
        <Button type="button" disabled>
          Disabled
        </Button>
        {(['neutral', 'accent', 'positive', 'warning', 'danger'] as const).map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        {['cloud', 'cyber', 'digital'].map((hue) => (
          <TopicName key={hue} name={hue} hue={hue} />
        ))}
      </div>
    </Page>
  );
}

function FormPage({ data }: { data: RootData }) {
  const t = useTranslations('composer');
  const errors = { name: [{ key: 'required' }], '': [{ key: 'invalid' }] };
  return (
    <Page width="centred">
      <PageHeader title={useTranslations('nav')('apply')} lead={useTranslations('app')('tagline')} />
      <ErrorSummary errors={errors} labels={{ name: t('title') }} />
      <div className="stack">
        <TextInput name="name" label={t('title')} hint={t('titleHint')} errors={errors.name} defaultValue="" />
        <TextInput name="email" type="email" label="E-mail" defaultValue="ruth@tel-arugot.example" />
        <Select
          name="topic"
          label={t('topic')}
          options={data.topics.map((topic) => ({ value: topic.slug, label: topic.name }))}
        />
        <RadioGroup
          name="kind"
          label={t('kind')}
          defaultValue="question"
          options={[
            { value: 'question', label: t('kindQuestion') },
            { value: 'discussion', label: t('kindDiscussion'), hint: t('bodyHint') },
          ]}
        />
        <TextArea name="body" label={t('body')} hint={t('bodyHint')} optional directionSwitch />
        <Checkbox name="terms" label={t('tagsHint')} />
        <div className="cluster">
          <Button variant="primary">{t('publishQuestion')}</Button>
          <Button>{t('preview')}</Button>
        </div>
        <Callout tone="warning">{t('draftConflict')}</Callout>
      </div>
    </Page>
  );
}

function StatesPage() {
  const t = useTranslations('states');
  return (
    <Page>
      <EmptyState as="h1" title={t('noThreads')} text={t('noThreadsText')}>
        <Button type="button" variant="primary">
          {useTranslations('nav')('askLong')}
        </Button>
      </EmptyState>
      <Skeleton rows={4} />
      <EmptyState title={t('offline')} text={t('offlineText')} />
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
