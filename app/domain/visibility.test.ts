import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LABELS } from '#app/domain/labels';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { audienceKeys, audienceOf, canSee, type Subject } from '#app/domain/visibility';

const memberId = fc.constantFrom('a', 'b', 'c', 'd');
const authorityId = fc.integer({ min: 1, max: 4 });

const subject: fc.Arbitrary<Subject> = fc.record(
  {
    label: fc.constantFrom(...LABELS),
    authorId: memberId,
    authorityId: fc.option(authorityId),
    deleted: fc.constant(false),
    recipients: fc.record({ memberIds: fc.array(memberId), authorityIds: fc.array(authorityId) }),
  },
  { requiredKeys: ['label', 'authorId', 'authorityId', 'deleted'] },
);

function member(id: string, authorityIds: number[], role: MemberViewer['role'], outside = false): MemberViewer {
  return {
    ...(outside && { outsideOrganization: true as const }),
    ...{ kind: 'member', memberId: id, loginId: '', handle: id, name: id, role, authorityIds, primaryContactFor: [] },
    ...{ locale: 'he', theme: 'system', density: 'comfortable', newSince: null },
  } as const;
}

const viewer: fc.Arbitrary<Viewer> = fc.oneof(
  fc.constant(GUEST),
  fc
    .tuple(
      memberId,
      fc.array(authorityId),
      fc.constantFrom('member', 'host', 'moderator', 'administrator' as const),
      fc.boolean(),
    )
    .map(([id, authorities, role, outside]) => member(id, authorities, role, outside)),
);

test('the keys of the search index say what the policy says', () => {
  fc.assert(
    fc.property(viewer, subject, (who, what) => {
      const keys = new Set(audienceKeys(who));
      expect(audienceOf(what).some((key) => keys.has(key))).toBe(canSee(who, what, 'search'));
    }),
    { numRuns: 2_000 },
  );
});

test('whoever is outside the organization sees less under AMBER+STRICT alone, and there what is theirs by name', () => {
  fc.assert(
    fc.property(memberId, fc.array(authorityId), subject, (id, authorities, what) => {
      const inside = canSee(member(id, authorities, 'member'), what);
      const outside = canSee(member(id, authorities, 'member', true), what);
      const byName = what.authorId === id || (what.recipients?.memberIds.includes(id) ?? false);
      expect(outside).toBe(what.label === 'AMBER_STRICT' ? byName : inside);
    }),
    { numRuns: 2_000 },
  );
});

test('RED is for its author and recipients, whatever role others have', () => {
  const red: Subject = { label: 'RED', authorId: 'a', authorityId: 1, deleted: false };
  expect(canSee(member('b', [1], 'administrator'), red)).toBe(false);
  expect(canSee(member('a', [], 'member'), red)).toBe(true);
  expect(canSee(member('b', [], 'member'), { ...red, recipients: { memberIds: ['b'], authorityIds: [1] } })).toBe(true);
  expect(canSee(member('c', [1], 'moderator'), { ...red, recipients: { memberIds: ['b'], authorityIds: [1] } })).toBe(
    false,
  );
});
