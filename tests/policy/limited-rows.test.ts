import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import type { Consent } from '../../src/model/consent.js';
import { agency, asking, consentFor, facts, refusal, seat } from './people.js';
import { deny, permit } from './consents/provisions/trees.js';
import { cellOf, decided } from './released.js';

const SHELTER = agency('COMMUNITY_PROVIDER');
const CLINIC = agency('MENTAL_HEALTH');
const [from, to] = [localDate('2025-01-01'), localDate('2025-07-01')];
const june = { on: localDate('2025-06-30'), sourceAgencyId: null };
const july = { on: localDate('2025-07-01'), sourceAgencyId: null };
const undated = { on: null, sourceAgencyId: null };

const about = (...consents: readonly Partial<Consent>[]) => decided(asking('PROVIDER'), facts({
  consents: consents.map((changes, at) => (changes.effect === 'REFUSE' ? refusal(changes) : consentFor(SHELTER, { id: `consent-${at}`, ...changes }))),
}));
const ofRows = (decision: ReturnType<typeof about>) => [june, july, undated].map((row) => decision.permitsRow('MENTAL_HEALTH', 'FULL', 'CHILD_WELFARE', row));
const wholly = (decision: ReturnType<typeof about>) => decision.permits('MENTAL_HEALTH', 'MINIMUM', 'CHILD_WELFARE');

describe('a consent for some rows', () => {
  it('opens rows within its days, and nothing that has no day', () => {
    const decision = about({ dataFrom: from, dataTo: to });
    expect(ofRows(decision)).toEqual([true, false, false]);
    expect(wholly(decision)).toBe(false);
    expect(cellOf(decision, 'MENTAL_HEALTH')).toMatchObject({ outcome: 'P', extent: 'FULL', everyRow: null, rows: [{ from, to, sources: null }], consents: ['consent-0@1'] });
  });

  it('opens rows of its sources', () => {
    const decision = about({ sourceAgencyIds: [CLINIC.id] });
    expect(decision.permitsRow('MENTAL_HEALTH', 'FULL', 'CHILD_WELFARE', { ...undated, sourceAgencyId: CLINIC.id })).toBe(true);
    expect(ofRows(decision)).toEqual([false, false, false]);
  });

  it('is joined with no other for one row: each opens its own', () => {
    const decision = about({ dataFrom: from, dataTo: to, sourceAgencyIds: [CLINIC.id] }, { dataFrom: to, sourceAgencyIds: ['another'] });
    const of = (on: typeof from, sourceAgencyId: string) => decision.permitsRow('MENTAL_HEALTH', 'FULL', 'CHILD_WELFARE', { on, sourceAgencyId });
    expect([of(from, CLINIC.id), of(to, 'another'), of(from, 'another'), of(to, CLINIC.id)]).toEqual([true, true, false, false]);
  });

  it('adds nothing to one for every row', () => {
    const decision = about({ dataFrom: from, dataTo: to }, {});
    expect(ofRows(decision)).toEqual([true, true, true]);
    expect(wholly(decision)).toBe(true);
    expect(cellOf(decision, 'MENTAL_HEALTH').rows).toBeNull();
  });

  it('opens no field beyond its extent, which has no row', () => {
    const decision = about({ dataFrom: from, fields: ['Youth.bornOn', 'CSEC_STATUS'] });
    expect(decision.permits('IDENTITY_CORE', 'FULL', 'CHILD_WELFARE', 'Youth.bornOn')).toBe(false);
    expect(decision.permits('CSEC_STATUS', 'MINIMUM', 'CHILD_WELFARE')).toBe(false);
  });

  it('meets what Part 2 requires for those rows only', () => {
    const decision = about({ dataFrom: from, dataTo: to });
    expect(decision.rowsReleased('SUBSTANCE_USE_PART2', 'FULL', 'PART2')).toEqual([{ from, to, sources: null }]);
    expect(decision.permits('SUBSTANCE_USE_PART2', 'MINIMUM', 'PART2')).toBe(false);
  });

  it('of the youth lends the minor\'s own care nothing of another\'s document', () => {
    const byCounsel = { signature: { ...consentFor(SHELTER).signature!, role: 'MINORS_COUNSEL' as const, authorityDocument: 'appointment' }, categories: ['GENERAL_MEDICAL'], capacity: null };
    const own = { categories: ['GENERAL_MEDICAL'], dataFrom: from, dataTo: to, signature: { ...consentFor(SHELTER).signature!, role: 'ADULT_SUBJECT' as const }, capacity: null };
    const decision = decided(asking('PROVIDER'), facts({
      subject: { bornOn: localDate('2007-01-01') }, consents: [consentFor(SHELTER, { id: 'own', ...own }), consentFor(SHELTER, { id: 'counsel', ...byCounsel })],
    }));
    expect(decision.rowsReleased('GENERAL_MEDICAL', 'FULL', 'CHILD_WELFARE')).toEqual([{ from, to, sources: null }]);
    expect(decision.releasesMinorConsented('GENERAL_MEDICAL', 'CHILD_WELFARE')).toBe(true);
  });
});

describe('a refusal of some rows', () => {
  const { regimes: _, ...refused } = { ...refusal({ categories: ['MENTAL_HEALTH'] }) };

  it('takes them from a consent, and undated rows with them', () => {
    const decision = about({}, { ...refused, dataFrom: from, dataTo: to });
    expect(ofRows(decision)).toEqual([false, true, false]);
    expect(wholly(decision)).toBe(false);
  });

  it('takes them from a team as well', () => {
    const about = facts({ seats: [seat(agency('PUBLIC_HEALTH'))], consents: [refusal({ categories: ['CSEC_STATUS'], dataFrom: from, dataTo: to })] });
    const decision = decided(asking('MDT_MEMBER'), about);
    expect([june, july].map((row) => decision.permitsRow('CSEC_STATUS', 'MINIMUM', 'CHILD_WELFARE', row))).toEqual([false, true]);
    expect(cellOf(decision, 'CSEC_STATUS').basis).toBe('TEAM');
  });

  it('that leave none leaves nothing', () => {
    const decision = about({ dataFrom: from, dataTo: to }, { ...refused, dataTo: to });
    expect(cellOf(decision, 'MENTAL_HEALTH')).toMatchObject({ outcome: 'D', reason: 'SUBJECT_RESTRICTION' });
  });
});

describe('provisions that tell rows apart', () => {
  const year = { from, to: localDate('2026-01-01') };

  it('open the rows they permit', () => {
    expect(ofRows(about({ provision: permit({ dataPeriod: { from, to } }) }))).toEqual([true, false, false]);
    expect(ofRows(about({ provision: permit({ provisions: [deny({ dataPeriod: { from, to } })] }) }))).toEqual([false, true, false]);
  });

  it('are narrowed by the limits beside them', () => {
    expect(ofRows(about({ dataTo: to, provision: permit({ dataPeriod: year }) }))).toEqual([true, false, false]);
    expect(cellOf(about({ dataTo: from, provision: permit({ dataPeriod: year }) }), 'MENTAL_HEALTH').outcome).toBe('D');
  });

  it('take from other consents what they deny', () => {
    expect(ofRows(about({}, { provision: permit({ provisions: [deny({ dataPeriod: { from, to } })] }) }))).toEqual([false, true, false]);
  });
});
