import { describe, expect, it } from 'vitest';
import type { Admission } from '../../src/policy/admission/admission.js';
import type { AdmissionSource, Candidate } from '../../src/release/admission-source.js';
import { ReleaseGate } from '../../src/release/gate.js';
import { agency, asking, consentFor, facts, refusal } from '../policy/people.js';
import { decided } from '../policy/released.js';

const [NOBODY, A, B] = ['00000000-0000-4000-8000-0000000000f0', '00000000-0000-4000-8000-0000000000fa', '00000000-0000-4000-8000-0000000000fb'] as const;
const ADMISSION: Admission = { kind: 'any-of', nodes: [{ kind: 'involved', agencyId: 'agency', as: 'SERVICE' }] };
const SHELTER = agency('COMMUNITY_PROVIDER');

/** A bundle of one who has no consent at all, one whose consent permits, and one who refuses, in any order. */
function bundleOf(order: readonly string[]): AdmissionSource {
  const consentsOf: Readonly<Record<string, readonly ReturnType<typeof refusal>[]>> = {
    [NOBODY]: [], [A]: [consentFor(SHELTER, { subjectId: A })], [B]: [consentFor(SHELTER, { subjectId: B }), refusal({ subjectId: B })],
  };
  const candidates = order.map((subjectId): Candidate => ({ facts: facts({ subject: { subjectId }, consents: consentsOf[subjectId]! }), key: null }));
  return {
    admitPage: async (_, { after, first }) => candidates.slice(after === null ? 0 : order.indexOf(after.subjectId) + 1).slice(0, first),
    admitIds: async () => [], admitIdentifier: async () => [], narrow: async () => undefined,
  };
}

describe('the probes that other consent engines fail', () => {
  it.each([[[NOBODY, A, B]], [[A, NOBODY, B]], [[B, NOBODY, A]]])('probe 10: of %j the permitted one is released and no other, whatever his place', async (order) => {
    const gate = new ReleaseGate(asking('PROVIDER'), ADMISSION, bundleOf(order), (context, about) => decided(context, about));
    const page = await gate.admitPage({ first: 3, after: null, order: 'ANY', filter: {} });
    expect(page.decisions.map(({ decision }) => decision.subjectId)).toEqual([A]);
    expect([...gate.decisions.keys()]).toEqual([A]);
    expect(page.hasNextPage).toBe(false);
  });
});
