import type { LocalDate } from '../kernel/dates.js';
import type { Category } from '../law/category.js';
import type { CodedValue } from './coded-value.js';
import type { Provenance } from './provenance.js';

/**
 * A contact with or a service to the youth. Source: DL_SVC_T through IDV_SVCT, or a partner's record.
 * The row as a whole obeys its own category and the regime of its provenance (rules G6, G7).
 */
export interface ServiceRecord {
  readonly subjectId: string;
  readonly category: Category;
  readonly kind: 'CONTACT' | 'VISIT' | 'SERVICE';
  readonly service: CodedValue | null;
  /** Words of the service where its source has no CWS/CMS code. */
  readonly serviceText: string | null;
  readonly status: 'COMPLETED' | 'ATTEMPTED' | 'SCHEDULED' | null;
  readonly method: CodedValue | null;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
  readonly providerName: string | null;
  readonly provenance: Provenance;
}

/** A service as it stands in a history: once, with the rows of other sources that tell the same one. */
export interface ToldService {
  readonly record: ServiceRecord;
  /** The random id of the row; null where it is kept nowhere. */
  readonly keptAs: string | null;
  readonly also: readonly ServiceRecord[];
}
