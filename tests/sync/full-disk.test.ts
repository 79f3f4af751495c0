import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/kernel/clock.js';
import type { Instant } from '../../src/kernel/dates.js';
import type { TestDatabase } from '../support/test-database.js';
import { endState } from './end-state.js';
import { ask, removeExtracts, sync, writeExtract } from './extract-folder.js';
import { createSpringfield } from './springfield-database.js';
import { springfield } from './springfield.js';

let [whole, full]: TestDatabase[] = [];
beforeAll(async () => { [whole, full] = [await createSpringfield(), await createSpringfield()]; });
afterAll(async () => {
  removeExtracts();
  await Promise.all([whole, full].map((database) => database!.drop()));
});

/** The server refuses the next writes to a table as it does when its disk is full. */
const fill = (table: string) => asOwner(`create function public.full() returns trigger language plpgsql as $$ begin raise exception 'CANARY' using errcode = '53100'; end $$;
  create trigger disk_full before insert or update on csec.${table} for each row execute function public.full()`);
const makeRoom = (table: string) => asOwner(`drop trigger disk_full on csec.${table}; drop function public.full()`);

async function asOwner(statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: full!.url });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

describe('a disk that is full', () => {
  it('at any step of a run fails it, leaves what was before, and once there is room the run goes on', async () => {
    const after = writeExtract(changed());
    const dayLater = { clock: fixedClock('2026-03-02T20:00:00.000Z' as Instant) };
    await sync(whole!.url, after, dayLater);
    const youths = () => ask(full!.url, 'select to_jsonb(y) as row from csec.youth y order by client_key');
    const were = await youths();
    // In the order in which a run comes to them.
    for (const table of ['sync_table_count', 'county_record', 'stale_client', 'csec_grid_entry', 'youth']) {
      await fill(table);
      const failed = sync(full!.url, after, dayLater);
      await expect(failed).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await expect(failed).rejects.not.toThrow('CANARY');
      expect([table, await youths()]).toEqual([table, were]);
      await makeRoom(table);
    }
    await sync(full!.url, after, dayLater);
    expect(await endState(full!.url)).toEqual(await endState(whole!.url));
  });
});

/** The same county a day later: each client's name and grid rows changed. */
function changed(): ReturnType<typeof springfield> {
  const extract = springfield();
  const later = { LST_UPD_TS: '2026-02-15-10.00.00.123456' };
  return {
    ...extract, CLIENT_T: extract.CLIENT_T!.map((row) => ({ ...row, COM_FST_NM: 'Later', ...later })),
    CSECHIST: (extract.CSECHIST ?? []).map((row) => ({ ...row, END_DT: '2026-02-01', ...later })),
  };
}
