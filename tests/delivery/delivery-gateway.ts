import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { webhookSecret } from '../../src/delivery/partner-event.js';
import type { PartnerEventKind } from '../../src/model/partner-subscription.js';
import { AGENCY, YOUTHS } from '../support/seed-county.js';
import { demoPersona, type DemoPersonaName } from '../../src/auth/demo-identities.js';
import { AUDIT_KEY, startTestGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.js';

/** A gateway that delivers to endpoints on loopback. */
export function startDeliveringGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  return startTestGateway({ ...options, variables: { DELIVERY: 'on', DELIVERY_LOOPBACK: 'on', PUBLIC_URL: 'https://gateway.example.org', ...options.variables } });
}

/** Subscribes the system of a persona's agency, and waits until what it was released before has been looked at. */
export async function subscribe(
  gateway: Pick<TestGateway, 'sql'>, as: DemoPersonaName, to: { readonly endpoint: string; readonly events?: readonly PartnerEventKind[]; readonly purpose?: string },
): Promise<{ readonly id: string; readonly secret: string }> {
  const { agencyId, personId, role, county, defaultPurpose } = demoPersona(as);
  const [id, secretId] = [randomUUID(), randomUUID()];
  await gateway.sql('select csec.record_partner_subscription($1::jsonb, $2, $3, $4)', [JSON.stringify({
    id, agency_id: agencyId, county, person_id: personId, role, purpose: to.purpose ?? defaultPurpose, endpoint: to.endpoint, state: 'ACTIVE',
    events: to.events ?? ['CASE_CHANGED', 'CASE_ENDED', 'CONSENT_WITHDRAWN'], recorded_at: '2026-03-01T20:00:00Z',
  }), secretId, AGENCY.county, demoPersona('county-it').personId]);
  await baselined(gateway, id);
  return { id, secret: webhookSecret(AUDIT_KEY, secretId) };
}

/** Waits until a subscription has been looked at for the first time. */
export async function baselined(gateway: Pick<TestGateway, 'sql'>, id: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const [found] = await gateway.sql<{ at: string | null }>('select baselined_at::text as at from csec.partner_subscription where id = $1', [id]);
    if (found?.at) return;
    await sleep(50);
  }
  throw new Error('The subscription was not looked at.');
}

/** Waits until the queue is empty of what could be done now. */
export async function settled(gateway: Pick<TestGateway, 'sql'>): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const [left] = await gateway.sql<{ jobs: number }>('select count(*)::integer as jobs from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts');
    if (left?.jobs === 0) return;
    await sleep(50);
  }
  throw new Error('The queue did not empty.');
}

/** Changes rows as a sync would: what it assembles it notes with the change. */
export async function changeAsSync(gateway: Pick<TestGateway, 'sql'>, subjectId: string, statement: string, values: readonly unknown[] = []): Promise<void> {
  await gateway.sql(`with changed as (${statement} returning 1), counted as (select count(*) from changed)
    select csec.note_case_changes(array[$${values.length + 1}::uuid]) from counted`, [...values, subjectId]);
}

/** Gives Alma another first name, as a sync would. */
export const rename = (gateway: Pick<TestGateway, 'sql'>, name: string): Promise<void> =>
  changeAsSync(gateway, YOUTHS.ALMA, 'update csec.youth set first_name = $1 where subject_id = $2', [name, YOUTHS.ALMA]);

/** The events of a subscription, oldest first. */
export async function eventsOf(gateway: Pick<TestGateway, 'sql'>, id: string): Promise<readonly { kind: string; state: string; attempts: number; fault: string | null; status: number | null }[]> {
  return gateway.sql('select kind, state, attempts, fault, status from csec.partner_event where subscription_id = $1 order by seq', [id]);
}
