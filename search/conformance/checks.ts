import type { SearchEngine } from '#search/port';
import { anyInputChecks } from './any-input';
import { changeChecks, rebuildChecks } from './changes';
import type { Check } from './check';
import { FORUM } from './documents';
import { excludingChecks } from './excluding';
import { expectSame } from './expectations';
import { syntaxChecks, wordChecks } from './finding';
import { narrowingChecks, neighbourChecks } from './narrowing';
import { visibilityChecks } from './visibility';

/** The contract: what every engine must do, over an index that holds the small forum and nothing else. */
export function listChecks(): Check[] {
  return [
    ...wordChecks(),
    ...syntaxChecks(),
    ...narrowingChecks(),
    ...visibilityChecks(),
    ...neighbourChecks(),
    ...excludingChecks(),
    ...anyInputChecks(),
    // Last: these change the index, and a rebuild leaves another one.
    ...changeChecks(),
    ...rebuildChecks(),
  ];
}

/** Fills an empty index with the small forum. */
export async function loadForum(engine: SearchEngine): Promise<void> {
  expectSame('the report on the documents', await engine.upsert(FORUM), { indexed: FORUM.length, rejected: [] });
}
