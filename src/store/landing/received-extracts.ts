import type { Instant } from '../../kernel/dates.js';
import type { DeclaredFile, UploadKind } from '../../model/extract-upload.js';
import type { SyncSession } from './sync-session.js';

/** A pushed extract that is whole, and whose run this session alone may begin. */
export interface ClaimedExtract {
  readonly id: string;
  readonly county: string;
  readonly kind: UploadKind;
  readonly tombstonesConfirmed: boolean;
  readonly startedAt: Instant;
  readonly files: readonly DeclaredFile[];
}

/** What became of its run. */
export interface ExtractOutcome {
  /** Null where nobody said; the run that was kept is found by its upload then. */
  readonly runId: string | null;
  /** Null when it was taken in. */
  readonly failureCode: string | null;
}

/** The first half of the advisory lock's key; the second is of the upload. */
const CLAIM_LOCK = 7_263_102;

/**
 * Claims the extract of any county that waits longest, also one whose run was begun by a process that is gone, but for those
 * named; null when none waits. Extracts of one county are claimed in the order in which they became whole. The claim ends
 * with the session.
 */
export async function claimExtract(session: SyncSession, at: Instant, except: readonly string[] = []): Promise<ClaimedExtract | null> {
  // Only the first of each county: a delta must not overtake the one before it.
  const waiting = await session.query<{ id: string }>(`select id from (
      select distinct on (county) id, whole_at from csec.extract_upload where state in ('RECEIVED', 'RUNNING') order by county, whole_at, id) as first
    where id <> all ($1::uuid[]) order by whole_at, id`, [except]);
  for (const { id } of waiting) {
    const [lock] = await session.query<{ got: boolean }>('select pg_try_advisory_lock($1::integer, hashtext($2)) as got', [CLAIM_LOCK, id]);
    if (!lock?.got) continue;
    const [claimed] = await session.query<ClaimedExtract>(`update csec.extract_upload u set state = 'RUNNING', changed_at = $2
      where u.id = $1 and u.state in ('RECEIVED', 'RUNNING') returning u.id, u.county, u.kind, u.tombstones_confirmed as "tombstonesConfirmed", u.started_at as "startedAt",
        (select json_agg(json_build_object('name', f.name, 'bytes', f.bytes, 'sha256', f.sha256) order by f.name)
          from csec.extract_upload_file f where f.upload_id = u.id) as files`, [id, at]);
    if (claimed) return claimed;
    // Another process ended it between the two statements.
    await releaseClaim(session, id);
  }
  return null;
}

async function releaseClaim(session: SyncSession, id: string): Promise<void> {
  await session.query('select pg_advisory_unlock($1::integer, hashtext($2))', [CLAIM_LOCK, id]);
}

/** The bytes of a file in their order, one part at a time. */
export async function* contentOf(session: SyncSession, { id }: ClaimedExtract, { name, bytes }: DeclaredFile): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes;) {
    const [part] = await session.query<{ content: Buffer }>(
      'select content from csec.extract_upload_content where upload_id = $1 and name = $2 and at_byte = $3', [id, name, at]);
    if (!part) return;
    yield part.content;
    at += part.content.length;
  }
}

/** Notes what became of it, with the run that was kept of it however it ended, and lets go of its bytes, and of the claim. */
export async function settleExtract(session: SyncSession, { id }: ClaimedExtract, { runId, failureCode }: ExtractOutcome, at: Instant): Promise<void> {
  await session.query('begin');
  try {
    await session.query(`update csec.extract_upload set state = case when $3::text is null then 'FINISHED' else 'FAILED' end, failure_code = $3,
      run_id = coalesce($2::uuid, (select r.id from csec.sync_run r where r.upload_id = $1 order by r.started_at desc, r.id desc limit 1)),
      changed_at = $4 where id = $1`, [id, runId, failureCode, at]);
    await session.query('delete from csec.extract_upload_content where upload_id = $1', [id]);
    await session.query('commit');
  } catch (fault) {
    await session.query('rollback').catch(() => undefined);
    throw fault;
  }
  await releaseClaim(session, id);
}

/** Puts it back to wait, as it was, where its run could not begin for now. */
export async function postponeExtract(session: SyncSession, { id }: ClaimedExtract): Promise<void> {
  await session.query(`update csec.extract_upload set state = 'RECEIVED' where id = $1 and state = 'RUNNING'`, [id]);
  await releaseClaim(session, id);
}

/** Lets go of what has come of uploads of which nothing came since that moment. Shape: how many. */
export async function expireUploads(session: SyncSession, since: Instant, at: Instant): Promise<number> {
  const rows = await session.query(`with gone as (
      update csec.extract_upload set state = 'EXPIRED', changed_at = $2 where state = 'RECEIVING' and changed_at < $1 returning id),
    freed as (delete from csec.extract_upload_content c using gone where c.upload_id = gone.id),
    forgotten as (delete from csec.extract_upload_part p using gone where p.upload_id = gone.id),
    begun_anew as (update csec.extract_upload_file f set received = 0 from gone where f.upload_id = gone.id)
    select id from gone`, [since, at]);
  return rows.length;
}
