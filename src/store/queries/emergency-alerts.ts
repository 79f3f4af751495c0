import type { Instant } from '../../kernel/dates.js';
import type { EmergencyReason } from '../../model/emergency-access.js';
import type { Sensitivity } from '../../model/youth.js';
import type { Queryable, Statement } from '../request-session.js';

/** Tells one agency that the glass was broken: as the county's privacy officer, or because some of its records were opened. */
export interface EmergencyAlert {
  readonly id: string;
  readonly subjectId: string;
  readonly audience: 'PRIVACY_OFFICER' | 'SOURCE';
  readonly createdAt: Instant;
  readonly reason: EmergencyReason;
  readonly openedAt: Instant;
  readonly endsAt: Instant;
  /** What 42 CFR 2.51(c) has the source record; null where the access was opened without. */
  readonly recipientName: string | null;
  readonly recipientAffiliation: string | null;
}

/** Where a page begins: the moment and id of the last alert before it. */
export interface EmergencyAlertStart {
  readonly createdAt: Instant;
  readonly id: string;
}

const ALERTS: Statement = {
  name: 'emergency-alerts-to-agency',
  text: `select id, subject_id, audience, created_at, reason, opened_at, ends_at, recipient_name, recipient_affiliation
  from csec.emergency_alerts_to($1::uuid, $2::text[], $3::timestamptz, $4::uuid, $5::integer)`,
};

interface AlertRow {
  readonly id: string; readonly subject_id: string; readonly audience: EmergencyAlert['audience']; readonly created_at: Instant;
  readonly reason: EmergencyReason; readonly opened_at: Instant; readonly ends_at: Instant; readonly recipient_name: string | null;
  readonly recipient_affiliation: string | null;
}

/**
 * The alerts that wait for an agency to acknowledge them, oldest first, for that agency alone. To the privacy officer
 * only those about clients of the sensitivities given.
 */
export async function emergencyAlertsTo(
  session: Queryable, agencyId: string,
  page: { readonly sensitivities: readonly Sensitivity[]; readonly first: number; readonly after: EmergencyAlertStart | null },
): Promise<readonly EmergencyAlert[]> {
  const rows = await session.query<AlertRow>(ALERTS, [agencyId, page.sensitivities, page.after?.createdAt ?? null, page.after?.id ?? null, page.first]);
  return rows.map((row) => ({
    id: row.id, subjectId: row.subject_id, audience: row.audience, createdAt: row.created_at, reason: row.reason, openedAt: row.opened_at,
    endsAt: row.ends_at, recipientName: row.recipient_name, recipientAffiliation: row.recipient_affiliation,
  }));
}
