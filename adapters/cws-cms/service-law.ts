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

/** A substance-use service is of one of two categories, by who gave it; every other implication is a category. */
type Implication = 'SUBSTANCE_USE' | Exclude<Category, 'SUBSTANCE_USE_PART2' | 'SUBSTANCE_USE_OTHER'>;

/**
 * What a code or its family implies (rule G7), by SYS_ID of SRVC_TPC; the nearest to the code decides.
 * Codes that name a treatment inside another family, and referrals to one, imply it as the treatment does. The children
 * of the school and adoption families stand here too, because the committed code tables do not know them.
 */
const CODES_OF_IMPLICATION: Partial<Readonly<Record<Implication, readonly number[]>>> = {
  SUBSTANCE_USE: [
    5818, // Substance Abuse Services
    1785, // FP - Drug Treatment
    6254, // Refer for Substance Abuse Services
  ],
  MENTAL_HEALTH: [
    1747, // Counseling/Mental Health Services
    1784, // FP - Counseling
    1821, // Structured Envrnmnt/Bhavr Modification
    1822, // Therapeutic Milieu
    6248, // Refer for Counseling/Mental Health Svcs
    6255, // Refer to Mental Health Assessment
  ],
  REPRODUCTIVE_HEALTH: [
    5808, 6394, // ILP - Parenting Skills: the youth is, or is to be, a parent
  ],
  GENERAL_MEDICAL: [
    5791, // Psychotropic Med Eval/Monitoring
    1746, // Health/CHDP Services
    1763, // Obtain Medical Consent
    1782, 5886, // FP - California Children Services, and the referral to them
    1786, // FP - Emergency Care
    1788, // FP - Health Care
    1817, // Medication Management
    5806, 6387, // ILP - Health Care
    6251, // Refer for Health/CHDP Services
  ],
  EDUCATION: [
    1748, 1778, 1779, 1780, 5795, 5796, 5797, // Education Services and its children, Special Education among them
    6676, 6675, 6677, 6678, 6679, 6680, 6681, // Educational Stability
    6682, 6683, 6684, 6685, 6686, 6687, 6688, 6689, // Secondary and Post Secondary Guidance
    6691, 6690, 6692, 6693, 6694, 6695, 6696, 6697, 6698, // Special Education/Disciplinary Issues; IEP or 504 meetings
    1794, // FP - Special Education
    1811, 1818, // Residential School, On-Ground School
    5805, 6382, 6330, 6383, 6331, 6384, // ILP - Education, its financing, Post-Secondary
    6249, // Refer for Education Services
  ],
  DEVELOPMENTAL_DISABILITY: [
    1792, // FP - Regional Center Services
    6261, // Arrange ADA (Amer Disabilities Act) Svcs
  ],
  ADOPTION: [
    5826, 5827, 5829, 5889, 5891, 6268, 6270, // Concurrent planning: assessment, birth parents, home study, relinquishment
    6245, 6257, 6259, // Refer for adoption services, home study, relinquishment
    6260, // Adoption
  ],
};

const IMPLIED: ReadonlyMap<number, Implication> = new Map(
  Object.entries(CODES_OF_IMPLICATION).flatMap(([implied, codes]) => codes.map((code): [number, Implication] => [code, implied as Implication])),
);

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
