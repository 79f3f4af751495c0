import type { Change } from '../../model/change.js';
import type { SourceTable } from '../../model/records/index.js';
import { recordText } from './record-text.js';
import type { SpareBlocks } from './spare-blocks.js';

/** An understood row on its way into the landing table. */
export interface StagedChange {
  /** Its line in the file. */
  readonly line: number;
  readonly change: Change;
  /** Whether the landing table was seen to hold its key; when in doubt, true. */
  readonly known: boolean;
  /** The digest of its raw text; null where there is none. */
  readonly digest: string | null;
}

/** What of a staged line lands as it is, and what before it only comparing needs. */
export const LANDED_COLUMNS = ['source_key', 'client_key', 'parent_key', 'updated_at', 'flags', 'record', 'digest'] as const;
/** What a row bears that lands without being compared: the last three are the same for a batch. */
export const FRESH_COLUMNS = [...LANDED_COLUMNS, 'source_table', 'county', 'run_id'] as const;
export const STAGED_COLUMNS = ['line', 'known', 'deletes', ...LANDED_COLUMNS] as const;

const UPDATED_AT_PLACE = LANDED_COLUMNS.indexOf('updated_at');
const FIRST_ROOM = 262_144;
/** UTF-8 takes no more of a unit of UTF-16. */
const MOST_BYTES_A_UNIT = 3;
const LINE_FEED = 0x0a;
const TAB = '\t';
const NULL = '\\N';

/** The rows of a batch as COPY takes them. */
export interface BatchLines {
  /** How many rows there are. */
  readonly length: number;
  /** Their bytes in the order in which they came. */
  blocks(): AsyncIterable<Buffer>;
  /** Lets go of the bytes: the rows have landed, and nobody reads them any more. */
  release(): void;
}

/**
 * Bytes outside of the heap, where twenty thousand rows wait in a tenth of the memory that they take as objects and cost
 * the garbage collector nothing.
 */
class LineBytes {
  bytes = Buffer.allocUnsafe(FIRST_ROOM);
  end = 0;

  write(line: string): void {
    const needed = this.end + line.length * MOST_BYTES_A_UNIT;
    if (needed > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, needed));
      this.bytes.copy(larger, 0, 0, this.end);
      this.bytes = larger;
    }
    this.end += this.bytes.write(line, this.end);
  }
}

/** The rows of a batch that are compared before they land, each key once, with the columns of STAGED_COLUMNS. */
export class StagedLines implements BatchLines {
  private readonly lines = new LineBytes();
  /** By key, where what lands of its line begins. */
  private readonly places = new Map<string, number>();
  private readonly withdrawn: { readonly from: number; readonly to: number }[] = [];

  get length(): number {
    return this.places.size;
  }

  has(key: string): boolean {
    return this.places.has(key);
  }

  /** The moment of the row of a key that is there. It is read back: rivals are few, and the moments of all rows many. */
  updatedAt(key: string): string | null {
    const from = this.places.get(key)!;
    const moment = this.lines.bytes.toString('utf8', from, this.endOf(from)).split(TAB)[UPDATED_AT_PLACE]!;
    return moment === NULL ? null : moment;
  }

  /** Adds a row in place of the one of the same key. */
  add(staged: StagedChange): void {
    const { key } = staged.change;
    if (this.places.has(key)) this.withdraw(key);
    const compared = comparedPart(staged);
    this.places.set(key, this.lines.end + compared.length);
    this.lines.write(`${compared}${landedPart(staged)}\n`);
  }

  async* blocks(): AsyncGenerator<Buffer> {
    const { bytes, end } = this.lines;
    let from = 0;
    for (const gap of this.withdrawn.toSorted((a, b) => a.from - b.from)) {
      if (gap.from > from) yield bytes.subarray(from, gap.from);
      from = gap.to;
    }
    if (end > from) yield bytes.subarray(from, end);
  }

  release(): void {
    this.lines.bytes = Buffer.alloc(0);
    this.lines.end = 0;
  }

  private withdraw(key: string): void {
    const landed = this.places.get(key)!;
    this.withdrawn.push({ from: this.lines.bytes.lastIndexOf(LINE_FEED, landed) + 1, to: this.endOf(landed) });
  }

  /** Where the line ends that this is a place of, its end included: within it there is no line feed. */
  private endOf(place: number): number {
    return this.lines.bytes.indexOf(LINE_FEED, place) + 1;
  }
}

/** The rows of a batch that land without being compared, with the columns of FRESH_COLUMNS, of which `same` are the last three. */
export class FreshLines implements BatchLines {
  private readonly written: { readonly block: Buffer; end: number }[] = [];
  private readonly rest: string;
  length = 0;

  constructor(same: readonly [table: SourceTable, county: string, runId: string], private readonly spare: SpareBlocks) {
    this.rest = `${TAB}${same.join(TAB)}\n`;
  }

  add(staged: StagedChange): void {
    const line = landedPart(staged) + this.rest;
    const most = line.length * MOST_BYTES_A_UNIT;
    let last = this.written.at(-1);
    if (last === undefined || last.end + most > last.block.length) {
      last = { block: this.spare.take(most), end: 0 };
      this.written.push(last);
    }
    last.end += last.block.write(line, last.end);
    this.length += 1;
  }

  async* blocks(): AsyncGenerator<Buffer> {
    for (const { block, end } of this.written) yield block.subarray(0, end);
  }

  release(): void {
    for (const { block } of this.written.splice(0)) this.spare.giveBack(block);
  }
}

function comparedPart({ line, change, known }: StagedChange): string {
  return `${line}\t${known ? 't' : 'f'}\t${change.op === 'delete' ? 't' : 'f'}\t`;
}

/**
 * What lands of a row. A deletion lands as a tombstone: the key and its moment with an empty record that hangs off
 * nothing, so that an older extract cannot bring the row back.
 */
// Keys and moments were checked where they were read: nothing in them needs a backslash.
function landedPart({ change, digest }: StagedChange): string {
  const { key, clientKey, parentKey, updatedAt, flags } = change;
  if (change.op === 'delete') return `${key}\t${NULL}\t${NULL}\t${updatedAt ?? NULL}\t{}\t{}\t${digest ?? NULL}`;
  return `${key}\t${clientKey ?? NULL}\t${parentKey ?? NULL}\t${updatedAt ?? NULL}\t${
    flags.length === 0 ? '{}' : `{${flags.join(',')}}`}\t${recordText(change.record)}\t${digest ?? NULL}`;
}
