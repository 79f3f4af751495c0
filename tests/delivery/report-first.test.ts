import pg from 'pg';
import { expect, it } from 'vitest';
import { YOUTHS } from '../support/seed-county.js';
import { SEARCHING_POLICE, toldPartner } from './told-partner.js';

const told = toldPartner('law-enforcement', SEARCHING_POLICE);

/** The priority of a youth's job after each of these, of which nothing is kept; no worker sees it. */
async function prioritiesAfter(subjectId: string, steps: readonly (readonly [statement: string, values: readonly unknown[]])[]): Promise<readonly number[]> {
  const client = new pg.Client({ connectionString: told.gateway.databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    const seen: number[] = [];
    for (const [statement, values] of steps) {
      await client.query(statement, [...values]);
      const { rows } = await client.query('select priority from graphile_worker._private_jobs where key = $1', [`deliver:${told.partner.id}:${subjectId}`]);
      seen.push(...rows.map(({ priority }: { priority: number }) => priority));
    }
    return seen;
  } finally {
    await client.query('rollback');
    await client.end();
  }
}

it('a report that a child is missing goes before whatever else waits for a worker, also when it is tried again', async () => {
  const EVENT = '9b0c2d5e-47a1-4f7c-8a53-0d6b1f0e2c11';
  const raise = (id: string, kind: string) => [
    `insert into csec.partner_event (subject_id, id, subscription_id, kind, raised_at) values ($1, $2, $3, $4, '2026-03-01T20:00:00Z')`,
    [YOUTHS.ALMA, id, told.partner.id, kind],
  ] as const;
  const ask = ['select csec.ask_delivery($1, $2)', [told.partner.id, YOUTHS.ALMA]] as const;
  const putOff = ['select csec.put_off_event($1, \'REFUSED\', 503, 60, \'2026-03-01T20:00:00Z\')', [EVENT]] as const;
  const other = raise('3f1e7c64-2b8d-4f0a-9d55-6a1f4f3b7c22', 'CASE_ENDED');
  expect(await prioritiesAfter(YOUTHS.ALMA, [other, ask])).toEqual([0]);
  expect(await prioritiesAfter(YOUTHS.ALMA, [raise(EVENT, 'MISSING_CHILD_REPORTED'), ask, putOff, other, ask])).toEqual([-1, -1, -1, -1]);
  expect(await prioritiesAfter(YOUTHS.ALMA, [other, ask, raise(EVENT, 'MISSING_CHILD_REPORTED'), ask])).toEqual([0, 0, -1]);
  expect(await prioritiesAfter(YOUTHS.ALMA, [raise(EVENT, 'CASE_ENDED'), ask, putOff])).toEqual([0, 0]);
});
