import type { Category } from '../../src/law/category.js';
import type { Regime } from '../../src/law/regime.js';
import type { CodedValue } from '../../src/model/coded-value.js';
import type { ProvidedBy } from '../../src/model/records/service-records.js';
import { familyOf, type CodeTables } from './codes/code-tables.js';

/** The category and the law of one service. */
export interface ServiceLaw {
  readonly category: Category;
  readonly regime: Regime;
}

type Implication = 'SUBSTANCE_USE' | 'MENTAL_HEALTH' | 'GENERAL_MEDICAL';

/**
 * What a code or its family implies (rule G7), by SYS_ID of SRVC_TPC; the nearest to the code decides.
 * Codes that name a treatment inside another family, and referrals to one, imply it as the treatment does.
 */
const IMPLIED: ReadonlyMap<number, Implication> = new Map<number, Implication>([
  [5818, 'SUBSTANCE_USE'], // Substance Abuse Services
  [1785, 'SUBSTANCE_USE'], // FP - Drug Treatment
  [6254, 'SUBSTANCE_USE'], // Refer for Substance Abuse Services
  [1747, 'MENTAL_HEALTH'], // Counseling/Mental Health Services
  [1784, 'MENTAL_HEALTH'], // FP - Counseling
  [1822, 'MENTAL_HEALTH'], // Therapeutic Milieu
  [6248, 'MENTAL_HEALTH'], // Refer for Counseling/Mental Health Svcs
  [6255, 'MENTAL_HEALTH'], // Refer to Mental Health Assessment
  [5791, 'GENERAL_MEDICAL'], // Psychotropic Med Eval/Monitoring
  [1746, 'GENERAL_MEDICAL'], // Health/CHDP Services
  [1788, 'GENERAL_MEDICAL'], // FP - Health Care
  [1817, 'GENERAL_MEDICAL'], // Medication Management
  [6251, 'GENERAL_MEDICAL'], // Refer for Health/CHDP Services
]);

/**
 * The category that a service's code implies, and the law that comes with it.
 * A substance-use service of county staff is a child-welfare record. Of anyone else it is held to 42 CFR Part 2,
 * because the row cannot say whether the programme is under it. A service whose code no table knows may be anything,
 * so it is held to the strictest, unlabelled.
 */
export function serviceLawOf(codes: CodeTables, service: CodedValue | null, providedBy: ProvidedBy | null): ServiceLaw {
  if (service === null) return { category: 'CASE_FACTS', regime: 'CHILD_WELFARE' };
  const implied = familyOf(codes, service.code).find((code) => IMPLIED.has(code));
  const implication = implied === undefined ? undefined : IMPLIED.get(implied);
  if (implication === 'SUBSTANCE_USE') return substanceUseLaw(providedBy);
  if (implication !== undefined) return { category: implication, regime: 'CHILD_WELFARE' };
  if (service.display === null) return { category: 'SUBSTANCE_USE_PART2', regime: 'UNLABELLED' };
  return { category: 'CASE_FACTS', regime: 'CHILD_WELFARE' };
}

function substanceUseLaw(providedBy: ProvidedBy | null): ServiceLaw {
  return providedBy === 'STAFF'
    ? { category: 'SUBSTANCE_USE_OTHER', regime: 'CHILD_WELFARE' }
    : { category: 'SUBSTANCE_USE_PART2', regime: 'PART2' };
}
