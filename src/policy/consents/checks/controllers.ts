import type { Category } from '../../../law/category.js';
import type { AuthorityId } from '../../../law/authority-ids.js';
import type { SignatoryRole } from '../../../model/consent.js';
import type { SettingName } from '../../settings.js';

/** Who may sign for records of some categories. Ages are of the youth at the signing. */
export interface Controller {
  readonly role: SignatoryRole;
  readonly categories: readonly Category[];
  readonly fromAge?: number;
  /** Not from this age on. */
  readonly belowAge?: number;
  /** An order or letter of authority is attached. */
  readonly withDocument?: true;
  /** After removal only with an order attached (rule R-39). */
  readonly orderAfterRemoval?: true;
  /** A removal after the signing suspends what was signed instead (check K24). */
  readonly laterRemovalSuspends?: true;
  readonly counsel?: SettingName;
  readonly authorities: readonly AuthorityId[];
}

/** The county's own record of the case. */
const CASE_RECORD: readonly Category[] = [
  'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'ABUSE_REPORT', 'JUVENILE_JUSTICE',
  'IMMIGRATION', 'WORKER_CONTACT',
];
const MENTAL_HEALTH: readonly Category[] = ['MENTAL_HEALTH', 'PSYCHOTHERAPY_NOTES'];
const FROM_TWELVE: readonly Category[] = [
  'MENTAL_HEALTH', 'PSYCHOTHERAPY_NOTES', 'SUBSTANCE_USE_PART2', 'SUBSTANCE_USE_OTHER', 'COMMUNICABLE_DISEASE', 'HIV',
];
const AT_ANY_AGE: readonly Category[] = ['REPRODUCTIVE_HEALTH', 'ASSAULT_MEDICAL', 'SOGIE'];
const ORDINARY: readonly Category[] = ['GENERAL_MEDICAL', 'EDUCATION', 'DEVELOPMENTAL_DISABILITY'];
const EVERYTHING: readonly Category[] = [...CASE_RECORD, ...FROM_TWELVE, ...AT_ANY_AGE, ...ORDINARY];
const BY_ORDER: readonly Category[] = [...CASE_RECORD, ...MENTAL_HEALTH, ...ORDINARY];

/** Who controls which record (rules ). What is not listed is controlled by nobody here. */
export const CONTROLLERS: readonly Controller[] = [
  { role: 'ADULT_SUBJECT', categories: EVERYTHING, fromAge: 18, authorities: ['CIV_56_11'] },
  { role: 'NMD', categories: EVERYTHING, fromAge: 18, authorities: ['CIV_56_11'] },
  { role: 'MINOR', categories: AT_ANY_AGE, authorities: ['FAM_6925', 'FAM_6928', 'WIC_16001_9'] },
  { role: 'MINOR', categories: FROM_TWELVE, fromAge: 12, authorities: ['FAM_6924', 'FAM_6926', 'FAM_6929', 'HSC_124260'] },
  { role: 'MINOR', categories: CASE_RECORD, fromAge: 12, authorities: ['WIC_317', 'WIC_16001_9'] },
  { role: 'MINOR', categories: ['GENERAL_MEDICAL'], fromAge: 15, counsel: 'minorSignsGeneralMedicalFrom15', authorities: ['CIV_56_11'] },
  { role: 'MINORS_COUNSEL', categories: [...CASE_RECORD, ...ORDINARY], withDocument: true, authorities: ['WIC_317'] },
  { role: 'MINORS_COUNSEL', categories: MENTAL_HEALTH, belowAge: 12, withDocument: true, authorities: ['WIC_317'] },
  { role: 'COURT', categories: BY_ORDER, withDocument: true, authorities: ['WIC_369', 'WIC_827'] },
  { role: 'TRIBAL_COURT', categories: BY_ORDER, withDocument: true, authorities: ['WIC_369'] },
  { role: 'SOCIAL_WORKER_BY_ORDER', categories: [...CASE_RECORD, ...ORDINARY], withDocument: true, authorities: ['WIC_369'] },
  { role: 'PARENT', categories: MENTAL_HEALTH, belowAge: 12, orderAfterRemoval: true, laterRemovalSuspends: true, authorities: ['CIV_56_106', 'WIC_5328_03'] },
  { role: 'LEGAL_GUARDIAN', categories: MENTAL_HEALTH, belowAge: 12, orderAfterRemoval: true, laterRemovalSuspends: true, authorities: ['CIV_56_106', 'WIC_5328_03'] },
  { role: 'PARENT', categories: [...CASE_RECORD, ...ORDINARY], belowAge: 18, orderAfterRemoval: true, authorities: ['CIV_56_11'] },
  { role: 'LEGAL_GUARDIAN', categories: [...CASE_RECORD, ...ORDINARY], belowAge: 18, orderAfterRemoval: true, authorities: ['CIV_56_11'] },
  { role: 'PARENT', categories: [...CASE_RECORD, ...ORDINARY], belowAge: 18, counsel: 'removedParentSignsOutsideMentalHealth', authorities: ['CIV_56_11'] },
  { role: 'PARENT', categories: ['SUBSTANCE_USE_PART2'], belowAge: 12, orderAfterRemoval: true, counsel: 'parentSignsPart2UnderTwelve', authorities: ['CFR_42_2_14'] },
  { role: 'ED_RIGHTS_HOLDER', categories: ['EDUCATION'], authorities: ['EDC_49076', 'CFR_34_99'] },
  { role: 'CONSERVATOR', categories: EVERYTHING, fromAge: 18, withDocument: true, authorities: ['CIV_56_11'] },
  { role: 'PERSONAL_REP_DECEASED', categories: EVERYTHING, withDocument: true, authorities: ['CFR_45_164_502'] },
];
