import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/kernel/clock.js';
import type { Instant } from '../../src/kernel/dates.js';
import type { TestDatabase } from '../support/test-database.js';
import { ask, removeExtracts, sync, writeExtract } from './extract-folder.js';
import { createSpringfield } from './springfield-database.js';
import { KID, springfield } from './springfield.js';

let database: TestDatabase;
beforeAll(async () => { database = await createSpringfield(); });
afterAll(async () => {
  removeExtracts();
  await database.drop();
});

const type = (words: string, at: string, more: Record<string, string> = {}) =>
  ({ SYS_ID: '9901', FKS_META_T: 'CSEC_TPC', SHORT_DSC: words, LGC_ID: '0070', INACTV_IND: 'N', OTHER_CD: 'V', LST_UPD_TS: `${at}-10.00.00.000000`, ...more });
const grid = (key: string, typeInWords: string) =>
  ({ FKCHLD_CLT: KID, THIRD_ID: key, CSEC_TPC: typeInWords, START_DT: '2025-09-01', END_DT: '2025-10-01', LST_UPD_TS: '2026-02-20-10.00.00.000000' });
const delta = (day: number, tables: Parameters<typeof writeExtract>[0]) =>
  sync(database.url, writeExtract(tables), { kind: 'DELTA', clock: fixedClock(`2026-03-0${day}T20:00:00.000Z` as Instant) });
const editions = () => ask(database.url, `select sys_id, edition, short_description, inactive, effective_from::date::text as since, effective_to::date::text as until
  from csec.code_edition order by sys_id, edition`);

describe('a code that the county changes', () => {
  it('keeps what it said, from when until when, once for each change', async () => {
    expect(await editions()).toEqual([]);
    const renamed = { SYS_CD_C: [type('Type of a new release', '2026-02-10')] };
    await delta(2, renamed);
    await delta(3, renamed);
    await delta(4, { SYS_CD_C: [type('Type of a new release', '2026-02-20', { INACTV_IND: 'Y' })] });
    expect(await editions()).toEqual([
      { sys_id: 9901, edition: 1, short_description: 'Type of a later release', inactive: false, since: '2026-01-15', until: '2026-02-10' },
      { sys_id: 9901, edition: 2, short_description: 'Type of a new release', inactive: false, since: '2026-02-10', until: '2026-02-20' },
    ]);
  });

  it('is known by its old words and its new ones, also when it is no longer in use', async () => {
    const report = await delta(5, { CSECHIST: [grid('GrIdOlA0X5', 'Type of a later release'), grid('GrIdNwA0X5', 'TYPE OF A NEW RELEASE'), grid('GrIdNoA0X5', 'No type at all')] });
    expect(report.totals).toMatchObject({ applied: 2, quarantined: 1 });
    expect(await ask(database.url, `select t.record_key, type_code, type_display, is_victim from csec.csec_grid_entry t join csec.youth y using (subject_id)
      where y.client_key = $1 and t.record_key like '%GrId__A0X5' and t.started_on = '2025-09-01' order by t.record_key`, [KID])).toEqual(
      ['GrIdNwA0X5', 'GrIdOlA0X5'].map((record_key) => ({ record_key: expect.stringContaining(record_key), type_code: 9901, type_display: 'Type of a new release', is_victim: true })));
    expect(await ask(database.url, 'select column_name, reason from csec.quarantined_row')).toEqual([{ column_name: 'CSEC_TPC', reason: 'CODE_TEXT_UNKNOWN' }]);
  });

  it('leaves rows that it has long been in as they are, but for its words', async () => {
    expect(springfield().CSECHIST).toHaveLength(3);
    const rows = () => ask(database.url, `select count(*)::int as rows from csec.csec_grid_entry t join csec.youth y using (subject_id) where y.client_key = $1`, [KID]);
    const before = await rows();
    await delta(6, { SYS_CD_C: [type('Type of the newest release', '2026-02-25')] });
    expect([await rows(), (await editions()).length]).toEqual([before, 3]);
  });
});
