import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { Regime } from '../../src/law/regime.js';
import type { Consent } from '../../src/model/consent.js';
import { consentCovers } from '../../src/policy/consents/consent-review.js';
import { settingsWith } from '../../src/policy/settings.js';
import { situationOf } from '../../src/policy/situation.js';
import { requestBy } from '../support/psychotherapy-request.js';
import { SHELTER, failed } from './consent-cases.js';
import { agency, asking, consentFor, facts } from './people.js';
import { cellOf, decided } from './released.js';

const NONE: Partial<Consent> = { psychotherapyRequests: [] };
const of = (regime: Regime, consent: Partial<Consent>) => failed({ consent, category: 'MENTAL_HEALTH', regime });

describe('the written request for psychotherapy information', () => {
  it('is asked for records of a private provider, and not of the county or a public service', () => {
    expect([of('CMIA', NONE), of('LPS', NONE), of('CHILD_WELFARE', NONE)]).toEqual([['K01'], [], []]);
    expect(failed({ consent: { ...NONE, categories: ['REPRODUCTIVE_HEALTH'] }, category: 'REPRODUCTIVE_HEALTH', regime: 'CMIA' })).toEqual([]);
  });

  it('is missing where a record from before knows of none', () => {
    const { psychotherapyRequests: _, ...before } = consentFor(SHELTER);
    expect(consentCovers(before, { category: 'MENTAL_HEALTH', regime: 'CMIA' }, situationOf(asking('PROVIDER'), facts(), settingsWith({})))?.failed).toEqual(['K01']);
  });

  it('is asked of no clinician', () => {
    const clinician = asking('MENTAL_HEALTH', { purpose: 'TREATMENT' });
    const consent = consentFor(clinician.caller.agency, NONE);
    expect(consentCovers(consent, { category: 'MENTAL_HEALTH', regime: 'CMIA' }, situationOf(clinician, facts(), settingsWith({})))?.failed).toEqual([]);
  });

  it('serves private persons each for himself, and none by way of the portal', () => {
    const portal = agency('PERSON_PORTAL');
    const carer = asking('CAREGIVER', { who: { agency: portal } });
    const covered = (requesterId: string) => consentCovers(
      consentFor(portal, { purposes: [carer.purpose], psychotherapyRequests: [requestBy(requesterId)] }), { category: 'MENTAL_HEALTH', regime: 'CMIA' },
      situationOf(carer, facts(), settingsWith({})),
    )?.failed.includes('K01');
    expect([covered(carer.caller.personId), covered(portal.id), covered('another')]).toEqual([false, true, true]);
  });

  it('opens the cell until the end of the day to which it is kept, by the county\'s calendar', () => {
    const about = (consent: Partial<Consent>) => facts({ consents: [consentFor(SHELTER, consent)] });
    const cell = (consent: Partial<Consent>) => cellOf(decided(asking('PROVIDER'), about(consent)), 'MENTAL_HEALTH', 'CMIA');
    expect(cell({ psychotherapyRequests: [requestBy(SHELTER.id, { keepUntil: localDate('2026-03-01') })] }))
      .toMatchObject({ outcome: 'P', validUntil: instant('2026-03-02T08:00:00Z') });
    expect(cell(NONE)).toMatchObject({ outcome: 'D', reason: 'NO_BASIS', failedChecks: ['K01'] });
  });

  it('is asked of nobody where counsel reads the law so', () => {
    const wide = situationOf(asking('PROVIDER'), facts(), settingsWith({ psychotherapyWithoutWrittenRequest: true }));
    expect(consentCovers(consentFor(SHELTER, NONE), { category: 'MENTAL_HEALTH', regime: 'CMIA' }, wide)?.failed).toEqual([]);
  });
});
