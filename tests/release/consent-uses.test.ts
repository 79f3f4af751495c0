import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import type { Consent } from '../../src/model/consent.js';
import { consentsSpared, consentsToConsume, releasedUnder } from '../../src/release/consent-uses.js';
import { agency, consentFor } from '../policy/people.js';
import { cell } from './decisions.js';

const SHELTER = agency('COMMUNITY_PROVIDER');
const counted = consentFor(SHELTER, { id: 'counted', version: 3, maxUses: 2, usesSoFar: 1 });
/** What stands for no other: what is signed by another person. */
const lasting = consentFor(SHELTER, { id: 'lasting', signature: { ...counted.signature!, role: 'PARENT' } });
const rested = cell({ category: 'HIV', basis: 'CONSENT', consents: ['counted@3', 'lasting@1'], consentsUsed: ['counted@3', 'lasting@1'] });

describe('the consents that a release uses up', () => {
  it('are those for a number of uses that a cell rests on, each once', () => {
    expect(consentsToConsume([rested, { ...rested, category: 'LOCATION' }], [counted, lasting])).toEqual([{ id: 'counted', version: 3 }]);
  });

  it('are none where another basis opens the cell, or where nothing rests on them', () => {
    expect(consentsToConsume([{ ...rested, basis: 'TEAM', consentsUsed: [] }], [counted, lasting])).toEqual([]);
    expect(consentsToConsume([], [counted])).toEqual([]);
    expect(consentsToConsume([{ ...rested, consentsUsed: ['lasting@1'] }], [counted, lasting])).toEqual([]);
  });

  it('are those without which a team would receive nothing', () => {
    expect(consentsToConsume([{ ...rested, basis: 'TEAM', consentsUsed: ['counted@3'] }], [counted, lasting])).toEqual([{ id: 'counted', version: 3 }]);
  });

  it('are none of a version that was not decided on', () => {
    expect(consentsToConsume([rested], [{ ...counted, version: 4 }])).toEqual([]);
  });
});

describe('the consents that a release spares', () => {
  it('are those for a number of uses that it names and does not use: another basis or another consent opens what they would', () => {
    expect(consentsSpared([{ ...rested, basis: 'COURT_ORDER', consentsUsed: [] }], [counted, lasting])).toEqual(['counted@3']);
    const sooner = once('sooner', until('2026-07-31'));
    const both = cell({ category: 'HIV', basis: 'CONSENT', consents: ['counted@3', 'sooner@1'], consentsUsed: ['counted@3', 'sooner@1'] });
    expect(consentsSpared([both], [counted, sooner])).toEqual(['counted@3']);
  });

  it('are none that it uses for anything, none without end of uses, and none that it does not name', () => {
    expect(consentsSpared([rested], [counted, lasting])).toEqual([]);
    expect(consentsSpared([{ ...rested, category: 'LOCATION', consentsUsed: [] }, rested], [counted, lasting])).toEqual([]);
    expect(consentsSpared([{ ...rested, consents: ['lasting@1'], consentsUsed: [] }], [counted, lasting])).toEqual([]);
    expect(consentsSpared([], [counted])).toEqual([]);
  });

  it('have nothing released under them', () => {
    const cells = [rested, { ...rested, category: 'LOCATION' as const, consents: ['lasting@1'] }];
    expect([...releasedUnder(cells, ['lasting@1'])]).toEqual([['lasting', ['HIV', 'LOCATION']]]);
  });
});

/** The ids of what is used of these consents by a release that rests on all of them, or on those named cell by cell. */
function usedOf(consents: readonly Consent[], { basis = 'CONSENT', cells = [consents.map(({ id }) => id)] }: { basis?: 'CONSENT' | 'TEAM'; cells?: readonly (readonly string[])[] } = {}): readonly string[] {
  const resting = cells.map((ids) => ids.map((id) => `${id}@1`)).map((named) => cell({ category: 'HIV', basis, consents: named, consentsUsed: named }));
  return consentsToConsume(resting, consents).map(({ id }) => id);
}

const once = (id: string, changes: Partial<Consent> = {}): Consent => consentFor(SHELTER, { id, maxUses: 1, ...changes });
const until = (on: string): Pick<Consent, 'expiry'> => ({ expiry: { kind: 'DATE', on: localDate(on) } });

describe('of several consents that open the same, a release uses', () => {
  it('the one that ends first, and of those that end alike the first by id', () => {
    expect(usedOf([once('a', until('2026-08-31')), once('b', until('2026-07-31')), once('c', { expiry: { kind: 'EVENT', event: 'of placement', occurredAt: null } })])).toEqual(['b']);
    expect(usedOf([once('b'), once('a')])).toEqual(['a']);
    expect(usedOf([once('b', { expiry: { kind: 'NONE_TPO' } }), once('c', until('2026-08-31'))])).toEqual(['c']);
  });

  it('none where one without end of uses is among them', () => {
    expect(usedOf([once('a'), consentFor(SHELTER, { id: 'b' })])).toEqual([]);
    expect(usedOf([once('a'), consentFor(SHELTER, { id: 'b', dataFrom: localDate('2026-01-01') })])).toEqual(['a']);
  });

  it('as few as open every cell', () => {
    const [a, b, c] = [once('a', until('2026-03-31')), once('b'), once('c')];
    expect(usedOf([a, b, c], { cells: [['a', 'b'], ['b', 'c'], ['a', 'c']] })).toEqual(['a', 'b']);
    expect(usedOf([a, b], { cells: [['a', 'b'], ['b']] })).toEqual(['b']);
    expect(usedOf([a, b], { cells: [['a'], ['b']] })).toEqual(['a', 'b']);
  });

  it('each that a team hears by', () => {
    expect(usedOf([once('a'), once('b'), consentFor(SHELTER, { id: 'c' })], { basis: 'TEAM' })).toEqual(['a', 'b']);
  });
});

describe('a consent stands for another', () => {
  const limits = { dataFrom: localDate('2025-01-01'), dataTo: localDate('2025-07-01'), sourceAgencyIds: ['clinic'], fields: ['Youth.bornOn'] };
  const provision = { effect: 'PERMIT', period: null, dataPeriod: null, actors: [], actions: [], purposes: [], securityLabels: [], classes: [], codes: [], records: [], provisions: [] } as const;
  const narrow = once('narrow', { ...limits, provision, ...until('2026-12-31') });
  // What ends first would be preferred: both are used where it does not stand for the other.
  const beside = (changes: Partial<Consent>): readonly string[] => usedOf([once('a', { ...limits, ...until('2026-03-31'), ...changes }), narrow]);

  it('whose rows and fields it opens and more', () => {
    expect(beside({})).toEqual(['a']);
    expect(beside({ dataFrom: null, dataTo: null, sourceAgencyIds: [], fields: ['Youth.bornOn', 'Youth.lastName'] })).toEqual(['a']);
    expect(beside({ dataFrom: localDate('2024-12-31'), dataTo: localDate('2025-07-02'), sourceAgencyIds: ['another', 'clinic'], fields: ['HIV'] })).toEqual(['a']);
    expect(beside({ provision: { ...provision } })).toEqual(['a']);
  });

  it.each<Partial<Consent>>([
    { dataFrom: localDate('2025-01-02') }, { dataTo: localDate('2025-06-30') }, { sourceAgencyIds: ['another'] }, { fields: [] },
    { provision: { ...provision, effect: 'DENY' } }, { signature: { ...counted.signature!, role: 'PARENT' } },
  ])('and not where it differs in %o', (changes) => {
    expect(beside(changes)).toEqual(['a', 'narrow']);
  });

  it('of every row, and no limited one for it', () => {
    const whole = once('whole', until('2026-12-31'));
    for (const changes of [{ dataFrom: limits.dataFrom }, { dataTo: limits.dataTo }, { sourceAgencyIds: ['clinic'] }]) {
      expect(usedOf([once('a', { ...changes, ...until('2026-03-31') }), whole])).toEqual(['whole']);
    }
  });
});
