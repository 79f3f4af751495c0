import type { Instant, LocalDate } from '../kernel/dates.js';
import type { Cell } from '../law/category-regimes.js';
import type { Provenance } from './provenance.js';
import type { ServiceRecord } from './service-record.js';
import type { Youth } from './youth.js';

/** Under what law an agency's agreement has its service records come. */
export interface HistoryTerms {
  readonly agencyId: string;
  /** The categories and laws that its records can be of; a record that does not say is of the first. */
  readonly cells: readonly [Cell, ...Cell[]];
  /** Who consented where a record does not say. */
  readonly consentedBy: Provenance['consentedBy'];
  /** Whether care to which minors consented themselves is among its records; where not, such a record is refused. */
  readonly minorsOwnCare: boolean;
}

/** The terms of one agreement, and how records come under it. */
export interface HistoryAgreement extends HistoryTerms {
  readonly agreementId: string;
  readonly county: string;
  /** Whether what is pushed is kept; where not, the agency is asked each time and nothing is. */
  readonly stores: boolean;
  /** The base of the FHIR endpoint that is asked; null where none is. */
  readonly endpoint: string | null;
}

/** A youth by a name that her partner gave her, or by the pseudonym that it was given for her. */
export interface PersonNamed {
  readonly system: string;
  readonly value: string;
}

/** What a partner told of a person, for whoever must find out who she is; never what she received. */
export interface PersonTold {
  readonly person: PersonNamed;
  /** Other names that it has for her. */
  readonly also: readonly PersonNamed[];
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly bornOn: LocalDate | null;
  readonly sex: Youth['sex'];
}

/** A service record of a partner. Whose it is follows from the crosswalk of `person`. */
export interface ReceivedService {
  /** What its source calls it: one of the agency's records has it alone. */
  readonly key: string;
  /** Names by which other systems may hold it too, `system|value`, each once. */
  readonly names: readonly string[];
  readonly person: PersonNamed;
  readonly updatedAt: Instant | null;
  /** Null: its source has taken it back. */
  readonly record: Omit<ServiceRecord, 'subjectId'> | null;
}
