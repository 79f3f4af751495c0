import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { Consent } from '../../src/model/consent.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { deletionsOwed, dutiesOf } from '../../src/release/obligations.js';
import { SHELTER } from '../policy/consent-cases.js';
import { agreement, asking, consentFor } from '../policy/people.js';
import { requestBy } from '../support/psychotherapy-request.js';
import { cell } from './decisions.js';

describe('the duties of a response', () => {
  it('are none where it rests on nothing', () => {
    expect(dutiesOf([])).toEqual({ obligations: [], labels: [], notices: [], consents: [], validUntil: null });
  });

  it('are each told once, with the labels and notices that the obligations bring', () => {
    const part2 = cell({ category: 'SUBSTANCE_USE_PART2', regime: 'PART2', obligations: ['NOTICE_42CFR2_32', 'CONSENT_COPY', 'NO_ONWARD'], consents: ['c@1'] });
    const welfare = cell({ category: 'CASE_FACTS', obligations: ['NO_ONWARD', 'NOTICE_827_10850', 'ACCOUNTING'], consents: ['c@1', 'b@2'] });
    expect(dutiesOf([part2, welfare, part2])).toEqual({
      obligations: ['ACCOUNTING', 'CONSENT_COPY', 'NOTICE_42CFR2_32', 'NOTICE_827_10850', 'NO_ONWARD'],
      labels: ['42CFRPart2', '42CFRPart2CD', 'AOD', 'AUDIT', 'AUDTR', 'CPLYJPP', 'NORDSCLCD', 'NORDSCLW', 'RedisclosureProhibitionMark'],
      notices: ['N1', 'N3'], consents: ['b@2', 'c@1'], validUntil: null,
    });
  });

  it('end with the first cell that ends', () => {
    const until = (text: string | null) => cell({ category: 'CASE_FACTS', validUntil: text === null ? null : instant(text) });
    expect(dutiesOf([until('2026-09-01T07:00:00Z'), until(null), until('2026-03-20T07:00:00Z')]).validUntil).toBe(instant('2026-03-20T07:00:00Z'));
  });
});

describe('the day by which what was released is returned or destroyed', () => {
  const THERAPY = cell({ category: 'MENTAL_HEALTH', regime: 'CMIA', basis: 'CONSENT', obligations: ['ACCOUNTING', 'DELETE_BY'], consents: ['consent-1@1'] });
  const until = (day: string, requesterId = SHELTER.id) => requestBy(requesterId, { keepUntil: localDate(day) });
  const context = asking('PROVIDER', { agreements: [agreement(SHELTER, { expiresOn: localDate('2026-09-30') })] });
  const owed = (psychotherapyRequests: NonNullable<Consent['psychotherapyRequests']>, changes: { readonly context?: AccessContext; readonly county?: string | null } = {}) =>
    deletionsOwed([THERAPY], { context, county: '19', consents: [consentFor(SHELTER, { psychotherapyRequests })], ...changes });

  it('is the earliest to which the recipient pledged himself', () => {
    expect(owed([until('2026-12-31'), until('2026-06-30')])).toEqual([{ on: '2026-06-30', categories: ['MENTAL_HEALTH'] }]);
  });

  it('is that of no other recipient, of no pledge that has ended, and of no consent that the release does not rest on', () => {
    const agreed = [{ on: '2026-09-30', categories: ['MENTAL_HEALTH'] }];
    expect(owed([until('2026-06-30', 'another')])).toEqual(agreed);
    expect(owed([until('2026-02-28')])).toEqual(agreed);
    const other = consentFor(SHELTER, { id: 'consent-2', psychotherapyRequests: [until('2026-06-30')] });
    expect(deletionsOwed([THERAPY], { context, county: '19', consents: [other] })).toEqual(agreed);
  });

  it('is else the last day of the agreement in force with the county, and is not told where neither names one', () => {
    expect(owed([])).toEqual([{ on: '2026-09-30', categories: ['MENTAL_HEALTH'] }]);
    expect(owed([], { context: asking('PROVIDER', { agreements: [agreement(SHELTER, { terminatedAt: instant('2026-04-01T07:00:00Z') })] }) }))
      .toEqual([{ on: '2026-03-31', categories: ['MENTAL_HEALTH'] }]);
    expect(owed([], { context: asking('PROVIDER', { agreements: [agreement(SHELTER, { expiresOn: null })] }) })).toEqual([]);
    expect([owed([], { county: '33' }), owed([], { county: null })]).toEqual([[], []]);
  });

  it('is told of what the duty lies on and of nothing else, each day once', () => {
    const consents = [consentFor(SHELTER, { psychotherapyRequests: [until('2026-06-30')] }), consentFor(SHELTER, { id: 'notes', psychotherapyRequests: [until('2026-05-31')] })];
    const notes = cell({ category: 'PSYCHOTHERAPY_NOTES', regime: 'CMIA', basis: 'CONSENT', obligations: ['DELETE_BY'], consents: ['notes@1'] });
    const free = cell({ category: 'CASE_FACTS', basis: 'CONSENT', obligations: ['ACCOUNTING'], consents: ['notes@1'] });
    expect(deletionsOwed([THERAPY, notes, free, THERAPY], { context, county: '19', consents })).toEqual([
      { on: '2026-05-31', categories: ['PSYCHOTHERAPY_NOTES'] }, { on: '2026-06-30', categories: ['MENTAL_HEALTH'] },
    ]);
    expect(deletionsOwed([free], { context, county: '19', consents })).toEqual([]);
  });
});
