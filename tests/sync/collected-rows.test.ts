import { describe, expect, it } from 'vitest';
import { SpareBlocks } from '../../src/store/landing/spare-blocks.js';
import { FreshLines } from '../../src/store/landing/staged-lines.js';
import { CollectedRows, type RowBatch } from '../../src/sync/collected-rows.js';
import { change } from '../store/landing-rows.js';

const at = (day: string, rest: object = {}) => ({ updatedAt: `2026-01-${day}T08:00:00.000000Z` as never, ...rest });

async function text(blocks: AsyncIterable<Buffer>): Promise<string> {
  let all = '';
  for await (const block of blocks) all += block.toString();
  return all;
}

/** The batch of rows that come in this order, on the lines from 2. */
function batchOf(changes: readonly ReturnType<typeof change>[], fresh: FreshLines | null = null): RowBatch {
  const rows = new CollectedRows(fresh);
  for (const [place, one] of changes.entries()) rows.add({ line: place + 2, change: one, known: place === 0, digest: place === 0 ? '-7' : null });
  return rows.done();
}

const freshLines = (): FreshLines => new FreshLines(['STFPERST', '19', 'run'], new SpareBlocks());

describe('the rows of a batch', () => {
  const twoRows = [
    change('STFPERST', 'b01', { lastName: 'O"Hara\\ñ\t' }, at('02', { flags: ['START_IN_FUTURE', 'UNKNOWN_CODE'], parentKey: 'p' })),
    change('STFPERST', 'a01', { lastName: null as never, county: { code: 3, display: 'Say "so"' } as never }, at('03', { op: 'delete' })),
  ];

  it('are told as they came: as they are compared, or as they land', async () => {
    const removed = 'a01\t\\N\t\\N\t2026-01-03T08:00:00.000000Z\t{}\t{}\t\\N';
    const landed = 'b01\t\\N\tp\t2026-01-02T08:00:00.000000Z\t{START_IN_FUTURE,UNKNOWN_CODE}\t{"rowKey":"b01","lastName":"O\\\\"Hara\\\\\\\\ñ\\\\t"}\t-7';
    const [staged, fresh] = [batchOf(twoRows), batchOf(twoRows, freshLines())];
    expect(await text(staged.lines.blocks())).toBe(`2\tt\tf\t${landed}\n3\tf\tt\t${removed}\n`);
    expect(await text(fresh.lines.blocks())).toBe(`${landed}\tSTFPERST\t19\trun\n${removed}\tSTFPERST\t19\trun\n`);
    expect([staged.fresh, fresh.fresh]).toEqual([false, true]);
    for (const batch of [staged, fresh]) {
      expect([batch.lines.length, batch.removals, batch.flags]).toEqual([2, 1, { START_IN_FUTURE: 1, UNKNOWN_CODE: 1 }]);
    }
  });

  it('have each key once: the newer row stays, of equal ones the later, with its flags alone', async () => {
    const batch = batchOf([
      change('SYS_CD_C', '7', {}, at('05', { flags: ['UNKNOWN_CODE'] })), change('SYS_CD_C', '8', {}, at('05')),
      change('SYS_CD_C', '7', {}, at('04')), change('SYS_CD_C', '8', {}, at('05', { flags: ['UNKNOWN_INDICATOR'] })),
      change('SYS_CD_C', '7', {}, at('06')), change('SYS_CD_C', '9', {}, { updatedAt: null }), change('SYS_CD_C', '9', {}, { updatedAt: null }),
    ]);
    const staged = await text(batch.lines.blocks());
    expect(staged.split('\n').map((line) => line.split('\t', 4).join())).toEqual(['5,f,f,8', '6,f,f,7', '8,f,f,9', '']);
    expect([batch.lines.length, batch.superseded, batch.flags]).toEqual([3, 4, { UNKNOWN_INDICATOR: 1 }]);
  });

  it('pass their bytes on once they have landed, and tell only their own', async () => {
    const spare = new SpareBlocks();
    const lines = () => new FreshLines(['STFPERST', '19', 'run'], spare);
    const [long, short] = [change('STFPERST', 'a01', { lastName: 'x'.repeat(9_000) }), change('STFPERST', 'b01', { lastName: 'y' })];
    const first = batchOf([long, long], lines());
    for await (const block of first.lines.blocks()) expect(block.length).toBeGreaterThan(18_000);
    first.lines.release();
    expect(await text(first.lines.blocks())).toBe('');
    const [again, beside] = [batchOf([short], lines()), batchOf([short], lines())];
    expect(await text(again.lines.blocks())).toBe(await text(beside.lines.blocks()));
    expect(await text(again.lines.blocks())).not.toContain('x');
  });

  it('may be longer than the first room', async () => {
    const long = 'ü'.repeat(200_000);
    const changes = Array.from({ length: 4 }, (_, place) => change('STFPERST', `a0${place}`, { lastName: long }));
    const rows = (await text(batchOf(changes, freshLines()).lines.blocks())).trimEnd().split('\n');
    expect(rows.map((row) => [row.slice(0, 3), row.split('ü').length - 1])).toEqual(['a00', 'a01', 'a02', 'a03'].map((key) => [key, 200_000]));
    expect((await text(batchOf(changes).lines.blocks())).split('ü').length - 1).toBe(800_000);
  });
});
