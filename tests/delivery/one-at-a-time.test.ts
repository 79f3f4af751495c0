import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { doneInLane, nextInLane } from '../../src/store/delivery/lane.js';
import type { Queryable, Statement } from '../../src/store/request-session.js';
import { AGENCY, YOUTHS } from '../support/seed-county.js';
import { settled } from './delivery-gateway.js';
import type { Received } from './endpoint-server.js';
import { toldClinic } from './told-partner.js';

const told = toldClinic();
const OTHERS = 6;
const ANSWERS_AFTER_MILLIS = 200;

/** Youths whom the clinic treats beside those of the county. */
const treatOthers = (): Promise<unknown> => told.gateway.sql(`with others as (
    insert into csec.youth (subject_id, client_key, county, sensitivity, first_name, last_name, born_on, has_open_case, in_care, address_confidential)
    select gen_random_uuid(), 'other-' || n, county, sensitivity, first_name, last_name, born_on, has_open_case, in_care, address_confidential
    from csec.youth, generate_series(1, $2) as n where subject_id = $1 returning subject_id)
  insert into csec.involvement (subject_id, record_key, agency_id, kind, started_on) select subject_id, 'treated', $3, 'TREATMENT', '2025-09-01' from others`,
[YOUTHS.CORA, OTHERS, AGENCY.clinic]);

it('a partner is told of one youth at a time, so that an endpoint that hangs keeps nobody else waiting', async () => {
  const answering: Received[][] = [];
  const open = new Set<Received>();
  told.endpoint.answer = (received) => {
    open.add(received);
    answering.push([...open]);
    setTimeout(() => open.delete(received), ANSWERS_AFTER_MILLIS);
    return { status: 204, afterMillis: ANSWERS_AFTER_MILLIS };
  };
  await treatOthers();
  await settled(told.gateway);
  expect(told.endpoint.received).toHaveLength(OTHERS);
  expect(answering.map((together) => together.length)).toEqual(Array.from({ length: OTHERS }, () => 1));
});

it('a worker goes from one youth of a partner to the next, without waiting until the queue sees that the lane is free', async () => {
  await told.gateway.sql('create table public.ended (key text, attempts integer)');
  await told.gateway.sql(`create function public.note_end() returns trigger language plpgsql security definer as $$ begin
    insert into public.ended values (old.key, old.attempts);
    return old;
  end $$`);
  await told.gateway.sql(`create trigger note_end before delete on graphile_worker._private_jobs for each row when (old.key like 'deliver:%') execute function public.note_end()`);
  const subjects = Object.values(YOUTHS);
  await told.gateway.sql(`with raised as (insert into csec.partner_event (subject_id, id, subscription_id, kind, raised_at)
      select s, gen_random_uuid(), $2, 'CASE_CHANGED', '2026-03-01T20:00:00Z' from unnest($1::uuid[]) as s returning subject_id)
    select csec.ask_delivery($2, subject_id) from raised`, [subjects, told.partner.id]);
  await vi.waitFor(async () => {
    const [{ waiting }] = await told.gateway.sql<{ waiting: number }>(`select count(*)::integer as waiting from csec.partner_event where state = 'WAITING'`) as [{ waiting: number }];
    expect(waiting).toBe(0);
  }, { timeout: 15_000, interval: 50 });
  await settled(told.gateway);
  // The queue takes the first; what a worker finds in its lane nobody took.
  expect((await told.gateway.sql<{ attempts: number }>('select attempts from public.ended order by attempts')).map(({ attempts }) => attempts))
    .toEqual([...subjects.slice(1).map(() => 0), 1]);
});

it('what a lane holds is taken as the queue would: what is due, a report first; what was put off or asked for again stays', async () => {
  const client = new pg.Client({ connectionString: told.gateway.databaseUrl });
  await client.connect();
  const session = { query: async ({ text }: Statement, values: readonly unknown[]) => (await client.query(text, [...values])).rows } as Queryable;
  const { id } = told.partner;
  const ask = (subject: string): Promise<unknown> => client.query('select csec.ask_delivery($1, $2)', [id, subject]);
  const next = async () => (await nextInLane(session, id))?.subjectId ?? null;
  try {
    await client.query('begin');
    expect(await next()).toBeNull();
    for (const subject of [YOUTHS.ALMA, YOUTHS.BEATRIZ, YOUTHS.CORA]) await ask(subject);
    expect([await next(), await nextInLane(session, YOUTHS.ALMA)]).toEqual([YOUTHS.ALMA, null]);
    await client.query(`insert into csec.partner_event (subject_id, id, subscription_id, kind, raised_at)
      values ($1, gen_random_uuid(), $2, 'MISSING_CHILD_REPORTED', '2026-03-01T20:00:00Z')`, [YOUTHS.CORA, id]);
    await ask(YOUTHS.CORA);
    const report = (await nextInLane(session, id))!;
    expect(report.subjectId).toBe(YOUTHS.CORA);
    await ask(YOUTHS.CORA);
    await doneInLane(session, report);
    expect(await next()).toBe(YOUTHS.CORA);
    await doneInLane(session, (await nextInLane(session, id))!);
    expect(await next()).toBe(YOUTHS.ALMA);
    await client.query(`update graphile_worker._private_jobs set run_at = now() + interval '1 minute' where key = $1`, [`deliver:${id}:${YOUTHS.ALMA}`]);
    expect(await next()).toBe(YOUTHS.BEATRIZ);
    await client.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody' where key = $1`, [`deliver:${id}:${YOUTHS.BEATRIZ}`]);
    expect(await next()).toBeNull();
  } finally {
    await client.query('rollback');
    await client.end();
  }
});
