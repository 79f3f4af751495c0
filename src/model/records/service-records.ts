import type { LocalDate } from '../../kernel/dates.js';
import type { Category } from '../../law/category.js';
import type { Regime } from '../../law/regime.js';
import type { CodedValue } from '../coded-value.js';

/** Who gave a service. DL_SVC_T.PROVD_BYCD: S staff, O collateral, V service provider, X other. */
export type ProvidedBy = 'STAFF' | 'COLLATERAL' | 'SERVICE_PROVIDER' | 'OTHER';

/** A contact, visit or service; its narrative is never read. Source: DL_SVC_T. */
export interface DeliveredServiceRecord {
  readonly serviceKey: string;
  readonly parentServiceKey: string | null;
  readonly kind: 'CONTACT' | 'VISIT' | 'SERVICE';
  readonly status: 'COMPLETED' | 'ATTEMPTED' | 'SCHEDULED' | null;
  readonly service: CodedValue | null;
  readonly method: CodedValue | null;
  readonly location: CodedValue | null;
  readonly startedOn: LocalDate;
  readonly endedOn: LocalDate | null;
  readonly providedBy: ProvidedBy | null;
  /** PROVD_BYID: a staff id where staff gave it. */
  readonly providerKey: string | null;
  readonly county: string | null;
  /** The category that the service's code implies (rule G7). */
  readonly category: Category;
  readonly regime: Regime;
}

/** IDV_SVCT.DEL_IDV_CD in words. */
export type ParticipantRole =
  | 'ATTORNEY' | 'CLIENT' | 'COLLATERAL' | 'SERVICE_PROVIDER' | 'REPORTER' | 'SUBSTITUTE_CARE_PROVIDER' | 'STAFF'
  | 'OUT_OF_STATE_PARTY';

/**
 * Who received a service. Source: IDV_SVCT. Parent: the service.
 * Only CLIENT participants may be assembled into a youth's record: a REPORTER participant would identify the reporter.
 */
export interface ServiceParticipantRecord {
  readonly serviceKey: string;
  readonly role: ParticipantRole;
  readonly participantKey: string;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
}
