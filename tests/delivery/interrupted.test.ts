import { describe, expect, it, vi } from 'vitest';
import { eventsOf, rename, settled, startDeliveringGateway } from './delivery-gateway.js';
import { toldClinic } from './told-partner.js';

const told = toldClinic();
const allSent = () => vi.waitFor(async () => {
  expect((await eventsOf(told.gateway, told.partner.id)).map(({ state }) => state)).not.toContain('WAITING');
}, { timeout: 20_000, interval: 100 });
const ids = (): readonly unknown[] => told.endpoint.received.map(({ headers }) => headers['webhook-id']);

describe('a delivery that is interrupted', () => {
  it('goes on when every connection to the database was lost while an event was on its way', async () => {
    told.endpoint.answer = () => ({ status: 204, afterMillis: 400 });
    await rename(told.gateway, 'A-Cut');
    await told.endpoint.until(1);
    await told.gateway.sql(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like 'csec-gateway%'`);
    await rename(told.gateway, 'A-After');
    await vi.waitFor(() => expect(new Set(ids()).size).toBe(2), { timeout: 20_000, interval: 50 });
    await allSent();
    const came = ids();
    // The one that was on its way may come twice, under its id; the change after it is an event of its own, and comes after it.
    expect(came.lastIndexOf(came[0])).toBeLessThan(came.indexOf(came.at(-1)));
    expect((await eventsOf(told.gateway, told.partner.id)).map(({ state }) => state)).toEqual(['SENT', 'SENT']);
  });

  it('is taken up at once by whoever has the turn next, whatever the one before held', async () => {
    told.endpoint.answer = () => ({ status: 503 });
    await rename(told.gateway, 'A-Held');
    await told.endpoint.until(1);
    await settled(told.gateway);
    told.endpoint.answer = () => ({ status: 204 });
    // As a process leaves it that was killed in the midst of the attempt, while another has the turn already.
    await told.gateway.sql(`update graphile_worker._private_jobs set locked_by = 'pool-that-died', locked_at = now(), run_at = now() where locked_at is null`);
    await told.gateway.sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'csec-gateway deliver turn'`);
    await told.endpoint.until(2);
    await allSent();
    expect(ids()[1]).toBe(ids()[0]);
  });

  it('comes of one gateway at a time, though several share the database', async () => {
    const other = await startDeliveringGateway({ databaseUrl: told.gateway.databaseUrl });
    await rename(told.gateway, 'A-Once');
    await told.endpoint.until(1);
    await settled(told.gateway);
    await allSent();
    const [{ turns } = { turns: 0 }] = await told.gateway.sql<{ turns: number }>(`select count(*)::integer as turns from pg_locks
      where locktype = 'advisory' and granted and objid = 7263201 and database = (select oid from pg_database where datname = current_database())`);
    expect([told.endpoint.received.length, turns]).toEqual([1, 1]);
    await other.stop();
  });

  it('waits as long as the endpoint asks, when that is longer than it would', async () => {
    told.endpoint.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } });
    await rename(told.gateway, 'A-Asked');
    await told.endpoint.until(1);
    await vi.waitFor(async () => {
      const [job] = await told.gateway.sql<{ seconds: number }>('select extract(epoch from max(run_at) - now())::float8 as seconds from graphile_worker._private_jobs');
      expect(job?.seconds).toBeGreaterThan(3_500);
    }, { timeout: 10_000, interval: 50 });
    await told.gateway.sql('update graphile_worker._private_jobs set run_at = now()');
  });
});
