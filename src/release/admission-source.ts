import type { LocalDate } from '../kernel/dates.js';
import type { Category } from '../law/category.js';
import type { Admission } from '../policy/admission/admission.js';
import type { Facts } from '../policy/facts.js';

/** The orders a list of cases can have; a secret order is a disclosure, so each is guarded like a filter. */
export type CaseOrder = 'ANY' | 'OPENED_ON' | 'YOUTH_NAME';

export interface CaseFilter {
  readonly open?: boolean;
  readonly csecStatus?: 'AT_RISK' | 'VICTIM_CURRENT' | 'VICTIM_PAST';
  readonly gridType?: number;
  readonly county?: string;
  readonly openedFrom?: LocalDate;
  readonly openedTo?: LocalDate;
}

/** Where a page begins: the ordering key and subject of the last row before it. */
export interface PageStart {
  readonly key: string | null;
  readonly subjectId: string;
}

export interface PageRequest {
  readonly first: number;
  readonly after: PageStart | null;
  readonly order: CaseOrder;
  readonly filter: CaseFilter;
  /** Only youths of whom a consent was withdrawn in words; in the order of their ids, whatever filter or order. */
  readonly withdrawing?: WithdrawingFilter;
  /** Only youths whom the worker's own assignments reach, whatever else he may read. */
  readonly assigned?: true;
}

/** Of which county, for whose agency, and what of another agency's consent law lets be spoken of. */
export interface WithdrawingFilter {
  readonly county: string;
  readonly agencyId: string;
  readonly stated: readonly Category[];
}

export interface Candidate {
  readonly facts: Facts;
  readonly key: string | null;
}

/**
 * Where admitted subjects and the facts of their decisions come from: one statement each, opening exactly the subjects
 * it returns for the rest of the transaction. The store implements it.
 */
export interface AdmissionSource {
  admitPage(admission: Admission, request: PageRequest): Promise<readonly Candidate[]>;
  admitIds(admission: Admission, subjectIds: readonly string[]): Promise<readonly Candidate[]>;
  admitIdentifier(admission: Admission, identifier: CaseIdentifier): Promise<readonly Candidate[]>;
  /** Closes all opened subjects but these; it can never open one. */
  narrow(subjectIds: readonly string[]): Promise<void>;
}

/** The ten-character CWS/CMS client key, or an id of another system. */
export type CaseIdentifier =
  | { readonly system: 'CWS_CMS'; readonly value: string }
  | { readonly system: number; readonly value: string };
