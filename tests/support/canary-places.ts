import type { Canary } from './canary-county.js';

/** Where a value was planted, in words. */
export const placeOf = ({ n, table, key, column }: Canary): string => `youth ${n}, ${table}.${column} of row ${key}`;

/** Says where values were planted; of one that is none of these, so. */
export function placesAmong(canaries: readonly Canary[], elsewhere = 'no place'): (forms: Iterable<string>) => readonly string[] {
  const byForm = new Map(canaries.map((canary) => [canary.form, canary]));
  return (forms) => [...forms].map((form) => byForm.get(form)).map((canary) => (canary ? placeOf(canary) : elsewhere)).sort();
}
