import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText, type Json } from '../../src/audit/canonical.js';
import { auditKey, linkMac, linksAfter, type ChainHead } from '../../src/audit/chain.js';
import { checkpointOf, readCheckpoint } from '../../src/audit/checkpoint.js';
import type { Disclosure } from '../../src/audit/disclosure.js';
import { instant } from '../../src/kernel/dates.js';
import { verifyChains, type ChainFault, type StoredDisclosure, type StoredGrounds } from '../../src/audit/verify.js';
import { KEY, OTHER_KEY, disclosure } from './disclosures.js';

type Log = { rows: StoredDisclosure[]; heads: ChainHead[]; grounds: StoredGrounds[] };

/** A log with so many records in each chain. */
const logOf = (...lengths: readonly number[]): Log => logWith(disclosure, ...lengths);

function logWith(recorded: (n: number) => Disclosure, ...lengths: readonly number[]): Log {
  const rows: StoredDisclosure[] = [];
  const kept = new Map<string, string>();
  const heads = lengths.map((length, chain): ChainHead => {
    const { links, grounds } = linksAfter(KEY, { chain, seq: 0, mac: '' }, Array.from({ length }, (_, n) => recorded(chain * 100 + n)));
    for (const [hash, text] of grounds) kept.set(hash, text);
    links.forEach(({ text, mac, grounds: named }, index) => {
      const record = JSON.parse(text) as StoredDisclosure['record'];
      rows.push({ chain, seq: index + 1, mac, record, columns: { requestId: record['requestId']!, subjectId: record['subjectId']!, grounds: named } });
    });
    return { chain, seq: length, mac: links.at(-1)?.mac ?? '' };
  });
  return { rows, heads, grounds: [...kept].map(([hash, text]) => ({ hash, grounds: JSON.parse(text) as Json })) };
}

async function faultsOf({ rows, heads, grounds }: Log, checkpoint?: string, key = KEY): Promise<readonly ChainFault[]> {
  async function* stored(): AsyncGenerator<StoredDisclosure> { yield* [...rows].sort((a, b) => a.chain - b.chain || a.seq - b.seq); }
  async function* shared(): AsyncGenerator<StoredGrounds> { yield* grounds; }
  return (await verifyChains(key, { records: stored(), heads, grounds: shared() }, checkpoint === undefined ? undefined : readCheckpoint(checkpoint))).faults;
}

const edit = (row: StoredDisclosure, member: string, value: Json): StoredDisclosure => ({ ...row, record: { ...row.record, [member]: value } });

describe('a log that was not touched', () => {
  test('is whole, chains without a record included', async () => {
    expect(await faultsOf(logOf(3, 0, 1))).toEqual([]);
    expect(await faultsOf(logOf())).toEqual([]);
  });

  test('is whole with the seats that releases rested on beside earlier records without, and broken when a seat is another\'s', async () => {
    const seat = { team: 'team-1', statute: 'S18951D', protocol: '2026-1', joinedAt: instant('2026-01-15T08:00:00Z') } as const;
    const log = logWith((n) => disclosure(n, n === 1 ? { teams: ['team-1'], seats: [seat] } : {}), 3);
    expect(await faultsOf(log)).toEqual([]);
    const forged = log.rows.map((row) => (row.seq === 2 ? edit(row, 'seats', [{ ...seat, protocol: '2025-9' }]) : row));
    expect((await faultsOf({ ...log, rows: forged })).length).toBeGreaterThan(0);
  });

  test('is whole whatever the order of the members of its records', async () => {
    const log = logOf(2);
    const turned = Object.fromEntries(Object.entries(log.rows[0]!.record).reverse());
    expect(await faultsOf({ ...log, rows: [{ ...log.rows[0]!, record: turned }, log.rows[1]!] })).toEqual([]);
  });

  test('continues from a head as it would have without the pause', () => {
    const [one, two, three] = [disclosure(1), disclosure(2), disclosure(3)];
    const whole = linksAfter(KEY, { chain: 4, seq: 0, mac: '' }, [one, two, three]);
    const rest = linksAfter(KEY, { chain: 4, seq: 2, mac: whole.links[1]!.mac }, [three]);
    expect(rest.links).toEqual([whole.links[2]]);
  });
});

describe('tampering is found', () => {
  test('an altered record', async () => {
    const log = logOf(3);
    log.rows[1] = edit(log.rows[1]!, 'released', []);
    expect(await faultsOf(log)).toEqual([{ chain: 0, seq: 2, kind: 'ALTERED' }]);
  });

  test('grounds that were altered, put in the place of others, or removed, at every record that names them', async () => {
    const log = logOf(2);
    const [shared] = log.grounds as [StoredGrounds];
    const both = [{ chain: 0, seq: 1, kind: 'ALTERED' }, { chain: 0, seq: 2, kind: 'ALTERED' }];
    expect(log.grounds).toHaveLength(1);
    expect(await faultsOf({ ...log, grounds: [{ ...shared, grounds: { ...shared.grounds as object, rules: ['R-01'] } as Json }] })).toEqual(both);
    expect(await faultsOf({ ...log, grounds: [{ hash: '0'.repeat(64), grounds: shared.grounds }] })).toEqual(both);
    expect(await faultsOf({ ...log, grounds: [] })).toEqual(both);
  });

  test('a record of earlier days, which holds everything in itself, is authenticated as it was written', async () => {
    const record = { ...disclosure(1), chain: 0, seq: 1 } as unknown as StoredDisclosure['record'];
    const mac = linkMac(KEY, '', canonicalText(record as Json));
    const log = { rows: [{ chain: 0, seq: 1, mac, record, columns: { grounds: undefined } }], heads: [{ chain: 0, seq: 1, mac }], grounds: [] };
    expect(await faultsOf(log)).toEqual([]);
    expect(await faultsOf({ ...log, rows: [edit(log.rows[0]!, 'withheld', [])] })).toEqual([{ chain: 0, seq: 1, kind: 'ALTERED' }]);
    expect(await faultsOf({ ...log, rows: [{ ...log.rows[0]!, columns: { grounds: 'ab' } }] })).toEqual([{ chain: 0, seq: 1, kind: 'ALTERED' }]);
  });

  test('a column that no longer repeats its record', async () => {
    const log = logOf(3);
    log.rows[1] = { ...log.rows[1]!, columns: { ...log.rows[1]!.columns, subjectId: null } };
    expect(await faultsOf(log)).toEqual([{ chain: 0, seq: 2, kind: 'ALTERED' }]);
  });

  test('a removed record, at the start and in the middle', async () => {
    const log = logOf(4);
    expect(await faultsOf({ ...log, rows: log.rows.slice(1) })).toEqual([{ chain: 0, seq: 1, kind: 'REMOVED' }]);
    expect(await faultsOf({ ...log, rows: log.rows.filter(({ seq }) => seq !== 3) })).toEqual([{ chain: 0, seq: 3, kind: 'REMOVED' }]);
  });

  test('a removed record whose place was closed up', async () => {
    const log = logOf(4);
    const rows = log.rows.filter(({ seq }) => seq !== 2).map((row, index) => ({ ...row, seq: index + 1 }));
    expect(await faultsOf({ ...log, rows, heads: [{ ...log.heads[0]!, seq: 3 }] })).toEqual([
      { chain: 0, seq: 2, kind: 'REORDERED' }, { chain: 0, seq: 3, kind: 'REORDERED' },
    ]);
  });

  test('two records that changed places', async () => {
    const [a, b, c] = logOf(3).rows;
    const log = { ...logOf(3), rows: [{ ...b!, seq: 1 }, { ...a!, seq: 2 }, c!] };
    expect((await faultsOf(log)).map(({ seq, kind }) => [seq, kind])).toEqual([[1, 'REORDERED'], [2, 'REORDERED'], [3, 'ALTERED']]);
  });

  test('a record copied into another chain', async () => {
    const log = logOf(1, 1);
    log.rows[1] = { ...log.rows[0]!, chain: 1 };
    expect((await faultsOf(log)).map(({ chain, kind }) => [chain, kind])).toEqual([[1, 'REORDERED'], [1, 'HEAD_ALTERED']]);
  });

  test('a record that stands twice', async () => {
    const log = logOf(2);
    log.rows.push(log.rows[1]!);
    expect(await faultsOf(log)).toEqual([{ chain: 0, seq: 2, kind: 'DUPLICATED' }]);
  });

  test('an end that was cut off while the head stood', async () => {
    const log = logOf(4, 2);
    expect(await faultsOf({ ...log, rows: log.rows.filter(({ chain, seq }) => chain === 1 || seq <= 2) }))
      .toEqual([{ chain: 0, seq: 3, kind: 'TRUNCATED' }]);
  });

  test('a head that was altered or removed', async () => {
    const log = logOf(2, 2);
    const [first, second] = log.heads as [ChainHead, ChainHead];
    expect(await faultsOf({ ...log, heads: [{ ...first, mac: second.mac }, second] })).toEqual([{ chain: 0, seq: 2, kind: 'HEAD_ALTERED' }]);
    expect(await faultsOf({ ...log, heads: [{ ...first, seq: 1, mac: log.rows[0]!.mac }, second] })).toEqual([{ chain: 0, seq: 2, kind: 'HEAD_ALTERED' }]);
    expect(await faultsOf({ ...log, heads: [second] })).toEqual([{ chain: 0, seq: null, kind: 'HEAD_ALTERED' }]);
  });

  test('a log that was written anew without the key', async () => {
    expect((await faultsOf(logOf(2), undefined, OTHER_KEY)).map(({ kind }) => kind)).toEqual(['ALTERED', 'ALTERED']);
  });

  test('whatever single record is altered in whatever member, at that record', async () => {
    await fc.assert(fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }), fc.nat(), fc.nat(), async (lengths, where, which) => {
        const log = logOf(...lengths);
        const row = log.rows[where % log.rows.length]!;
        const member = Object.keys(row.record)[which % Object.keys(row.record).length]!;
        log.rows[where % log.rows.length] = edit(row, member, 'altered');
        const places = (await faultsOf(log)).map(({ chain, seq }) => `${chain}:${seq}`);
        expect(places).toEqual([`${row.chain}:${row.seq}`]);
      }), { numRuns: 60, seed: 7 });
  });
});

describe('a checkpoint kept elsewhere', () => {
  const checkpoint = checkpointOf(KEY, logOf(3, 0, 2).heads);

  test('is one line of lengths and a code', () => {
    expect(checkpoint).toMatch(/^csec-audit-1:0=3,2=2:[0-9a-f]{64}$/);
  });

  test('agrees with the log, also when it has grown', async () => {
    expect(await faultsOf(logOf(3, 0, 2), checkpoint)).toEqual([]);
    expect(await faultsOf(logOf(5, 1, 2), checkpoint)).toEqual([]);
  });

  test('finds an end cut off together with its head, which nothing else can', async () => {
    expect(await faultsOf(logOf(2, 0, 2))).toEqual([]);
    expect(await faultsOf(logOf(2, 0, 2), checkpoint)).toEqual([{ chain: 0, seq: 3, kind: 'TRUNCATED' }]);
    expect(await faultsOf(logOf(), checkpoint)).toEqual([{ chain: 0, seq: 1, kind: 'TRUNCATED' }, { chain: 2, seq: 1, kind: 'TRUNCATED' }]);
  });

  test('finds a log that is not the same one', async () => {
    const other = checkpointOf(KEY, [{ chain: 0, seq: 3, mac: 'ff' }, { chain: 2, seq: 2, mac: 'ff' }]);
    expect(await faultsOf(logOf(3, 0, 2), other)).toEqual([{ chain: null, seq: null, kind: 'CHECKPOINT_MISMATCH' }]);
  });

  test.each(['', 'csec-audit-1', 'csec-audit-1:0=1:zz', `csec-audit-2:0=1:${'0'.repeat(64)}`])('a line that is none is refused: %j', (text) => {
    expect(() => readCheckpoint(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT', details: { field: 'checkpoint' } }));
  });

  test('of an empty log is a checkpoint too', async () => {
    expect(await faultsOf(logOf(), checkpointOf(KEY, []))).toEqual([]);
  });
});

test('a key that is too short is refused, by name', () => {
  expect(() => auditKey('short')).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', details: { setting: 'AUDIT_KEY' } }));
});
