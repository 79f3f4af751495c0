import type { Instant } from '../../kernel/dates.js';
import type { Sensitivity } from '../../model/youth.js';
import type { Queryable, Statement } from '../request-session.js';

const ALERT: Statement = { name: 'alert-emergency', text: 'select csec.alert_emergency($1::uuid, $2::uuid, $3::text[], $4::timestamptz)' };
const ACKNOWLEDGE: Statement = {
  name: 'acknowledge-emergency-alert', text: 'select csec.acknowledge_emergency_alert($1::uuid, $2::text[], $3::uuid, $4::timestamptz)',
};

/**
 * Tells the county's privacy officer, and each source of which records are open, that an access to an open subject was
 * opened; each once. Shape: `opened` holds what is open, as `CATEGORY REGIME`.
 */
export async function alertEmergency(
  session: Queryable, alert: { readonly subjectId: string; readonly accessId: string; readonly opened: readonly string[]; readonly at: Instant },
): Promise<void> {
  await session.query(ALERT, [alert.subjectId, alert.accessId, alert.opened, alert.at]);
}

/** Notes that an agency has read an alert of its own. Errors: CONFLICT when the agency has no such alert. */
export async function acknowledgeEmergencyAlert(
  session: Queryable, change: { readonly agencyId: string; readonly sensitivities: readonly Sensitivity[]; readonly alertId: string; readonly acknowledgedAt: Instant },
): Promise<void> {
  await session.query(ACKNOWLEDGE, [change.agencyId, change.sensitivities, change.alertId, change.acknowledgedAt]);
}
