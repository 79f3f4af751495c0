import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import type { Category } from '../../src/law/category.js';
import { consentsToConsume, type RowRead } from '../../src/release/consent-uses.js';
import { agency, consentFor } from '../policy/people.js';
import { cell } from './decisions.js';

const SHELTER = agency('COMMUNITY_PROVIDER');
const counted = consentFor(SHELTER, { id: 'counted', version: 3, maxUses: 2, usesSoFar: 1 });
const lasting = consentFor(SHELTER, { id: 'lasting' });
const rested = cell({ category: 'HIV', basis: 'CONSENT', consents: ['counted@3', 'lasting@1'], consentsUsed: ['counted@3', 'lasting@1'] });

const entered = (categories: readonly Category[], rows: readonly RowRead[] = []) => () => ({ byName: categories, rows });
const asked = entered(['HIV', 'LOCATION']);
const result: RowRead = { category: 'HIV', regime: 'CHILD_WELFARE', on: localDate('2026-02-01'), sourceAgencyId: null };

describe('the consents that a release uses up', () => {
  it('are those for a number of uses that a cell rests on, each once', () => {
    expect(consentsToConsume([rested, { ...rested, category: 'LOCATION' }], [counted, lasting], asked)).toEqual([{ id: 'counted', version: 3 }]);
  });

  it('are none where another basis opens the cell, or where nothing rests on them', () => {
    expect(consentsToConsume([{ ...rested, basis: 'TEAM', consentsUsed: [] }], [counted, lasting], asked)).toEqual([]);
    expect(consentsToConsume([], [counted], asked)).toEqual([]);
    expect(consentsToConsume([{ ...rested, consentsUsed: ['lasting@1'] }], [counted, lasting], asked)).toEqual([]);
  });

  it('are those without which a team would receive nothing', () => {
    expect(consentsToConsume([{ ...rested, basis: 'TEAM', consentsUsed: ['counted@3'] }], [counted, lasting], asked)).toEqual([{ id: 'counted', version: 3 }]);
  });

  it('are none of a version that was not decided on', () => {
    expect(consentsToConsume([rested], [{ ...counted, version: 4 }], asked)).toEqual([]);
  });

  it('are those alone under which something entered the answer', () => {
    expect(consentsToConsume([rested], [counted], entered([]))).toEqual([]);
    expect(consentsToConsume([rested], [counted], entered(['LOCATION'], [{ ...result, category: 'CASE_FACTS' }, { ...result, regime: 'CMIA' }]))).toEqual([]);
    expect(consentsToConsume([rested], [counted], entered([], [result]))).toEqual([{ id: 'counted', version: 3 }]);
  });

  it('are none whose own limits no row of the answer is within', () => {
    const before = { ...counted, dataTo: localDate('2026-02-01') };
    expect(consentsToConsume([rested], [before], entered([], [result]))).toEqual([]);
    expect(consentsToConsume([rested], [{ ...counted, sourceAgencyIds: ['clinic'] }], entered([], [result]))).toEqual([]);
    expect(consentsToConsume([rested], [before], entered([], [{ ...result, on: localDate('2026-01-31') }]))).toEqual([{ id: 'counted', version: 3 }]);
  });
});
