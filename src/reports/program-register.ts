import type { Instant } from '../kernel/dates.js';
import type { ProgramRelease, ReportScope, Signature } from '../model/program-report.js';
import { programCounts } from '../store/queries/program-counts.js';
import { everyFrozenTable, programReleases, releaseByHash, releaseOf, type ReleaseWish } from '../store/queries/program-releases.js';
import type { Queryable } from '../store/request-session.js';
import { keepProgramRelease, signProgramRelease } from '../store/writers/program-releases.js';
import { freeze, tableIn, thawed } from './frozen.js';
import type { Counts } from './mask.js';
import { planOf } from './plan.js';
import { protectedTable } from './protect.js';

/** Who freezes or signs, and when. */
export interface Signer {
  readonly agencyId: string;
  readonly personId: string;
  readonly at: Instant;
}

/**
 * The programme report within one request's transaction. What is told was counted once and frozen; true counts exist
 * only within `freeze`, between the statement that counts and the masking of what it answers.
 */
export class ProgramRegister {
  constructor(private readonly store: Queryable, private readonly stateTablesTellZeros: boolean) {}

  /** The release of a table; null when there is none of that standing. */
  async releaseOf(scope: ReportScope, wish: ReleaseWish = 'RELEASED'): Promise<ProgramRelease | null> {
    const kept = await releaseOf(this.store, wish, scope);
    return kept && thawed(kept);
  }

  async releases(wish: 'RELEASED' | 'AWAITING', page: { first: number; after: { at: Instant; hash: string } | null }): Promise<readonly ProgramRelease[]> {
    return (await programReleases(this.store, wish, page)).map(thawed);
  }

  /** Counts a table, protects it against every one that was frozen before, and freezes it. Errors: CONFLICT. */
  async freeze(scope: ReportScope, { agencyId, personId, at }: Signer): Promise<ProgramRelease> {
    const { published: earlier, known } = await everyFrozenTable(this.store);
    const counts = await this.#counts(scope);
    const table = protectedTable(scope, counts, { earlier: earlier.map(tableIn), stateTablesTellZeros: this.stateTablesTellZeros });
    const { published, hash } = freeze(table, at);
    await keepProgramRelease(this.store, { scope, hash, published, frozenAt: at, agencyId, personId, known });
    return { hash, table, frozenAt: at, signatures: [{ step: 'ANALYST', approved: true, agencyId, personId, at }] };
  }

  /** Adds the next signature, or the refusal that ends a release. Absent: null when no table has this hash. Errors: CONFLICT. */
  async sign(hash: string, signature: Signature): Promise<ProgramRelease | null> {
    const kept = await releaseByHash(this.store, hash);
    if (kept === null) return null;
    await signProgramRelease(this.store, hash, signature);
    return { ...thawed(kept), signatures: [...kept.signatures, signature] };
  }

  async #counts(scope: ReportScope): Promise<Counts> {
    const counted = new Map((await programCounts(this.store, scope)).map(({ word, counted: number }) => [word, number]));
    const { cells, base } = planOf(scope);
    const inner = cells.filter((cell) => cell.row !== null && (cell.column !== null || cells.every(({ column }) => column === null)));
    const of = (row: string | null, column: string | null): number => (base !== null && row === null ? counted.get('ALL') ?? 0
      : inner.filter((cell) => (row === null || cell.row === row) && (column === null || cell.column === column))
        .reduce((sum, cell) => sum + (counted.get(wordOf(cell)) ?? 0), 0));
    return new Map(cells.map(({ row, column, key }) => [key, of(row, column)]));
  }
}

function wordOf({ row, column }: { readonly row: string | null; readonly column: string | null }): string {
  return column === null ? row! : `${row}/${column}`;
}
