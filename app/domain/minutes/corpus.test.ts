import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Minutes } from '#app/domain/minutes/model';
import { readMinutes } from '#app/domain/minutes/read-minutes';
import { recognise } from '#app/domain/summaries/recognise';

/** Real minutes of a committee, which are not part of the product and may not be there. */
const FOLDER = fileURLToPath(new URL('../../../../shared/corpora/meeting-minutes/', import.meta.url));
const FILES_AT_LEAST = 45;
const SHARE_AT_LEAST = 0.95;

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => /^\d{4}-\d\d-\d\d\.md$/.test(name)) : [];

function minutesOf(name: string): Minutes {
  const result = readMinutes(name, readFileSync(FOLDER + name));
  if (!result.ok) {
    throw new Error(`${name}: ${result.refusal.code}`);
  }
  return result.minutes;
}

describe('real minutes', () => {
  if (files.length === 0) {
    test(`are not on this machine: nothing at ${FOLDER}, so nothing of them is tested here`, () => {
      expect(files).toEqual([]);
    });
    return;
  }

  test.each(files)('%s: day, title, nothing lost', (name) => {
    const bytes = readFileSync(FOLDER + name);
    const minutes = minutesOf(name);
    expect(minutes.date).toBe(name.slice(0, 10));
    expect(minutes.title).toMatch(/Technical Steering Committee \(TSC\) Meeting$/);
    expect(Buffer.from(minutes.markdown).equals(bytes)).toBe(true);
    expect(recognise(minutes.markdown, { day: minutes.date }).sections.length).toBeGreaterThan(1);
  });

  test.each(files)('%s: as many people as the list has lines, every address', (name) => {
    const { markdown, participants, links } = minutesOf(name);
    const present = /^## Present\s*$([\s\S]*?)^##/m.exec(markdown)?.[1] ?? '';
    expect(participants.count).toBe(present.match(/^\* \S/gm)?.length);
    expect(participants.people.every((person) => present.includes(person.name))).toBe(true);
    const addresses = new Set(markdown.match(/(?<=[<(])https?:\/\/[^\s<>()]+(?=[>)])/g));
    expect(links.length).toBeGreaterThanOrEqual(addresses.size);
  });

  test('nearly all of them: attendance and an agenda under its own heading', () => {
    const whole = files.map(minutesOf).filter(({ participants, agenda, warnings }) => {
      return participants.people.length > 0 && agenda.length > 0 && warnings.length === 0;
    });
    expect(files.length).toBeGreaterThanOrEqual(FILES_AT_LEAST);
    expect(whole.length / files.length).toBeGreaterThanOrEqual(SHARE_AT_LEAST);
  });
});
