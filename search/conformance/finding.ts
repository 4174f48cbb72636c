import type { SearchEngine } from '#search/port';
import { type Check, idsOf } from './check';
import { ask } from './documents';
import { expectIncludes, expectLacks, expectSame } from './expectations';

const CLOUD_FORMS = ['ענן', 'הענן', 'לענן', 'עננים', 'שבענן', 'עָנָן', 'cloud'];
const CIO_FORMS = ['מנמ"ר', 'מנמ״ר', 'מנמ”ר', 'מנמר', 'המנמ״רים', 'CIO'];
const FIRST: [text: string, id: string][] = [
  ['SOC', 'thread:edr'],
  ['ה-SOC', 'thread:edr'],
  ['מי אישר EDR', 'thread:edr'],
  ['backups', 'thread:backup'],
  ['הארץ', 'thread:open'],
  ['ת״י 5568', 'thread:open'],
  ['email', 'thread:mixed'],
];
const MISSPELT: [text: string, id: string][] = [
  ['bakcup', 'thread:backup'],
  ['נימבוז', 'thread:nimbus'],
  ['immutabel', 'thread:backup'],
];

/** Words in all their forms, of both languages, misspelt and unfinished. */
export function wordChecks(): Check[] {
  const check = (name: string, run: Check['run']): Check => ({ group: 'words', name, run });
  const finds = (text: string, id: string): Check =>
    check(`${text} finds ${id}`, async (engine) => expectIncludes('hits', await idsOf(engine, ask(text)), id));
  return [
    ...CLOUD_FORMS.map((text) => finds(text, 'thread:cloud')),
    ...CIO_FORMS.map((text) => finds(text, 'thread:nimbus')),
    ...FIRST.map(([text, id]) =>
      check(`${text} finds ${id} first`, async (engine) =>
        expectSame('first hit', (await idsOf(engine, ask(text)))[0], id),
      ),
    ),
    check('a query in two languages finds both', async (engine) => {
      expectIncludes('hits', await idsOf(engine, ask('backup גיבוי')), 'thread:backup', 'thread:cloud');
    }),
    ...MISSPELT.map(([text, id]) => finds(text, id)),
    check('a misspelt word brings a correction', async (engine) => {
      expectSame('correction', (await engine.search(ask('bakcup'))).didYouMean, 'backup');
    }),
    check('the last word may be unfinished while typing', async (engine) => {
      expectIncludes('hits', await idsOf(engine, ask('נימבו', { prefix: true })), 'thread:nimbus');
    }),
    check('a hit names its passages, the best first', async (engine) => {
      const [hit] = (await engine.search(ask('immutable offline'))).hits;
      expectSame('first hit', [hit?.id, hit?.kind, hit?.answered], ['thread:backup', 'thread', true]);
      expectSame('its best passage', hit?.passages[0], 'post:2');
    }),
  ];
}

/** Phrases, exclusions and typed filters. */
export function syntaxChecks(): Check[] {
  const check = (name: string, run: Check['run']): Check => ({ group: 'syntax', name, run });
  const same = async (engine: SearchEngine, text: string, ids: string[]): Promise<void> =>
    expectSame(`hits of ${text}`, await idsOf(engine, ask(text)), ids);
  return [
    check('a phrase is found as written, also after a clitic', async (engine) => {
      await same(engine, '"מכרז נימבוס"', ['thread:nimbus']);
      await same(engine, '“הצטרפות למכרז”', ['thread:nimbus']);
    }),
    check('a phrase found nowhere is searched as words, and the result says so', async (engine) => {
      const result = await engine.search(ask('"נימבוס מכרז"'));
      expectSame('relaxed', result.relaxed, true);
      expectIncludes(
        'hits',
        result.hits.map(({ id }) => id),
        'thread:nimbus',
      );
    }),
    check('an excluded word is in no hit', async (engine) => {
      const ids = await idsOf(engine, ask('הגבייה -EDR'));
      expectIncludes('hits', ids, 'thread:cloud');
      expectLacks('hits', ids, 'thread:edr');
    }),
    check('filters in the text, in English and Hebrew', async (engine) => {
      expectIncludes('hits in cyber', await idsOf(engine, ask('ספק topic:cyber')), 'thread:edr');
      expectLacks('hits in cloud', await idsOf(engine, ask('ספק topic:cloud')), 'thread:edr');
      const names = { topic: { ענן: 'cloud' } };
      expectSame('hits of נושא:ענן', await idsOf(engine, ask('הגבייה נושא:ענן', { names })), ['thread:cloud']);
      await same(engine, 'הגיבוי תגית:"גיבוי ושחזור"', ['thread:cloud']);
    }),
    check('periods', async (engine) => {
      await same(engine, 'הגבייה from:2025-01-01', ['thread:edr']);
      await same(engine, 'הגבייה לפני:2025', ['thread:cloud']);
    }),
    check('filters alone list the newest first', (engine) =>
      same(engine, 'topic:cloud', ['thread:nimbus', 'thread:cloud']),
    ),
  ];
}
