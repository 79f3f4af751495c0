import { describe, expect, it } from 'vitest';
import { consentsToConsume } from '../../src/release/consent-uses.js';
import { agency, consentFor } from '../policy/people.js';
import { cell } from './decisions.js';

const SHELTER = agency('COMMUNITY_PROVIDER');
const counted = consentFor(SHELTER, { id: 'counted', version: 3, maxUses: 2, usesSoFar: 1 });
const lasting = consentFor(SHELTER, { id: 'lasting' });
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
