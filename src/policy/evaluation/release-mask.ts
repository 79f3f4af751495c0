import type { Instant } from '../../kernel/dates.js';
import { CELLS, cellIndex } from '../../law/category-regimes.js';
import type { Category } from '../../law/category.js';
import { EXTENTS, type Extent } from '../../law/extent.js';
import type { Regime } from '../../law/regime.js';
import type { CellDecision, Decision } from '../decision.js';
import { earlier } from './finding.js';
import { reachesRow, type RowLimits } from './row-limit.js';

const NOTHING: readonly never[] = Object.freeze([]);

/** The level of an extent in a mask; 0 is withheld, and so is every entry that is no cell. A bit above the levels says that the minor's own care is among it. */
const LEVEL: Readonly<Record<Extent, number>> =
  Object.freeze(Object.fromEntries(EXTENTS.map((extent, at) => [extent, at + 1])) as Record<Extent, number>);

const OF_MINOR = 0x80;
const LEVELS = 0x7f;

/** What a decision releases, whoever it is of. */
export interface ReleaseMask extends Pick<Decision, 'permits' | 'rowsReleased' | 'permitsRow' | 'releasesMinorConsented' | 'admits' | 'cells' | 'validUntil'> {
  /** Whether the reporter of some referral is released. */
  readonly opensReporter: boolean;
}

/** The mask of what these cells release, made once and asked of every field. */
export function releaseMask(cells: readonly CellDecision[]): ReleaseMask {
  const mask = new Uint8Array(CELLS.length);
  let fields: Map<number, ReadonlySet<string>> | null = null;
  let limited: Map<number, CellDecision> | null = null;
  let admits = false;
  let opensReporter = false;
  let validUntil: Instant | null = null;
  for (const cell of cells) {
    if (cell.extent === null) continue;
    const at = cellIndex(cell.category, cell.regime);
    admits = true;
    opensReporter ||= cell.category === 'REPORTER_IDENTITY';
    if (cell.rows !== null) (limited ??= new Map()).set(at, cell);
    mask[at] = (cell.everyRow === null ? 0 : LEVEL[cell.everyRow]) | (cell.minorConsented ? OF_MINOR : 0);
    if (cell.fields.length > 0 && cell.rows === null) (fields ??= new Map()).set(at, new Set(cell.fields));
    validUntil = earlier(validUntil, cell.validUntil);
  }
  const rowsReleased = (category: Category, extent: Extent, regime: Regime): RowLimits => {
    const at = cellIndex(category, regime);
    if (((mask[at] ?? 0) & LEVELS) >= LEVEL[extent]) return null;
    const cell = limited?.get(at);
    return cell?.extent && LEVEL[cell.extent] >= LEVEL[extent] ? cell.rows : NOTHING;
  };
  return {
    permits: (category: Category, extent: Extent, regime: Regime, field?: string): boolean => {
      const at = cellIndex(category, regime);
      if (((mask[at] ?? 0) & LEVELS) >= LEVEL[extent]) return true;
      return field !== undefined && extent === 'FULL' && fields?.get(at)?.has(field) === true;
    },
    rowsReleased,
    permitsRow: (category, extent, regime, row) => reachesRow(rowsReleased(category, extent, regime), row),
    releasesMinorConsented: (category: Category, regime: Regime): boolean => ((mask[cellIndex(category, regime)] ?? 0) & OF_MINOR) !== 0,
    admits, opensReporter, cells: Object.freeze(cells), validUntil,
  };
}
