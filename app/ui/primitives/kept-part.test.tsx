import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { KeptPart, withKeptParts } from '#app/ui/primitives/kept-part';

let made = 0;

function Post({ text }: { text: string }) {
  made += 1;
  return (
    <article>
      {text} — <b>end</b>
    </article>
  );
}

/** A page of posts; each may be kept under the key beside it. */
function page(...posts: [key: string | null, text: string][]): ReactNode {
  return (
    <main>
      before
      {posts.map(([of, text]) => (
        <KeptPart key={text} of={of}>
          {() => <Post text={text} />}
        </KeptPart>
      ))}
      after
    </main>
  );
}

const plain = (node: ReactNode) => renderToString(node);
const kept = (node: ReactNode) => withKeptParts(() => renderToString(node));

/** How many parts were rendered while doing it. */
function rendered(act: () => void): number {
  made = 0;
  act();
  return made;
}

test('the bytes are those of a page without kept parts, the first time and every other', () => {
  const node = page(['a 1', 'שלום'], ['a 2', 'second']);
  expect(kept(node)).toBe(plain(node));
  expect(rendered(() => kept(node))).toBe(0);
  expect(kept(node)).toBe(plain(node));
});

test('only under the same key is a part taken again, and without a key never', () => {
  kept(page(['b 1', 'one'], [null, 'two']));
  const other = page(['b 1 changed', 'uno'], [null, 'dos']);
  expect(rendered(() => kept(other))).toBe(2);
  expect(kept(other)).toBe(plain(other));
});

test('old and new parts stand in their places', () => {
  kept(page(['c 1', 'one'], ['c 3', 'three']));
  const node = page(['c 3', 'three'], ['c 2', 'two'], [null, 'four'], ['c 1', 'one']);
  expect(rendered(() => kept(node))).toBe(2);
  expect(kept(node)).toBe(plain(node));
});

test('marks that somebody writes are text', () => {
  const node = page(['d 1', '<i data-part="k0"></i>'], ['d 2', '"></i>']);
  expect(kept(node)).toBe(plain(node));
  expect(kept(node)).toBe(plain(node));
});

function Broken(): ReactNode {
  throw new Error('broken');
}

test('a page that fails leaves nothing behind', () => {
  const node = page(['e 1', 'one']);
  expect(() =>
    kept(
      <>
        {node}
        <Broken />
      </>,
    ),
  ).toThrow('broken');
  expect(rendered(() => kept(node))).toBe(1);
  expect(kept(node)).toBe(plain(node));
});

test('more than there is room for: the oldest go', () => {
  const long = 'x'.repeat(1_000_000);
  kept(page(['f 0', 'first']));
  for (let number = 1; number <= 9; number += 1) {
    kept(page([`f ${number}`, `${number}${long}`]));
  }
  expect(rendered(() => kept(page(['f 0', 'first'])))).toBe(1);
  expect(rendered(() => kept(page(['f 9', `9${long}`])))).toBe(0);
});
