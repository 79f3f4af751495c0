import type { Queryable, Statement } from '../request-session.js';

/** A youth of whom something waits for a partner whose turn it is: the job that asks for it, as it stood when it was seen. */
export interface LaneJob {
  readonly id: string;
  readonly revision: number;
  readonly subjectId: string;
}

const NEXT: Statement = {
  name: 'next-in-lane',
  text: `select j.id::text as id, j.revision, j.payload->>'subjectId' as "subjectId"
    from graphile_worker._private_jobs j
    where j.job_queue_id = (select q.id from graphile_worker._private_job_queues q where q.queue_name = 'deliver:' || $1::uuid) and j.is_available and j.run_at <= now()
    order by j.priority, j.run_at, j.id limit 1`,
};

/**
 * The next youth of whom a partner can be told now, as the queue itself would take it; null when there is none. For a job of that
 * partner's own lane, which no other job of it is taken beside: the queue takes up to a second to see that a lane is free again.
 */
export async function nextInLane(session: Queryable, subscriptionId: string): Promise<LaneJob | null> {
  return (await session.query<LaneJob>(NEXT, [subscriptionId]))[0] ?? null;
}

const DONE: Statement = {
  name: 'done-in-lane', text: 'delete from graphile_worker._private_jobs where id = $1::bigint and revision = $2 and locked_at is null',
};

/** Says that what a job asked for was done. One that was asked for again meanwhile, or put off, stays. */
export async function doneInLane(session: Queryable, { id, revision }: LaneJob): Promise<void> {
  await session.query(DONE, [id, revision]);
}
