import { describe, expect, it } from 'vitest';
import type { AgencyKind } from '../../src/law/agreement.js';
import type { Role } from '../../src/law/role.js';
import { seatIn, teamConsent } from './documents-on-file.js';
import { agency, asking, consentFor, facts, involvement } from './people.js';
import { released } from './released.js';

/** The same person, in another session of his. */
const session = (role: Role, kind: AgencyKind, purpose: 'MDT' | 'CARE_COORDINATION' | 'SUBJECT_REQUEST' | 'SERVICES') =>
  asking(role, { purpose, who: { personId: 'one person', agency: agency(kind) } });

describe('a release to a child and family team', () => {
  const member = session('CFT_MEMBER', 'PERSON_PORTAL', 'CARE_COORDINATION');
  const caregiver = session('CAREGIVER', 'PERSON_PORTAL', 'CARE_COORDINATION');
  const about = facts({
    consents: [teamConsent(member.caller, 'CFT832')], seats: [seatIn(member.caller, 'CFT832')],
    involvements: [involvement(member.caller.agency, 'CARE', { personId: 'one person' })],
  });

  it('serves the member in his session as a member', () => {
    expect(released(member, about).filter((line) => line.startsWith('C05'))).toEqual(['C05 CHILD_WELFARE FULL by CONSENT']);
  });

  it('does not serve him as the caregiver who he also is', () => {
    expect(released(caregiver, about).filter((line) => line.endsWith('CONSENT'))).toEqual([]);
    const own = consentFor(caregiver.caller.agency, { recipientAgencyIds: [], recipientPersonIds: ['one person'], categories: ['CSEC_STATUS'], purposes: ['CARE_COORDINATION'] });
    expect(released(caregiver, { ...about, consents: [own] }).filter((line) => line.endsWith('CONSENT'))).toEqual(['C05 CHILD_WELFARE FULL by CONSENT']);
  });
});

describe('a consent to a human-trafficking team', () => {
  const member = session('MDT_MEMBER', 'TRAFFICKING_SERVICES', 'MDT');
  const about = facts({ consents: [teamConsent(member.caller, 'PC13753')], seats: [seatIn(member.caller, 'PC13753')] });

  it('serves the member in his session as a member', () => {
    expect(released(member, about)).toContain('C05 CHILD_WELFARE FULL by TEAM');
  });

  it('does not serve him as the caseworker who he also is', () => {
    expect(released(session('TRAFFICKING_CASEWORKER', 'TRAFFICKING_SERVICES', 'SERVICES'), about)).toEqual([]);
    expect(released(session('PROVIDER', 'COMMUNITY_PROVIDER', 'SERVICES'), about)).toEqual([]);
  });

  it('serves no agency that it names beside the team', () => {
    const caseworker = session('TRAFFICKING_CASEWORKER', 'TRAFFICKING_SERVICES', 'SERVICES');
    const named = teamConsent(member.caller, 'PC13753', { recipientAgencyIds: [caseworker.caller.agency.id] });
    expect(released(caseworker, { ...about, consents: [named] })).toEqual([]);
  });
});

describe('the agreement of a portal for private persons', () => {
  const parent = asking('PARENT', { agreements: [], who: { personId: 'mother', agency: agency('PERSON_PORTAL') } });
  const parentage = [involvement(parent.caller.agency, 'PARENTAGE', { personId: 'mother' })];
  const consents = [consentFor(parent.caller.agency, {
    recipientAgencyIds: [], recipientPersonIds: ['mother'], categories: ['REPRODUCTIVE_HEALTH'], purposes: ['SUBJECT_REQUEST'],
  })];

  it('is asked of no parent whom the youth lets know: persons make none (K30)', () => {
    expect(released(parent, facts({ involvements: parentage, parentage, consents })).filter((line) => line.startsWith('C13'))).toEqual(['C13 CHILD_WELFARE FULL by CONSENT', 'C13 CMIA FULL by CONSENT']);
  });

  it('is asked of a provider still', () => {
    const provider = asking('PROVIDER', { agreements: [] });
    expect(released(provider, facts({ consents: [consentFor(provider.caller.agency)] }))).toEqual([]);
  });
});
