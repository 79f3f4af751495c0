import type { AgencyKind } from '../../law/agreement.js';
import type { Caller } from '../access-context.js';

/** Who comes with subpoenas, warrants and orders. */
export const OF_JUSTICE: readonly AgencyKind[] = ['LAW_ENFORCEMENT', 'PROSECUTOR', 'COURT', 'PROBATION'];

export type ForeignRequest = 'FEDERAL_REQUEST' | 'OUT_OF_STATE_REQUEST';

/**
 * Says whether a request is one that counsel of the county is told of, whatever it asks for and whatever it is answered: of a
 * federal body for juvenile information, and of the justice of another state, whose law on care for gender or pregnancy no
 * record here answers to. It is told of the caller alone, so it tells of no youth. Null: of neither.
 * Authority: WIC_831, CIV_56_108, CIV_56_110.
 */
export function foreignRequest({ agency }: Caller): ForeignRequest | null {
  if (agency.kind === 'FEDERAL') return 'FEDERAL_REQUEST';
  return agency.state !== 'CA' && OF_JUSTICE.includes(agency.kind) ? 'OUT_OF_STATE_REQUEST' : null;
}
