import type { LocalDate } from '../kernel/dates.js';
import type { Category } from '../law/category.js';
import type { CodedValue } from './coded-value.js';
import type { Provenance } from './provenance.js';

/** How urgent a request is, in the words of FHIR's RequestPriority. */
export const REQUEST_PRIORITIES = ['ROUTINE', 'URGENT', 'ASAP', 'STAT'] as const;
export type RequestPriority = (typeof REQUEST_PRIORITIES)[number];

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
  /** The day under which the row stands in a history: the first, unless `standsByRequest`. */
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
  /** When it was asked for, and how urgently; null where its source does not say. CWS/CMS says neither. */
  readonly requestedOn: LocalDate | null;
  readonly priority: RequestPriority | null;
  /** A request that names no day that it is for stands under the one on which it was made, which is not its first. */
  readonly standsByRequest: boolean;
  readonly providerName: string | null;
  readonly provenance: Provenance;
}

/** The first day of a service, where one is told. */
export const firstDayOf = ({ startedOn, standsByRequest }: Pick<ServiceRecord, 'startedOn' | 'standsByRequest'>): LocalDate | null =>
  (standsByRequest ? null : startedOn);

/** What of a record only a request tells, of anything else. */
export const NOT_REQUESTED = { requestedOn: null, priority: null, standsByRequest: false } as const;

/** A service as it stands in a history: once, with the rows of other sources that tell the same one. */
export interface ToldService {
  readonly record: ServiceRecord;
  /** The random id of the row; null where it is kept nowhere. */
  readonly keptAs: string | null;
  readonly also: readonly ServiceRecord[];
}
