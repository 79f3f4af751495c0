import type { Cell } from '../law/category-regimes.js';
import type { RowMarks } from '../policy/evaluation/row-limit.js';
import type { GatewayContext } from './gateway-context.js';

/** A row as it enters the answer: its kind, and the kinds that it tells of beside. */
export interface EnteringRow extends RowMarks {
  readonly cells: readonly Cell[];
}

/**
 * Notes which rows of a mixed list enter the answer, so that a consent for a number of uses is used by what leaves under
 * it and not by the question. Nothing is noted of a youth who has no such consent.
 */
export function noteRows<T>(context: GatewayContext, subjectId: string, rows: readonly T[], entering: (row: T) => EnteringRow): void {
  if (rows.length === 0 || context.gate.factsOn(subjectId).consents.every(({ maxUses }) => maxUses === null)) return;
  context.draft.noteRows(subjectId, rows.map(entering).flatMap(({ cells, ...marks }) => cells.map((cell) => ({ ...cell, ...marks }))));
}
