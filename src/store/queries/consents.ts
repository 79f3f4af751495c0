import type { Consent } from '../../model/consent.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

const CONSENTS: Statement = {
  name: 'consents-by-subject',
  text: `select subject_id, record from csec.consent
  where subject_id = any ($1) order by subject_id, recorded_at desc, id`,
};

const CONSENT: Statement = {
  name: 'consent-by-id',
  text: 'select subject_id, record from csec.consent where subject_id = $1 and id = $2',
};

interface ConsentRow {
  readonly subject_id: string;
  readonly record: Consent;
}

/** Consents and refusals of each open subject, whoever recorded them, newest first. */
export async function consentsBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly Consent[])[]> {
  const rows = await session.query<ConsentRow>(CONSENTS, [subjectIds]);
  return bySubject(subjectIds, rows, ({ record }) => record);
}

/** The current version of one consent of an open subject, or null. */
export async function consentById(session: Queryable, subjectId: string, consentId: string): Promise<Consent | null> {
  const rows = await session.query<ConsentRow>(CONSENT, [subjectId, consentId]);
  return rows[0]?.record ?? null;
}
