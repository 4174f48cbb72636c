import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gzipPage, makeTemplate, NONCE_CHARS, plainPage } from '#app/http/page-template.server';

// No end of it is a beginning of it, so that no text beside it can be taken for a part of it.
const FIRST = 'aB3dE5gH7jK9mN1pQ3sT5vWx';
const nonce = fc.stringMatching(/^[A-Za-z0-9_-]{24}$/);
// Long repetitions too, so that blocks refer back across places where a nonce stands.
const piece = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', 'שלום <script nonce="', '" defer></script>'),
  fc.string().map((text) => text.repeat(500)),
);

test('any page, in any number of pieces, comes back with the new nonce, plain and compressed', () => {
  const page = fc.array(
    piece.filter((text) => !text.includes(FIRST)),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(page, nonce, (pieces, next) => {
      const template = makeTemplate(pieces.join(FIRST), FIRST);
      const wanted = Buffer.from(pieces.join(next));
      expect(plainPage(template, next).equals(wanted)).toBe(true);
      expect(gunzipSync(gzipPage(template, next)).equals(wanted)).toBe(true);
      expect(plainPage(template, FIRST).equals(Buffer.from(pieces.join(FIRST)))).toBe(true);
    }),
  );
});

test('the ETag is that of the text, whatever the nonce', () => {
  const other = 'B'.repeat(NONCE_CHARS);
  const etag = makeTemplate(`a${FIRST}b`, FIRST).etag;
  expect(makeTemplate(`a${other}b`, other).etag).toBe(etag);
  expect(makeTemplate(`ab${other}`, other).etag).not.toBe(etag);
});

test('compressing keeps most of what compressing the whole would win', () => {
  const html = `${'<li class="thread">שאלה</li>'.repeat(400)}${FIRST}${'<li class="thread">תשובה</li>'.repeat(400)}`;
  const template = makeTemplate(html, FIRST);
  expect(gzipPage(template, FIRST).length).toBeLessThan(plainPage(template, FIRST).length / 10);
});
