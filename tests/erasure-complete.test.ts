import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What stays of an erased member by id alone, and why (decision on erasing a member). */
const KEPT: Record<string, string> = {
  thread: 'others rely on it',
  post: 'others rely on it',
  postRevision: 'others rely on it',
  threadReader: 'the author of a strict text may see who read it',
  labelRequest: 'belongs to the post it is about',
  breakGlass: 'the trace of an opened thread',
  flagDecision: 'a moderator’s decision',
  session: 'others rely on it',
  pageText: 'the association’s text, with its history',
  sessionHost: 'others rely on it',
};

/** Models with a relation to a member, as the client names them. */
function modelsOfMembers(): string[] {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  return [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)]
    .filter(([, , body]) => /^ {2}\w+ +Member\??\s+@relation/m.test(body ?? ''))
    .map(([, name = '']) => name.charAt(0).toLowerCase() + name.slice(1));
}

test('every table that points at a member is part of the erasure, or stays for a reason', () => {
  const folder = 'app/domain/own-data';
  const code = readdirSync(folder)
    .filter((name) => name.startsWith('erase-'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('\n');
  const models = modelsOfMembers();
  expect(models.length).toBeGreaterThan(25);
  expect(models.filter((model) => !code.includes(`tx.${model}.`) && !(model in KEPT))).toEqual([]);
  expect(Object.keys(KEPT).filter((model) => !models.includes(model))).toEqual([]);
});
