import type { Instant, LocalDate } from '../../../kernel/dates.js';
import type { AuthorityId } from '../../../law/authority-ids.js';
import type { Cell } from '../../../law/category-regimes.js';
import type { Category } from '../../../law/category.js';
import type { Involvement } from '../../../model/agency.js';
import type { Consent } from '../../../model/consent.js';
import type { CourtOrder } from '../../../model/court-order.js';
import type { SubjectFacts } from '../../facts.js';
import type { Finding } from '../../evaluation/finding.js';
import type { Settings } from '../../settings.js';
import type { Situation } from '../../situation.js';

/** Ids of the validity checks of confidentiality rules, section 6.3. */
export const CHECK_IDS = [
  'K01', 'K02', 'K03', 'K04', 'K05', 'K06', 'K07', 'K08', 'K09', 'K10', 'K11', 'K12', 'K13', 'K14', 'K15',
  'K16', 'K17', 'K18', 'K19', 'K20', 'K21', 'K22', 'K23', 'K24', 'K25', 'K26', 'K27', 'K28', 'K29', 'K30',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** When and under which reading a consent is looked at; the subject is null while he is not yet known. */
export interface ConsentMoment {
  readonly asOf: Instant;
  readonly day: LocalDate;
  readonly settings: Settings;
  readonly subject: SubjectFacts | null;
  /** Relations of the youth's parents and guardians. */
  readonly parentage: readonly Involvement[];
  /** Court orders on file, on which a parent's authority to sign may rest. */
  readonly orders: readonly CourtOrder[];
  /** Whether the caller may know the birth date, and so an end that hangs on it. */
  readonly birthDateOpen: boolean;
}

interface CheckWords {
  readonly id: CheckId;
  /** What must hold, in one sentence. */
  readonly plain: string;
  readonly authorities: readonly AuthorityId[];
}

/**
 * One validity check; TRUE passes, everything else makes the consent unusable.
 * `RECORD`: of the document alone. `CATEGORY`: of the document for one category. `CALLER`: for one caller.
 * `CELL`: for one caller, category and regime. All four run at every use; `whenRecorded` runs at recording too.
 */
export type ConsentCheck =
  | CheckWords & { readonly of: 'RECORD'; readonly whenRecorded: boolean; readonly find: (consent: Consent, moment: ConsentMoment) => Finding }
  | CheckWords & { readonly of: 'CATEGORY'; readonly whenRecorded: boolean; readonly find: (consent: Consent, moment: ConsentMoment, category: Category) => Finding }
  | CheckWords & { readonly of: 'CALLER'; readonly find: (consent: Consent, situation: Situation) => Finding }
  | CheckWords & { readonly of: 'CELL'; readonly find: (consent: Consent, situation: Situation, cell: Cell) => Finding };
