/** One line of COPY's text format. Null is \\N; what would end a field or a line is written with a backslash. */
export function copyLine(cells: readonly (string | number | null | undefined)[]): string {
  let line = '';
  for (let place = 0; place < cells.length; place += 1) {
    const cell = cells[place];
    if (place > 0) line += '\t';
    line += cell === null || cell === undefined ? '\\N' : typeof cell === 'number' ? cell : escaped(cell);
  }
  return `${line}\n`;
}

const SPECIAL = /[\\\n\r\t]/;

function escaped(cell: string): string {
  if (!SPECIAL.test(cell)) return cell;
  return cell.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
}

/** The cells of one row. Absent: a null is undefined. */
export type CopiedRow = (string | undefined)[];

/** The rows of COPY's text format in the order they come, as many at once as a block ends. */
export async function* copiedRows(blocks: AsyncIterable<Buffer>): AsyncGenerator<readonly CopiedRow[]> {
  let rest: Buffer | null = null;
  for await (const block of blocks) {
    const whole: Buffer = rest === null ? block : Buffer.concat([rest, block]);
    const end = whole.lastIndexOf(0x0a) + 1;
    rest = end < whole.length ? whole.subarray(end) : null;
    if (end > 0) yield rowsOf(whole.toString('utf8', 0, end - 1));
  }
}

/** A backslash that does not begin a null. */
const ESCAPE = /\\[^N]/;

function rowsOf(text: string): CopiedRow[] {
  // Nearly every row has a null and hardly a block an escape, so a block is asked once.
  const cellOf = ESCAPE.test(text) ? unescaped : unlessNull;
  return text.split('\n').map((line) => {
    const cells: CopiedRow = line.split('\t');
    for (let place = 0; place < cells.length; place += 1) cells[place] = cellOf(cells[place]!);
    return cells;
  });
}

function unlessNull(cell: string): string | undefined {
  return cell === '\\N' ? undefined : cell;
}

const MEANINGS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };

function unescaped(cell: string): string | undefined {
  if (cell === '\\N' || !cell.includes('\\')) return unlessNull(cell);
  return cell.replace(/\\(.)/g, (_, letter: string) => MEANINGS[letter] ?? letter);
}
