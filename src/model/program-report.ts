import type { Instant } from '../kernel/dates.js';
import type { ReportTableName } from '../law/programme-tables.js';

/** Calendar quarters, years, and four years that end with the year named: nothing shorter, and no other beginning. */
export interface ReportPeriod {
  readonly year: number;
  /** 1 to 4; null: a whole year, or four. */
  readonly quarter: number | null;
  readonly years: 1 | 4;
}

/** Which table, of which place, over which period. Names no youth, and nothing can be added to it. */
export interface ReportScope {
  readonly table: ReportTableName;
  /** Two digits; null: the whole State. */
  readonly county: string | null;
  readonly period: ReportPeriod;
}

/**
 * How a cell came out. `TOLD`: with its number. `SMALL`: 10 or fewer. `MASKED`: masked lest it give a small one away; a
 * part is then more than ten, and of a total nothing is said. `WITHHELD`: the whole table is, and nothing more is said of any of its cells.
 */
export const CELL_STATES = ['TOLD', 'SMALL', 'MASKED', 'WITHHELD'] as const;
export type CellState = (typeof CELL_STATES)[number];

/** One cell of a released table. */
export interface ReportCell {
  /** Word of its row; null: the sum over all rows. */
  readonly row: string | null;
  /** Word of its column; null: the table has none, or the sum over all columns. */
  readonly column: string | null;
  readonly state: CellState;
  /** Null unless `TOLD`. */
  readonly number: number | null;
  /** Whole percent of the table's total; null unless both are told. */
  readonly percent: number | null;
}

/**
 * That one count is at least so much above another, as whoever knows how masked cells are chosen knows too. Names cells.
 * The only numbers are those of the rules: no count is among them.
 */
export interface KnownOrder {
  /** Null: zero, so that `greater` is at least `by`. */
  readonly lesser: string | null;
  /** Null: zero, so that `lesser` is at most the opposite of `by`. */
  readonly greater: string | null;
  /** 1: strictly above. Below zero: no more than so much beneath. */
  readonly by: number;
}

/** A table as it is frozen: no number in it was ever masked and kept. */
export interface ReleasedTable extends ReportScope {
  readonly cells: readonly ReportCell[];
  /** What the choice of masked cells gives away of the counts. */
  readonly orders: readonly KnownOrder[];
  /** Sum of the publication scores; null for a table that is withheld. */
  readonly score: number | null;
  /** Whether it passes the screen of numerator and denominator. */
  readonly screened: boolean;
  /** Whether a zero could have been told. */
  readonly zerosTold: boolean;
}

/** The chain of signatures, in their order. */
export const SIGNATURE_STEPS = ['ANALYST', 'EXPERT', 'LEGAL'] as const;
export type SignatureStep = (typeof SIGNATURE_STEPS)[number];

/** One signature under the hash of a table. */
export interface Signature {
  readonly step: SignatureStep;
  readonly approved: boolean;
  readonly agencyId: string;
  readonly personId: string;
  readonly at: Instant;
}

/** A frozen table with the chain under it. */
export interface ProgramRelease {
  /** SHA-256 of the canonical text of the table and of when it was frozen, in hexadecimal. */
  readonly hash: string;
  readonly table: ReleasedTable;
  readonly frozenAt: Instant;
  readonly signatures: readonly Signature[];
}

/** Where a release stands. */
export type ReleaseStatus = 'AWAITING_EXPERT' | 'AWAITING_LEGAL' | 'RELEASED' | 'REJECTED';

/** What the chain says: rejected once is rejected. */
export function releaseStatus({ signatures }: Pick<ProgramRelease, 'signatures'>): ReleaseStatus {
  if (signatures.some(({ approved }) => !approved)) return 'REJECTED';
  const signed = (step: SignatureStep) => signatures.some((one) => one.step === step);
  if (signed('ANALYST') && signed('EXPERT') && signed('LEGAL')) return 'RELEASED';
  return signed('EXPERT') ? 'AWAITING_LEGAL' : 'AWAITING_EXPERT';
}
