import type { Pair, Reading } from './compare.js';

/** What one measure found. */
export interface MeasureResult {
  readonly ratio: number;
  readonly goal: number;
  readonly met: boolean;
  /** Further numbers, for reading. */
  readonly [more: string]: unknown;
}

/** The middle of the sorted values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!;
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** The result of pairs: the ratio of CPU time is the measure, wall time stands beside it. */
export function resultOfPairs(pairs: readonly Pair[], goal: number): MeasureResult {
  const ratios = pairs.map(({ subject, base }) => subject.cpu / base.cpu);
  const ratio = rounded(median(ratios));
  return {
    ratio, goal, met: ratio <= goal, min: rounded(Math.min(...ratios)), max: rounded(Math.max(...ratios)), pairs: pairs.length,
    wallRatio: rounded(median(pairs.map(({ subject, base }) => subject.p50 / base.p50))),
    subject: summary(pairs.map(({ subject }) => subject)), base: summary(pairs.map(({ base }) => base)),
  };
}

function summary(readings: readonly Reading[]): Readonly<Record<keyof Reading, number>> {
  const of = (key: keyof Reading) => rounded(median(readings.map((reading) => reading[key])));
  return { serverCpu: of('serverCpu'), backendsCpu: of('backendsCpu'), cpu: of('cpu'), p50: of('p50'), p99: of('p99') };
}

/** The results as a table for people. */
export function tableOf(results: ReadonlyMap<string, MeasureResult>): string {
  const rows = [...results].map(([name, result]) => [
    name, String(result.ratio), range(result), `<= ${result.goal}`, result.met ? 'met' : 'MISSED', words(result),
  ]);
  const lines = [['measure', 'ratio', 'min-max', 'goal', '', ''], ...rows];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n');
}

function range({ min, max }: MeasureResult): string {
  return min === undefined ? '' : `${String(min)}-${String(max)}`;
}

function words({ subject, base, says }: MeasureResult): string {
  if (typeof says === 'string') return says;
  const of = (name: string, side: unknown) => {
    const { cpu, serverCpu, backendsCpu, p50, p99 } = side as Reading;
    return `${name} ${cpu} ms CPU (${serverCpu} node, ${backendsCpu} PostgreSQL), ${p50}/${p99} ms p50/p99`;
  };
  return `${of('this', subject)}; ${of('against', base)}`;
}
