import { isLocalDate, type LocalDate } from '../../../src/kernel/dates.js';
import { GatewayError } from '../../../src/kernel/gateway-error.js';
import { MAX_YOUTHS } from './row-keys.js';

/** The day the synthetic county is told of when nobody says another: fixed, so that the same command gives the same bytes. */
export const DEFAULT_AS_OF = '2026-06-30' as LocalDate;
/** The share of dirty rows when nobody says another. */
export const DEFAULT_DIRTY_RATE = 0.01;

/** What decides a synthetic county and each of its youths. */
export interface SyntheticOptions {
  /** Two digits, `01` to `58`. */
  readonly county: string;
  /** A whole number from 0 to 2^53 - 1. */
  readonly seed: number;
  /** The last day that anything is told of. Absent: DEFAULT_AS_OF. */
  readonly asOf?: LocalDate;
}

/** What decides a whole extract. */
export interface ExtractOptions extends SyntheticOptions {
  readonly youths: number;
  /** The folder to write to; created if absent. Files of the same names are replaced. */
  readonly out: string;
  /** The share of dirty rows, 0 to 1. Absent: DEFAULT_DIRTY_RATE. */
  readonly dirtyRate?: number;
  /** The percentage of rows that a later extract of the same county shows changed. Absent: 0. */
  readonly evolvePercent?: number;
}

/** The same options with every choice made. */
export type SettledOptions = Required<ExtractOptions>;

/** Checks options and fills in what was not said. Errors: BAD_INPUT naming every option at fault at once. */
export function settle(options: ExtractOptions): SettledOptions {
  const settled = {
    asOf: DEFAULT_AS_OF, dirtyRate: DEFAULT_DIRTY_RATE, evolvePercent: 0,
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  } as SettledOptions;
  const faults = faultsOf(settled);
  if (faults.length > 0) throw new GatewayError('BAD_INPUT', faults.join(' '), { faults: faults.length });
  return settled;
}

function faultsOf(options: SettledOptions): string[] {
  const county = Number(options.county);
  const checks: readonly (readonly [boolean, string])[] = [
    [Number.isInteger(options.youths) && options.youths >= 0 && options.youths <= MAX_YOUTHS,
      `youths is a whole number from 0 to ${MAX_YOUTHS}.`],
    [/^\d{2}$/.test(options.county) && county >= 1 && county <= 58, 'county is two digits, 01 to 58.'],
    [Number.isSafeInteger(options.seed) && options.seed >= 0, 'seed is a whole number from 0 to 2^53 - 1.'],
    [options.out !== '', 'out names a folder.'],
    [isLocalDate(options.asOf) && options.asOf >= '2018-01-01' && options.asOf <= '2099-12-31',
      'as-of is a calendar date (yyyy-MM-dd) from 2018 to 2099.'],
    [options.dirtyRate >= 0 && options.dirtyRate <= 1, 'dirty is a share from 0 to 1.'],
    [options.evolvePercent >= 0 && options.evolvePercent <= 100, 'evolve is a percentage from 0 to 100.'],
  ];
  return checks.filter(([sound]) => !sound).map(([, fault]) => fault);
}
