import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** One part of a proof that is run in parts. */
export interface Shard {
  /** From 1. */
  readonly part: number;
  readonly parts: number;
}

/** The part that CSEC_TEST_SHARD names, as `3/8`; the whole without. */
export function shardOf(text: string | undefined): Shard {
  if (text === undefined) return { part: 1, parts: 1 };
  const [, part, parts] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text)?.map(Number) ?? [];
  if (part === undefined || parts === undefined || part > parts) throw new Error('CSEC_TEST_SHARD is a part and how many there are, such as 3/8.');
  return { part, parts };
}

/** Those of a list that belong to the part: every one to exactly one part, dealt out in turn. */
export function ofShard<T>({ part, parts }: Shard, list: readonly T[]): readonly T[] {
  return list.filter((_, at) => at % parts === part - 1);
}

/** What one part of the proof did; the parts of one seed add up to the whole. */
export interface ShardRecord extends Shard {
  readonly seed: number;
  /** Pairs of databases that were compared, and pairs under settings of counsel. */
  readonly pairs: number;
  readonly underSettings: number;
  /** Kinds of changes that were made, mutations that were sent, and those of them that changed something. */
  readonly made: readonly string[];
  readonly sent: readonly string[];
  readonly done: readonly string[];
  /** What the whole must have made and sent. */
  readonly kinds: readonly string[];
  readonly mutations: readonly string[];
}

/** Leaves the record of a part in the folder of CSEC_TEST_RECORD; nowhere without. */
export function leaveRecord(folder: string | undefined, record: ShardRecord): void {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `part-${record.part}-of-${record.parts}.json`), `${JSON.stringify(record, null, 2)}\n`);
}
