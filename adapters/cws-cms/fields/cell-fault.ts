import type { RejectionReason } from '../../../src/model/change.js';

/** Why a cell cannot be read. Holds the reason alone, never the text. */
export class CellFault {
  constructor(readonly reason: RejectionReason) {}
}
