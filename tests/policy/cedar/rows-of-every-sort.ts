import { localDate } from '../../../src/kernel/dates.js';
import { IN_FORCE, type Rule } from '../../../src/policy/rule.js';

const row = (one: Pick<Rule, 'id' | 'layer' | 'effect' | 'when'> & Partial<Rule>): Rule =>
  ({ authorities: ['WIC_827'], effective: IN_FORCE, plain: 'A row.', ...one });

const OF_STATUS = { categories: ['CSEC_STATUS'] } as const;
const YEAR = { from: localDate('2025-01-01'), to: localDate('2027-01-01') };

/**
 * Rows of each layer and effect, with dates, settings, kinds, doubt and several ways each, on one category: what the
 * rules in force may not all use together, and every evaluation must read alike.
 */
export const ROWS_OF_EVERY_SORT: readonly Rule[] = [
  row({ id: 'FLOOR.DENY', layer: 'FLOOR', effect: 'DENY', when: { facts: [['SUBJECT_SEALED', 'FEDERAL_RECIPIENT']] } }),
  row({ id: 'FLOOR.REQUIRE', layer: 'FLOOR', effect: 'REQUIRE', when: { ...OF_STATUS, roles: ['PROVIDER'] }, requires: [['CREDENTIAL_VERIFIED'], ['COVERED']] }),
  row({
    id: 'MANDATE.PERMIT', layer: 'MANDATE', effect: 'PERMIT', extent: 'MINIMUM',
    when: { ...OF_STATUS, roles: ['LAW_ENFORCEMENT'], facts: [['INVESTIGATING_REFERRAL']] },
  }),
  row({ id: 'LAW.REQUIRE', layer: 'CATEGORY_LAW', effect: 'REQUIRE', when: { ...OF_STATUS, facts: [['RECIPIENT_OUT_OF_STATE']] }, requires: [['CONSENT_COVERS']], obligations: ['NOTICE_FERPA'] }),
  row({
    id: 'AGENCY.PERMIT', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'NARRATIVE', effective: YEAR,
    when: { ...OF_STATUS, roles: ['LAW_ENFORCEMENT'], agencyKinds: ['LAW_ENFORCEMENT', 'PROSECUTOR'], facts: [['INVESTIGATING'], ['ASSIGNED']] },
  }),
  row({
    id: 'AGENCY.OTHER', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL', counsel: 'teamOpensGeneralMedical',
    when: { ...OF_STATUS, roles: ['LAW_ENFORCEMENT'], facts: [['SUPERVISING']] },
  }),
  row({ id: 'AGENCY.DENY', layer: 'BASIS', effect: 'DENY', basis: 'AGENCY', when: { roles: ['LAW_ENFORCEMENT'], facts: [['NO_COUNTY']] } }),
  row({
    id: 'AGENCY.REQUIRE', layer: 'BASIS', effect: 'REQUIRE', basis: 'AGENCY', counsel: 'investigatorsNeedNoAgreement',
    when: { roles: ['LAW_ENFORCEMENT'] }, requires: [['AGREEMENT_LIVE']],
  }),
  row({
    id: 'TEAM.PERMIT', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL', obligations: ['NOTICE_MDT', 'MOU_REQUIRED'],
    when: { ...OF_STATUS, roles: ['PROVIDER'], facts: [['TEAM_LIVE']] },
  }),
  row({
    id: 'CONSENT.PERMIT', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'MINIMUM', widenedByFields: true,
    when: { ...OF_STATUS, roles: ['PROVIDER'], purposes: ['SERVICES'], facts: [['CONSENT_COVERS']] },
  }),
  row({ id: 'NARROWING.BASES', layer: 'NARROWING', effect: 'DENY', when: { bases: ['TEAM', 'CONSENT'], facts: [['REFUSED']] } }),
  row({ id: 'NARROWING.REQUIRE', layer: 'NARROWING', effect: 'REQUIRE', when: { bases: ['AGENCY', 'CONSENT'] }, requires: [['APPROVED']], approver: 'PRIVACY_OFFICER' }),
  row({ id: 'NARROWING.ALL', layer: 'NARROWING', effect: 'DENY', when: { facts: [['SUBJECT_MINOR', 'TREATING']] }, effective: YEAR }),
  row({ id: 'MINIMUM.LIMIT', layer: 'MINIMUM_NECESSARY', effect: 'LIMIT', extent: 'MINIMUM', when: { bases: ['TEAM', 'AGENCY', 'CONSENT'], facts: [['OWN_COUNTY']] }, obligations: ['NO_REUSE'] }),
  row({ id: 'MINIMUM.FULL', layer: 'MINIMUM_NECESSARY', effect: 'LIMIT', extent: 'FULL', when: { facts: [['STATE_STAFF'], ['CARRYING']] } }),
  row({ id: 'MINIMUM.DENY', layer: 'MINIMUM_NECESSARY', effect: 'DENY', when: { bases: ['AGENCY'], facts: [['CLOSED_BY_SENSITIVITY']] } }),
  row({ id: 'DUTY', layer: 'OBLIGATION', effect: 'OBLIGE', when: { facts: [['COVERED']] }, obligations: ['NO_ONWARD'] }),
  row({ id: 'DUTY.CONSENT', layer: 'OBLIGATION', effect: 'OBLIGE', when: { bases: ['CONSENT'] }, obligations: ['CONSENT_DIRECTIVE', 'ACCOUNTING'] }),
  row({ id: 'DUTY.MINOR', layer: 'OBLIGATION', effect: 'OBLIGE', when: { bases: ['AGENCY', 'MANDATE'], facts: [['SUBJECT_MINOR']] }, obligations: ['NOTICE_831'] }),
];
