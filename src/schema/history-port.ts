import type { ServiceRecord } from '../model/service-record.js';
import type { Decision } from '../policy/decision.js';
import type { PlacedServiceRecord } from '../store/queries/service-records.js';
import type { GatewayContext } from './gateway-context.js';

/** Why a source is missing from a history: a word of a closed list, never what the source said. */
export const HISTORY_FAULTS = ['TIMED_OUT', 'NO_ANSWER', 'REFUSED', 'TOO_LARGE', 'NOT_UNDERSTOOD', 'BUSY'] as const;
export type HistoryFault = (typeof HISTORY_FAULTS)[number];

/** What partners answered about one youth, in no order, and who of them did not. */
export interface LiveServices {
  readonly rows: readonly PlacedServiceRecord[];
  /** Keys of kept rows in whose place these stand. */
  readonly instead: readonly string[];
  /** What they tell of services that kept rows tell already, by the random ids of those rows. */
  readonly beside: ReadonlyMap<string, readonly ServiceRecord[]>;
  readonly unanswered: readonly { readonly agency: string; readonly fault: HistoryFault }[];
}

/** Asks partners for the services of a youth. */
export interface HistoryPort {
  /** Asks those sources alone of which the caller may know that they serve her; settles within its deadline, and keeps nothing. */
  live(context: GatewayContext, decision: Decision): Promise<LiveServices>;
}
