import type { LineOutcome, SheetFault } from '#app/domain/sheet-import';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { useErrorText } from '#app/ui/primitives/field';
import { Form } from '#app/ui/primitives/link';
import { Badge, Callout } from '#app/ui/primitives/text';

export interface ImportAnswer {
  what: 'members' | 'authorities';
  applied: boolean;
  counts: Record<LineOutcome, number>;
  faults: SheetFault[];
  faultCount: number;
  lines: { line: number; key: string; outcome: LineOutcome }[];
  lineCount: number;
  /** What was checked, to be imported by one press; empty when there is nothing to import. */
  text: string;
}

/** What a file would do, or did; what is wrong with it; and the button that does it. */
export function ImportResult({ report }: { report: ImportAnswer }) {
  const t = useTranslations('importPage');
  const { counts, faultCount, applied, text } = report;
  return (
    <section className="stack">
      <Callout tone={faultCount > 0 ? 'danger' : applied ? 'positive' : 'neutral'}>
        <div role="status">
          <strong>{faultCount > 0 ? t('faultsLead', { count: faultCount }) : applied ? t('done') : t('dry')}</strong>
          {faultCount === 0 && (
            <p>
              {t('added', { count: counts.added })} · {t('changed', { count: counts.changed })} ·{' '}
              {t('left', { count: counts.left })}
            </p>
          )}
        </div>
      </Callout>
      {text !== '' && (
        <Form method="post" action={paths.adminImport()} encType="multipart/form-data">
          <input type="hidden" name="what" value={report.what} />
          <input type="hidden" name="text" value={text} />
          <Button variant="primary" icon="check" name="intent" value="apply">
            {t('apply')}
          </Button>
        </Form>
      )}
      {faultCount > 0 ? <Faults report={report} /> : <Lines report={report} />}
    </section>
  );
}

function Faults({ report: { faults, faultCount } }: { report: ImportAnswer }) {
  const t = useTranslations('importPage');
  const errorText = useErrorText();
  return (
    <>
      <SectionHead title={t('faults')} />
      <table className="import-lines">
        <thead>
          <tr>
            <th scope="col">{t('line')}</th>
            <th scope="col">{t('column')}</th>
            <th scope="col">{t('problem')}</th>
            <th scope="col">{t('cell')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault) => (
            <tr key={`${fault.line} ${fault.column} ${fault.cell}`}>
              <td>{fault.line}</td>
              <td>{fault.column === null ? t('whole') : <ColumnTitle column={fault.column} />}</td>
              <td>{errorText({ key: fault.message, values: fault.values })}</td>
              <td>
                <bdi>{fault.cell}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {faultCount > faults.length && <p className="facts">{t('more', { count: faultCount - faults.length })}</p>}
    </>
  );
}

const COLUMNS = [
  ...(['email', 'name', 'nameEn', 'authority', 'itRole', 'employment', 'primaryContact'] as const),
  ...(['slug', 'nameHe', 'kind', 'district', 'size', 'population'] as const),
] as const;

function ColumnTitle({ column }: { column: string }) {
  const t = useTranslations('importPage.titles');
  const known = COLUMNS.find((each) => each === column);
  return <>{known ? t(known) : column}</>;
}

const TONES = { added: 'positive', changed: 'warning', left: 'neutral' } as const;

function Lines({ report: { lines, lineCount } }: { report: ImportAnswer }) {
  const t = useTranslations('importPage');
  return (
    <details>
      <summary>{t('lines')}</summary>
      <table className="import-lines">
        <thead>
          <tr>
            <th scope="col">{t('line')}</th>
            <th scope="col">{t('who')}</th>
            <th scope="col">{t('outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, key, outcome }) => (
            <tr key={line}>
              <td>{line}</td>
              <td>
                <bdi dir="ltr">{key}</bdi>
              </td>
              <td>
                <Badge tone={TONES[outcome]}>{t(`outcomes.${outcome}`)}</Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {lineCount > lines.length && <p className="facts">{t('more', { count: lineCount - lines.length })}</p>}
    </details>
  );
}
