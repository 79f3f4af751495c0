import type { Instant, LocalDate } from '../kernel/dates.js';
import type { EndangermentKind } from '../law/endangerment.js';
import type { Provenance } from './provenance.js';

/**
 * What the county knows a missing child by, beside what CWS/CMS holds. Source: entered by the worker, because no column
 * of CWS/CMS has it. Absent: null where nobody entered it.
 */
export interface MissingChildDescription {
  readonly subjectId: string;
  readonly id: string;
  /** Where the county keeps the photo; the gateway holds none. */
  readonly photoReference: string | null;
  readonly heightInches: number | null;
  readonly weightPounds: number | null;
  readonly hair: string | null;
  readonly eyes: string | null;
  readonly lastSeenOn: LocalDate | null;
  readonly lastSeenPlace: string | null;
  /** The place is where the child lives, learns or works, which a participant in Safe at Home keeps confidential. */
  readonly lastSeenAtAddress: boolean;
  readonly recordedByAgencyId: string;
  readonly recordedAt: Instant;
}

/** One fact that endangers a child, with the law of where it is known from. */
export interface Endangerment {
  readonly subjectId: string;
  readonly id: string;
  readonly kind: EndangermentKind;
  /** The medicine or the condition; null of a fact that is told by its being there. */
  readonly words: string | null;
  readonly notedOn: LocalDate;
  readonly provenance: Provenance;
}

/** What is known for the report of a missing child. */
export interface MissingChild {
  /** The newest; null where there is none. */
  readonly description: MissingChildDescription | null;
  readonly endangerments: readonly Endangerment[];
}
