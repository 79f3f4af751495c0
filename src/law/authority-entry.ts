import { type DatePeriod, localDate } from '../kernel/dates.js';

/** What an authority is. */
export type AuthorityKind = 'STATUTE' | 'REGULATION' | 'BILL' | 'GUIDELINE';

/**
 * How sure the summary is. `VERIFIED`: the section or an official text of it was read. `SECOND_HAND`: a digest, bill
 * analysis or agency policy states it. `RECALLED`: no source was seen; confirm before it is relied on. `COUNSEL`:
 * contested or local; county counsel sets it.
 */
export type Verification = 'VERIFIED' | 'SECOND_HAND' | 'RECALLED' | 'COUNSEL';

/** A rule of the rules matrix, `R-03`; a branch of one carries a letter, `R-46a`. */
export type RuleId = `R-${string}`;

/** One statute, regulation, bill or guideline as the register keeps it; its id is the key it stands under. */
export interface AuthorityEntry {
  readonly kind: AuthorityKind;
  /** As a reader would look it up. Sub-paragraph letters drift, so none is given unless it names a rule of its own. */
  readonly citation: string;
  readonly title: string;
  /** What the gateway takes from it, in one sentence of our own; `verification` speaks of this sentence. */
  readonly summary: string;
  readonly verification: Verification;
  /** The rules of the matrix that rest on it; empty where it only stands behind a category. */
  readonly ruleIds: readonly RuleId[];
  /** When that which the summary says is law. Absent ends: not known here, or open. */
  readonly effective: DatePeriod;
}

type Unadorned = Omit<AuthorityEntry, 'kind' | 'effective'> & { readonly from?: string };

const entry = (kind: AuthorityKind, { from, ...rest }: Unadorned): AuthorityEntry =>
  Object.freeze({ kind, ...rest, effective: { from: from === undefined ? null : localDate(from), to: null } });

/** An entry for a section of a code. */
export const statute = (of: Unadorned): AuthorityEntry => entry('STATUTE', of);
/** An entry for a section of the Code of Federal Regulations. */
export const regulation = (of: Unadorned): AuthorityEntry => entry('REGULATION', of);
/** An entry for an act that changed several sections. */
export const bill = (of: Unadorned): AuthorityEntry => entry('BILL', of);
/** An entry for a guideline of the State, which binds by adoption. */
export const guideline = (of: Unadorned): AuthorityEntry => entry('GUIDELINE', of);
