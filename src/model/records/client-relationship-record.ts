import type { LocalDate } from '../../kernel/dates.js';
import type { CodedValue } from '../coded-value.js';

/** What one client is to another. Source: CLN_RELT. Client: the primary; parent: the secondary client. */
export interface ClientRelationshipRecord {
  readonly clientKey: string;
  readonly relatedKey: string;
  /** CLNTRELC: reads from the primary to the secondary. */
  readonly kind: CodedValue | null;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
}
