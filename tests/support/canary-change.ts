import { Planter, insertions, keyColumn } from './canary-county.js';

export type Statement = readonly [text: string, values: readonly unknown[]];

/** One change of the database, in words and in SQL. */
export interface Change {
  readonly name: string;
  readonly tables: readonly string[];
  /** The youth it is about. */
  readonly n: number;
  readonly statements: readonly Statement[];
  /** The rows that it adds, each by its table, youth and key. */
  readonly adds?: readonly string[];
  /** Made after the others of its pair. */
  readonly last?: true;
}

/** A change that can be made with any salt, which decides the new values. */
export type ChangeOf = (salt: number) => Change;

/** Values of changes are numbered from here, so that none is a value of the county. */
export const BEGIN = 40_000;

/** A change that adds rows, and then does what else is to be done. */
export function adding(name: string, n: number, plant: (planter: Planter) => void, then: readonly Statement[] = []): ChangeOf {
  return (salt) => {
    const planter = new Planter(BEGIN + salt * 50);
    plant(planter);
    return {
      name, n, tables: [...new Set(planter.rows.map(({ table }) => table))],
      adds: planter.rows.map(({ table, values }) => `${table} ${n} ${String(values[keyColumn(table)])}`),
      statements: [...insertions(planter.rows), ...then],
    };
  };
}
