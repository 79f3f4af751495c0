import type { ExtractUpload } from '../../model/extract-upload.js';
import type { Queryable, Statement } from '../request-session.js';

const UPLOAD: Statement = {
  name: 'extract-upload-by-id',
  text: `select u.id, u.county, u.kind, u.state, u.failure_code as "failureCode", u.run_id as "runId", u.started_at as "startedAt", u.changed_at as "changedAt",
    (select json_agg(json_build_object('name', f.name, 'bytes', f.bytes, 'sha256', f.sha256, 'received', f.received) order by f.name)
      from csec.extract_upload_file f where f.upload_id = u.id) as files
  from csec.extract_upload u where u.id = $1 and u.county = $2`,
};

/** A county's pushed extract, or null when the county has none of that id. */
export async function extractUpload(session: Queryable, id: string, county: string): Promise<ExtractUpload | null> {
  return (await session.query<ExtractUpload>(UPLOAD, [id, county]))[0] ?? null;
}
