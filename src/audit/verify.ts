import { canonicalText, type Json } from './canonical.js';
import { linkMac, type AuditKey, type ChainHead } from './chain.js';
import { matchesCheckpoint, type Checkpoint } from './checkpoint.js';
import { groundsHold } from './grounds.js';

/** A record as the database gives it back, ordered by chain and then by place. */
export interface StoredDisclosure {
  readonly chain: number;
  readonly seq: number;
  readonly mac: string;
  readonly record: { readonly [key: string]: Json };
  /** The columns that repeat the record, for finding it. */
  readonly columns: { readonly [key: string]: Json | undefined };
}

/** Grounds as the database gives them back, under the hash that records name. */
export interface StoredGrounds {
  readonly hash: string;
  readonly grounds: Json;
}

/** The log as it is stored. */
export interface StoredLog {
  /** By chain and then by place. */
  readonly records: AsyncIterable<StoredDisclosure>;
  readonly heads: readonly ChainHead[];
  readonly grounds: AsyncIterable<StoredGrounds>;
}

/**
 * What is wrong at one place. `ALTERED`: the record, its code or the grounds it names are not what was written. `REORDERED`: it was written
 * for another place. `REMOVED`: no record where one was. `DUPLICATED`: two at one place. `TRUNCATED`: the end is
 * missing. `HEAD_ALTERED`: the head is not the end. `CHECKPOINT_MISMATCH`: the log is not the one of the checkpoint.
 */
export type ChainFaultKind =
  | 'ALTERED' | 'REORDERED' | 'REMOVED' | 'DUPLICATED' | 'TRUNCATED' | 'HEAD_ALTERED' | 'CHECKPOINT_MISMATCH';

/** One fault and its place; without chain and record it is of the log as a whole. */
export interface ChainFault {
  readonly chain: number | null;
  readonly seq: number | null;
  readonly kind: ChainFaultKind;
}

/** How many records each chain has, and everything that is wrong. */
export interface Verification {
  readonly counts: ReadonlyMap<number, number>;
  readonly faults: readonly ChainFault[];
}

interface Walk {
  readonly chain: number;
  seq: number;
  mac: string;
}

/** Checks every chain from its first record to its head. Reads each record once and keeps none; of grounds it keeps which hold. */
export async function verifyChains(key: AuditKey, { records, heads, grounds }: StoredLog, checkpoint?: Checkpoint): Promise<Verification> {
  const holding = new Set<string>();
  for await (const { hash, grounds: law } of grounds) if (groundsHold(hash, law)) holding.add(hash);
  const faults: ChainFault[] = [];
  const counts = new Map<number, number>();
  const walks = new Map<number, Walk>();
  const ends: ChainHead[] = [];
  for await (const row of records) {
    const walk = walks.get(row.chain) ?? { chain: row.chain, seq: 0, mac: '' };
    walks.set(row.chain, walk);
    counts.set(row.chain, (counts.get(row.chain) ?? 0) + 1);
    faults.push(...step(key, walk, row, holding));
    if (checkpoint?.lengths.get(row.chain) === row.seq) ends.push({ chain: row.chain, seq: row.seq, mac: row.mac });
  }
  faults.push(...headFaults(walks, heads));
  if (checkpoint) faults.push(...checkpointFaults(key, checkpoint, walks, ends));
  return { counts, faults };
}

/** Moves a walk over one record. After a gap the next code cannot be recomputed; the walk goes on from the stored one. */
function step(key: AuditKey, walk: Walk, row: StoredDisclosure, holding: ReadonlySet<string>): readonly ChainFault[] {
  const fault = (kind: ChainFaultKind, seq = row.seq): ChainFault => ({ chain: row.chain, seq, kind });
  if (row.seq <= walk.seq) return [fault('DUPLICATED')];
  const faults: ChainFault[] = [];
  if (row.seq > walk.seq + 1) faults.push(fault('REMOVED', walk.seq + 1));
  else if (row.record['chain'] !== row.chain || row.record['seq'] !== row.seq) faults.push(fault('REORDERED'));
  else if (linkMac(key, walk.mac, canonicalText(row.record)) !== row.mac || !columnsAgree(row) || !groundsStand(row, holding)) faults.push(fault('ALTERED'));
  walk.seq = row.seq;
  walk.mac = row.mac;
  return faults;
}

/** A record of earlier days names no grounds. */
function groundsStand({ record: { grounds } }: StoredDisclosure, holding: ReadonlySet<string>): boolean {
  return grounds === undefined || (typeof grounds === 'string' && holding.has(grounds));
}

function columnsAgree(row: StoredDisclosure): boolean {
  return Object.entries(row.columns).every(([name, value]) => row.record[name] === value);
}

function headFaults(walks: ReadonlyMap<number, Walk>, heads: readonly ChainHead[]): readonly ChainFault[] {
  const faults: ChainFault[] = [];
  const byChain = new Map(heads.map((head) => [head.chain, head]));
  const longest = Math.max(-1, ...byChain.keys(), ...walks.keys());
  for (let chain = 0; chain <= longest; chain += 1) {
    const head = byChain.get(chain);
    const end = walks.get(chain) ?? { chain, seq: 0, mac: '' };
    if (!head) faults.push({ chain, seq: null, kind: 'HEAD_ALTERED' });
    else if (head.seq > end.seq) faults.push({ chain, seq: end.seq + 1, kind: 'TRUNCATED' });
    else if (head.seq < end.seq || head.mac !== end.mac) faults.push({ chain, seq: end.seq, kind: 'HEAD_ALTERED' });
  }
  return faults;
}

function checkpointFaults(
  key: AuditKey, checkpoint: Checkpoint, walks: ReadonlyMap<number, Walk>, ends: readonly ChainHead[],
): readonly ChainFault[] {
  const faults: ChainFault[] = [];
  for (const [chain, length] of checkpoint.lengths) {
    const reached = walks.get(chain)?.seq ?? 0;
    if (reached < length) faults.push({ chain, seq: reached + 1, kind: 'TRUNCATED' });
  }
  if (faults.length === 0 && !matchesCheckpoint(key, checkpoint, ends)) {
    faults.push({ chain: null, seq: null, kind: 'CHECKPOINT_MISMATCH' });
  }
  return faults;
}
