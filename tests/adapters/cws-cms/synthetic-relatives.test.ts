import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeYouth, type SyntheticYouth } from '../../../adapters/cws-cms/synthetic/describe-youth.js';
import { TABLE_NAMES } from '../../../adapters/cws-cms/synthetic/table-layouts.js';
import { cell, hashesOf, removeFolders, writeExtract, type FileRow, type WrittenExtract } from './synthetic-files.js';

const YOUTHS = 500;
const OPTIONS = { county: '19', seed: 11 };
let clean: WrittenExtract;
let youths: SyntheticYouth[];
let clients: ReadonlyMap<string, FileRow>;
let words: ReadonlyMap<string, string>;
beforeAll(async () => {
  clean = await writeExtract({ ...OPTIONS, youths: YOUTHS, dirtyRate: 0 });
  youths = Array.from({ length: YOUTHS }, (_, index) => describeYouth(OPTIONS, index));
  clients = new Map(clean.rows.CLIENT_T.map((row) => [cell(row, 'IDENTIFIER'), row]));
  words = new Map(clean.rows.SYS_CD_C.map((row) => [row['SYS_ID']!, cell(row, 'SHORT_DSC')]));
});
afterAll(removeFolders);

/** A relationship as it reads: the words of both sides, and who stands on them. */
interface Read {
  readonly kind: string;
  readonly sides: readonly (readonly [word: string, client: FileRow])[];
  readonly row: FileRow;
}

function read(row: FileRow): Read {
  const [, first, second, kind] = /^(.+)\/(.+) \((.+)\)$/.exec(words.get(row['CLNTRELC']!)!)!;
  return { row, kind: kind!, sides: [[first!, clients.get(cell(row, 'FKCLIENT_T'))!], [second!, clients.get(cell(row, 'FKCLIENT_0'))!]] };
}

const keysOf = ({ sides }: Read): string[] => sides.map(([, client]) => cell(client, 'IDENTIFIER'));
const wordOf = ({ sides }: Read, key: string): string => sides.find(([, client]) => cell(client, 'IDENTIFIER') === key)![0];

/** Who may be called so: a youth of another or unknown sex as staff chose. */
const SEXES: Readonly<Record<string, string>> = { Mother: 'F', Father: 'M', Daughter: 'FIU', Son: 'MIU', Sister: 'FIU', Brother: 'MIU', Cousin: 'FMIU' };
const CHILDREN = new Set(['Daughter', 'Son', 'Sister', 'Brother', 'Cousin']);

describe('The relationships of a synthetic county', () => {
  it('call everyone on either side as sex and age allow', () => {
    const odd = clean.rows.CLN_RELT.map(read).flatMap(({ sides }) => sides)
      .filter(([word, client]) => !SEXES[word]!.includes(client['GENDER_CD']!) || CHILDREN.has(word) !== (client['CHLD_CLT_B'] === 'Y'));
    expect(odd).toEqual([]);
  });

  it('relate every youth to each parent once, from either side, in every way that the codes of parents tell', () => {
    const related = clean.rows.CLN_RELT.map(read);
    for (const { clientKey, parentKeys, relatedKeys } of youths) {
      const own = related.filter((one) => keysOf(one).includes(clientKey));
      for (const parent of parentKeys) expect(own.filter((one) => keysOf(one).includes(parent))).toHaveLength(1);
      expect(relatedKeys.slice(0, parentKeys.length)).toEqual(parentKeys);
      expect(relatedKeys.every((key) => own.some((one) => keysOf(one).includes(key)))).toBe(true);
    }
    const ofParents = related.filter((one) => one.sides.some(([word]) => word === 'Mother' || word === 'Father'));
    expect(new Set(ofParents.map(({ kind }) => kind))).toEqual(new Set(['Birth', 'Presumed', 'Alleged', 'Step', 'Adoptive']));
    expect(new Set(ofParents.map(({ sides }) => CHILDREN.has(sides[0]![0])))).toEqual(new Set([true, false]));
  });

  it('have siblings, who have a parent in common', () => {
    const related = clean.rows.CLN_RELT.map(read);
    const siblings = related.filter(({ sides }) => sides.every(([word]) => word === 'Brother' || word === 'Sister'));
    expect(siblings.length).toBeGreaterThan(YOUTHS / 25);
    expect(new Set(siblings.map(({ kind }) => kind))).toEqual(new Set(['Half', 'Step']));
    for (const sibling of siblings) {
      const [one, other] = keysOf(sibling).map((key) => new Map(related.filter((row) => keysOf(row).includes(key))
        .map((row) => [keysOf(row).find((each) => each !== key)!, row])));
      const common = [...one!].filter(([key]) => other!.has(key) && ['Mother', 'Father'].includes(wordOf(one!.get(key)!, key)));
      expect(common).toHaveLength(1);
      const kinds = common.map(([key]) => [one!.get(key)!.kind, other!.get(key)!.kind]);
      expect(kinds.flat().includes('Step')).toBe(sibling.kind === 'Step');
    }
  });

  it('begin no earlier than the youth, end none before it begins, and none after the day', () => {
    const born = new Map(youths.map(({ clientKey, bornOn }) => [clientKey, bornOn]));
    const odd = clean.rows.CLN_RELT.map(read).filter((one) => {
      const births = keysOf(one).flatMap((key) => born.get(key) ?? []);
      const { START_DT: start, END_DT: end } = one.row;
      return births.some((day) => start! < day) || start! > '2026-06-30' || (end !== '' && (end! <= start! || end! > '2026-06-30'));
    });
    expect(odd).toEqual([]);
    const ended = clean.rows.CLN_RELT.filter((row) => row['END_DT'] !== '').map((row) => read(row).kind);
    expect(new Set(ended)).toEqual(new Set(['Step', 'Alleged']));
  });

  it('give some youths whom nothing else names a county by a relative\'s case, the open one before a closed, and leave others without', () => {
    const unnamed = youths.filter(({ cases, referralKeys }) => cases.length + referralKeys.length === 0);
    const ofRelative = unnamed.map(({ relatedKeys, county }) => {
      const cases = youths.filter(({ clientKey }) => relatedKeys.includes(clientKey)).flatMap((youth) => youth.cases);
      return [county, (cases.find(({ open }) => open) ?? cases.at(-1))?.county ?? null];
    });
    expect(ofRelative.map(([stated]) => stated)).toEqual(ofRelative.map(([, followed]) => followed));
    expect(new Set(ofRelative.map(([stated]) => stated === null))).toEqual(new Set([true, false]));
    expect(unnamed.length).toBeLessThan(YOUTHS / 25);
  });

  it('show in a later extract that an alleged father is the father', async () => {
    const later = await writeExtract({ ...OPTIONS, youths: YOUTHS, dirtyRate: 0, evolvePercent: 50 });
    const changed = later.rows.CLN_RELT.map((row, at) => [read(clean.rows.CLN_RELT[at]!).kind, read(row).kind] as const)
      .filter(([before, after]) => before !== after);
    expect(changed.length).toBeGreaterThan(0);
    expect(new Set(changed.map((kinds) => kinds.join()))).toEqual(new Set(['Alleged,Birth']));
  });

  it('change no row of any other table, clean, dirty or evolved, from what it was before there were any', async () => {
    const hash = createHash('sha256');
    for (const more of [{ dirtyRate: 0 }, { dirtyRate: 0.05 }, { evolvePercent: 30 }]) {
      const { folder } = await writeExtract({ youths: 60, ...more });
      const hashes = hashesOf(folder);
      const others = TABLE_NAMES.filter((table) => table !== 'CLN_RELT' && table !== 'SYS_CD_C').sort();
      hash.update(others.map((table) => `${table} ${hashes[`${table}.csv`]}\n`).join(''));
    }
    expect(hash.digest('hex')).toMatchInlineSnapshot(`"90ea4210e76dfc833d2739b8b8604af616a7d57df0ecfef076a8d8d87791fd64"`);
  });
});
