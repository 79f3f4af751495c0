import type { ReceivedFinding } from '../../model/screening-finding.js';
import type { Queryable, Statement } from '../request-session.js';
import type { ServicesFrom } from './received-services.js';

const RECEIVE: Statement = { name: 'receive-findings', text: 'select csec.receive_findings($1::uuid, $2, $3::jsonb, $4::timestamptz)' };

/**
 * Keeps findings of screenings under what their agency calls the exit, as `receiveServices` keeps services: it opens no
 * subject, answers nothing and looks for nobody. Keys must differ, or their kinds.
 */
export async function receiveFindings(session: Queryable, findings: readonly ReceivedFinding[], { agencyId, county, at }: ServicesFrom): Promise<void> {
  if (findings.length === 0) return;
  const rows = findings.map(({ key, kind, person, updatedAt, said, doubtful, answeredOn }) => ({ key, kind, ...person, updatedAt, said, doubtful, answeredOn }));
  await session.query(RECEIVE, [agencyId, county, JSON.stringify(rows), at]);
}
