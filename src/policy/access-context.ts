import type { Instant } from '../kernel/dates.js';
import type { Purpose } from '../law/purpose.js';
import type { Role } from '../law/role.js';
import type { Agency, Agreement } from '../model/agency.js';

/** CWS/CMS privileges of a county or state worker (PRIVLG_C 1481, 1482, 1483, 1486). */
export type WorkerPrivilege = 'SEALED' | 'SENSITIVE' | 'COUNTYWIDE_READ' | 'STATEWIDE_READ';

/** How surely the caller is who the token says: `VERIFIED` is two factors or a key of the partner's system. */
export type CredentialStrength = 'PASSWORD' | 'VERIFIED';

/** The person or system that asks, as the verified token says. */
export interface Caller {
  readonly personId: string;
  readonly agency: Agency;
  readonly role: Role;
  /** Two digits; `99` is the State of California. */
  readonly county: string | null;
  readonly credential: CredentialStrength;
  /** CWS/CMS staff id (STFPERST), for county workers. */
  readonly staffKey: string | null;
  readonly privileges: readonly WorkerPrivilege[];
}

/** Who asks, for what, and when. Frozen; made once per request; an input of every decision. */
export interface AccessContext {
  readonly requestId: string;
  readonly caller: Caller;
  readonly purpose: Purpose;
  /** Every purpose that the caller could have stated: within the token, the role and an agreement in force. */
  readonly allowedPurposes: readonly Purpose[];
  readonly asOf: Instant;
  readonly channel: 'QUERY' | 'MUTATION' | 'MESSAGE' | 'SIMULATION';
  /** Agreements of the caller's agency, read with the caller; validity is decided, not filtered. */
  readonly agreements: readonly Agreement[];
  /** No agreement covers the purpose: notices of what was received before are told, nobody is admitted and nothing else answered. */
  readonly agreementLapsed?: true;
}
