import type { Instant } from '../../kernel/dates.js';
import type { EmergencyAccess, EmergencyReason } from '../../model/emergency-access.js';
import { SENSITIVITIES, type Sensitivity } from '../../model/youth.js';
import type { Queryable, Statement } from '../request-session.js';

/** An access by breaking the glass that nobody has reviewed, with what is written for the reviewer alone. */
export interface UnreviewedEmergency extends EmergencyAccess {
  readonly reasonWords: string;
  readonly callback: string;
  /** What 42 CFR 2.51(c) has recorded; null where the access was opened without. */
  readonly recipientName: string | null;
  readonly recipientAffiliation: string | null;
  readonly disclosedBy: string | null;
}

/** Where a page begins: the moment and id of the last access before it. */
export interface EmergencyStart {
  readonly openedAt: Instant;
  readonly id: string;
}

const TO_REVIEW: Statement = {
  name: 'emergencies-to-review',
  text: `select subject_id, id, agency_id, person_id, reason, opened_at, ends_at, closed_at, reason_words, callback,
    recipient_name, recipient_affiliation, disclosed_by
  from csec.emergencies_to_review($1, $2::text[], $3::timestamptz, $4::uuid, $5::integer)`,
};

interface EmergencyRow {
  readonly subject_id: string; readonly id: string; readonly agency_id: string; readonly person_id: string;
  readonly reason: EmergencyReason; readonly opened_at: Instant; readonly ends_at: Instant; readonly closed_at: Instant | null;
  readonly reason_words: string; readonly callback: string; readonly recipient_name: string | null;
  readonly recipient_affiliation: string | null; readonly disclosed_by: string | null;
}

/**
 * Accesses to youths of a county that wait for review, the longest waiting first; to a youth of no county, those of the
 * county's agencies. Only those to clients of the sensitivities given, every one unless told. The youths need not be open.
 */
export async function emergenciesToReview(
  session: Queryable, page: { readonly county: string; readonly sensitivities?: readonly Sensitivity[]; readonly first: number; readonly after: EmergencyStart | null },
): Promise<readonly UnreviewedEmergency[]> {
  const rows = await session.query<EmergencyRow>(TO_REVIEW, [
    page.county, page.sensitivities ?? SENSITIVITIES, page.after?.openedAt ?? null, page.after?.id ?? null, page.first,
  ]);
  return rows.map((row) => ({
    id: row.id, subjectId: row.subject_id, agencyId: row.agency_id, personId: row.person_id, reason: row.reason, openedAt: row.opened_at,
    endsAt: row.ends_at, closedAt: row.closed_at, reasonWords: row.reason_words, callback: row.callback, recipientName: row.recipient_name,
    recipientAffiliation: row.recipient_affiliation, disclosedBy: row.disclosed_by,
  }));
}
