import type { Change, RowRejection } from '../../../src/model/change.js';
import { isRejection } from '../rows/row-function.js';

/** As many rows at the head of a file are looked at together. */
export const HEAD_ROWS = 20;
const FEWEST_ROWS = 5;

/**
 * Says whether the columns of a file stand under the wrong names: every row of its head is rejected in the same column
 * for the same reason. Rows that are bad one by one differ, and go to quarantine. A file of fewer than five rows is never judged.
 */
export function isShifted(head: readonly (Change | RowRejection)[]): boolean {
  const [first] = head;
  if (first === undefined || head.length < FEWEST_ROWS || !isRejection(first)) return false;
  return head.every((outcome) => isRejection(outcome) && outcome.column === first.column && outcome.reason === first.reason);
}
