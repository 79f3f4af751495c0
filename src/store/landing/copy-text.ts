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

/** The rows of COPY's text format, in the order they come. Absent: a null is undefined. */
export async function* copiedRows(blocks: AsyncIterable<Buffer>): AsyncGenerator<(string | undefined)[]> {
  let rest: Buffer | null = null;
  for await (const block of blocks) {
    const whole: Buffer = rest === null ? block : Buffer.concat([rest, block]);
    const end = whole.lastIndexOf(0x0a) + 1;
    rest = end < whole.length ? whole.subarray(end) : null;
    if (end === 0) continue;
    const text = whole.toString('utf8', 0, end);
    let start = 0;
    for (let stop = text.indexOf('\n'); stop >= 0; stop = text.indexOf('\n', start)) {
      yield cellsOf(text.slice(start, stop));
      start = stop + 1;
    }
  }
}

const MEANINGS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };

function cellsOf(line: string): (string | undefined)[] {
  const cells: (string | undefined)[] = line.split('\t');
  if (!line.includes('\\')) return cells;
  return cells.map((cell) => (cell === '\\N' ? undefined : cell!.replace(/\\(.)/g, (_, letter: string) => MEANINGS[letter] ?? letter)));
}
