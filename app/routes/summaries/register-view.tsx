import type { SerializeFrom } from '@remix-run/node';
import { paths } from '#app/paths';
import type { registerData } from '#app/routes/summaries/register-data.server';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary, type ErrorSummaryProps } from '#app/ui/primitives/error-summary';
import { Select } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Pagination, Tabs } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';
import { RegisterList } from '#app/ui/summaries/register-list';

export type RegisterData = SerializeFrom<typeof registerData>;

/** A register: what all sessions decided, left to do, or left open. `path` is its own address. */
export function RegisterView({
  data,
  path,
  errors,
}: {
  data: RegisterData;
  path: string;
  errors: ErrorSummaryProps['errors'];
}) {
  const { words } = data;
  const registers = [
    { href: paths.decisions(), label: words.decisionsTitle },
    { href: paths.actions(), label: words.actionsTitle },
    { href: paths.questions(), label: words.questionsTitle },
  ];
  return (
    <Page>
      <Tabs label={words.registers} items={registers.map((item) => ({ ...item, current: item.href === path }))} />
      <PageHeader title={data.title} lead={data.lead} />
      <ErrorSummary errors={errors} />
      <Tabs label={data.title} items={data.tabs} />
      <Form method="get" action={path} className="filter-bar register-filter">
        {data.view && <input type="hidden" name="view" value={data.view} />}
        <Select
          name="topic"
          label={words.topic}
          defaultValue={data.topic}
          options={[{ value: '', label: words.allTopics }, ...data.topics]}
          optional
        />
        <Button size="sm">{words.show}</Button>
      </Form>
      {data.rows.length === 0 ? (
        <EmptyState title={words.noneTitle} text={data.none} />
      ) : (
        <RegisterList rows={data.rows} words={words} action={data.here} mayAsk={data.member} />
      )}
      <Pagination olderHref={data.next} />
    </Page>
  );
}
