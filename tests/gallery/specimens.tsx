import { LABELS } from '#app/domain/labels';
import { useTranslations } from '#app/i18n/translations';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { Ring, RingLoading, RingLogo } from '#app/ui/forum/ring';
import { TopicName } from '#app/ui/forum/topic-tag';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import type { RootData } from '#app/ui/layout/root-data';
import { Button } from '#app/ui/primitives/button';
import { Checkbox, RadioGroup } from '#app/ui/primitives/choices';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { EmptyState, Skeleton } from '#app/ui/primitives/states';
import { Badge, Callout } from '#app/ui/primitives/text';
import { TextArea } from '#app/ui/primitives/text-area';
import { seats } from '#tests/gallery/samples';

export function MarksPage() {
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

export function FormPage({ data }: { data: RootData }) {
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

export function StatesPage() {
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
