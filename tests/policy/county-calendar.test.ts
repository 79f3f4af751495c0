import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import { agency, agreement, asking, assignment, consentFor, facts } from './people.js';
import { decided } from './released.js';

const SHELTER = agency('COMMUNITY_PROVIDER');
const expiringOn = (day: string) => facts({ consents: [consentFor(SHELTER, { expiry: { kind: 'DATE', on: localDate(day) } })] });
const admittedAt = (moment: string, about: ReturnType<typeof facts>) =>
  decided(asking('PROVIDER', { asOf: instant(moment) }), about).admits;

describe('the county\'s calendar', () => {
  it.each([
    ['23:59 of the last day', '2026-03-01T23:59:59.999-08:00', true],
    ['midnight after it', '2026-03-02T00:00:00.000-08:00', false],
    ['five past midnight', '2026-03-02T00:05:00-08:00', false],
    ['the UTC midnight within it', '2026-03-02T00:00:00Z', true],
  ])('at %s a consent that expires on 1 March is live: %s', (_, moment, live) => {
    expect(admittedAt(moment, expiringOn('2026-03-01'))).toBe(live);
  });

  it.each([
    ['the day of 23 hours', '2026-03-08', '2026-03-08T23:59:59.999-07:00', '2026-03-09T00:00:00-07:00'],
    ['the day before it', '2026-03-07', '2026-03-07T23:59:59.999-08:00', '2026-03-08T00:00:00-08:00'],
    ['the day of 25 hours', '2025-11-02', '2025-11-02T23:59:59.999-08:00', '2025-11-03T00:00:00-08:00'],
    ['the day before it', '2025-11-01', '2025-11-01T23:59:59.999-07:00', '2025-11-02T00:00:00-07:00'],
  ])('ends %s at its own midnight', (_, day, last, next) => {
    expect([admittedAt(last, expiringOn(day)), admittedAt(next, expiringOn(day))]).toEqual([true, false]);
  });

  it('tells the midnight as the end of the decision', () => {
    expect(decided(asking('PROVIDER', { asOf: instant('2026-03-08T20:00:00Z') }), expiringOn('2026-03-08')).validUntil)
      .toBe('2026-03-09T07:00:00.000Z');
  });

  it('begins and ends an agreement with its days', () => {
    const about = facts({ consents: [consentFor(SHELTER)] });
    const at = (moment: string) => decided(asking('PROVIDER', {
      asOf: instant(moment), agreements: [agreement(SHELTER, { effectiveOn: localDate('2026-01-01'), expiresOn: localDate('2026-03-31') })],
    }), about).admits;
    expect([
      at('2025-12-31T23:59:59-08:00'), at('2026-01-01T00:00:00-08:00'), at('2026-03-31T23:59:59-07:00'), at('2026-04-01T00:00:00-07:00'),
    ]).toEqual([false, true, true, false]);
  });

  it('turns a youth eighteen at the county\'s midnight', () => {
    const about = facts({ subject: { bornOn: localDate('2008-03-02') }, assignments: [assignment()] });
    const reads = (moment: string) => decided(asking('COUNTY_WORKER', { asOf: instant(moment) }), about).permits('MENTAL_HEALTH', 'FULL', 'LPS');
    expect([reads('2026-03-01T23:59:59.999-08:00'), reads('2026-03-02T00:00:00-08:00')]).toEqual([true, false]);
  });
});

describe('an end that hangs on the birthday', () => {
  const guardian = consentFor(SHELTER, { signature: { ...consentFor(SHELTER).signature!, role: 'MINORS_COUNSEL', authorityDocument: 'appointment' } });

  it('is told to nobody who may not know the birth date', () => {
    const ends = ['2011-06-15', '2010-01-31', '2009-12-24'].map((day) =>
      decided(asking('PROVIDER'), facts({ subject: { bornOn: localDate(day) }, consents: [guardian] })).validUntil);
    expect(ends).toEqual(['2026-03-02T08:00:00.000Z', '2026-03-02T08:00:00.000Z', '2026-03-02T08:00:00.000Z']);
  });

  it('is told to the worker who reads it in the record', () => {
    const about = facts({ subject: { bornOn: localDate('2009-12-24') }, assignments: [assignment()] });
    expect(decided(asking('COUNTY_WORKER'), about).validUntil).toBe('2027-12-24T08:00:00.000Z');
  });
});
