import type { Rule } from '../rule.js';
import { CARE_COORDINATION_RULES } from './care-coordination.js';
import { CAREGIVER_RULES } from './caregiver.js';
import { CLIENT_SENSITIVITY_RULES } from './client-sensitivity.js';
import { PARTNER_CONSENT_RULES } from './consent-of-partners.js';
import { PERSON_CONSENT_RULES } from './consent-of-persons.js';
import { CONSENT_RULES } from './consent-on-file.js';
import { YOUTH_CONTROLLED_RULES } from './controlled-by-youth.js';
import { COUNTY_AGENCY_RULES } from './county-agency.js';
import { COUNTY_SPECIAL_RULES } from './county-special-records.js';
import { COURT_AND_COUNSEL_RULES } from './court-and-counsel.js';
import { COURT_ORDER_RULES } from './court-order.js';
import { EMERGENCY_RULES } from './emergency.js';
import { FAMILY_TEAM_RULES } from './family-team.js';
import { FEDERAL_OFFICIAL_RULES } from './federal-officials.js';
import { HEALTH_AND_INVESTIGATOR_RULES } from './health-and-investigators.js';
import { INDEX_RULES } from './index-plane.js';
import { INSPECTION_ONLY_RULES } from './inspection-only.js';
import { INVESTIGATOR_RULES } from './investigators.js';
import { LISTED_AGREEMENT_RULES } from './listed-agreements.js';
import { MANDATE_RULES } from './mandate.js';
import { MINIMUM_NECESSARY_RULES } from './minimum-necessary.js';
import { CLOSED_RULES } from './never-through-the-gateway.js';
import { OBLIGATION_RULES } from './obligations.js';
import { OTHER_COUNTY_RULES } from './other-county.js';
import { OUT_OF_STATE_RULES } from './out-of-state.js';
import { PARENT_RULES } from './parent.js';
import { PART2_RULES } from './part2.js';
import { PERSONAL_REPRESENTATIVE_RULES } from './personal-representative.js';
import { PROBATION_RULES } from './probation.js';
import { PROSECUTOR_RULES } from './prosecutor.js';
import { PUBLIC_HEALTH_NURSE_RULES } from './public-health-nurse.js';
import { REFUSAL_RULES } from './refusal.js';
import { SCHOOL_RULES } from './school.js';
import { SPECIAL_TEAM_RULES } from './special-teams.js';
import { STANDING_TEAM_RULES } from './standing-team.js';
import { YOUTH_RULES } from './the-youth.js';

/** Every rule of the gateway: the only place where rules are gathered. Their order never changes an outcome. */
export const RULES: readonly Rule[] = Object.freeze([
  ...FEDERAL_OFFICIAL_RULES, ...CLOSED_RULES, ...CLIENT_SENSITIVITY_RULES,
  ...MANDATE_RULES,
  ...PART2_RULES, ...YOUTH_CONTROLLED_RULES, ...HEALTH_AND_INVESTIGATOR_RULES,
  ...COUNTY_AGENCY_RULES, ...OTHER_COUNTY_RULES, ...INVESTIGATOR_RULES, ...STANDING_TEAM_RULES, ...CONSENT_RULES,
  ...CARE_COORDINATION_RULES,
  ...COUNTY_SPECIAL_RULES, ...PROBATION_RULES, ...PUBLIC_HEALTH_NURSE_RULES, ...PROSECUTOR_RULES, ...SCHOOL_RULES,
  ...COURT_AND_COUNSEL_RULES, ...PARENT_RULES, ...CAREGIVER_RULES, ...YOUTH_RULES, ...INSPECTION_ONLY_RULES, ...LISTED_AGREEMENT_RULES,
  ...SPECIAL_TEAM_RULES, ...FAMILY_TEAM_RULES, ...PARTNER_CONSENT_RULES, ...PERSON_CONSENT_RULES,
  ...PERSONAL_REPRESENTATIVE_RULES, ...COURT_ORDER_RULES, ...EMERGENCY_RULES,
  ...INDEX_RULES, ...OUT_OF_STATE_RULES,
  ...REFUSAL_RULES, ...MINIMUM_NECESSARY_RULES, ...OBLIGATION_RULES,
]);
