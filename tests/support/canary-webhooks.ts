import { randomUUID } from 'node:crypto';
import { pseudonymsUnder } from '../../src/http/pseudonyms.js';
import { baselined, settled } from '../delivery/delivery-gateway.js';
import type { Received } from '../delivery/endpoint-server.js';
import { roleOf, type Asker } from './canary-grants.js';
import { isToldOf, nameOf } from './canary-notices.js';
import { ASKERS } from './canary-partners.js';
import { AGENCY, YOUTHS, youthId } from './canary-youths.js';
import { AUDIT_KEY, type TestGateway } from './gateway.js';

/** The county in whose name partners are told. */
const COUNTY = '19';

/** Whether an asker is sent the reports of missing children whole. */
export const isSentReports = ({ purpose }: Asker): boolean => purpose === 'MISSING_CHILD';

/** Who asks in an emergency loses what it opened within hours, and is looked at again then: under a clock that stands, without end. */
const mayEnd = ({ purpose }: Asker): boolean => purpose === 'EMERGENCY_TREATMENT';
/** An agreement that ended lets nobody ask, and so be looked at. */
const isLapsed = ({ name }: Asker): boolean => name.includes('agreement');

const kindOf = (asker: Asker): string => `${nameOf(asker).agencyId} ${roleOf(asker)} ${isSentReports(asker)}`;

/** Partners whose systems are told of changes: of every agency and role one. */
export const SUBSCRIBERS: readonly Asker[] = ASKERS.filter((asker) => !roleOf(asker).startsWith('COUNTY') && !mayEnd(asker) && !isLapsed(asker))
  .filter((asker, at, all) => all.findIndex((other) => kindOf(other) === kindOf(asker)) === at);

const pathOf = (asker: Asker): string => `/of-${ASKERS.indexOf(asker)}`;

/** What came to one subscriber. */
export const receivedBy = (asker: Asker, received: readonly Received[]): readonly Received[] => received.filter(({ path }) => path.endsWith(pathOf(asker)));

const { of: pseudonymOf } = pseudonymsUnder(AUDIT_KEY);
const namesOf = (asker: Asker, isTold: (n: number) => boolean): readonly string[] =>
  YOUTHS.filter(({ n }) => isTold(n)).map(({ n }) => pseudonymOf(nameOf(asker).agencyId, youthId(n))).sort();
const ofCounty = (n: number): boolean => YOUTHS.some((one) => one.n === n && one.county === COUNTY);

/** Of which youths of the county an asker may know, by the only name that an event has for them. */
export const namesKnownTo = (asker: Asker): readonly string[] => namesOf(asker, (n) => n in asker.sees && ofCounty(n));

/** Those of whom he is sent the report that she is missing: whoever another report of her is compelled to is not told that she is. */
export const namesReportedTo = (asker: Asker): readonly string[] => namesOf(asker, (n) => isSentReports(asker) && asker.sees[n]?.report === 'MISSING');

/** Those of whom he is told that a consent was withdrawn. */
export const namesWithdrawnFor = (asker: Asker): readonly string[] => namesOf(asker, (n) => isToldOf(asker, n));

/** Subscribes every one of them to all that it may be told, and waits until it has been looked at what each was released before. */
export async function subscribeAll(gateway: TestGateway, endpoint: string): Promise<void> {
  const ids = new Map(SUBSCRIBERS.map((asker) => [asker, randomUUID()]));
  for (const [asker, id] of ids) {
    const { personId, agencyId } = nameOf(asker);
    await gateway.sql('select csec.record_partner_subscription($1::jsonb, $2, $3, $4)', [JSON.stringify({
      id, agency_id: agencyId, county: COUNTY, person_id: personId, role: roleOf(asker), purpose: asker.purpose,
      endpoint: `${endpoint}${pathOf(asker)}`, state: 'ACTIVE', recorded_at: '2026-03-01T20:00:00Z',
      events: isSentReports(asker) ? ['MISSING_CHILD_REPORTED', 'CASE_ENDED'] : ['CASE_CHANGED', 'CASE_ENDED', 'CONSENT_WITHDRAWN'],
    }), randomUUID(), AGENCY.county, 'somebody of the county']);
  }
  for (const id of ids.values()) await baselined(gateway, id);
  await settled(gateway);
}

/** Has every partner looked at for every youth as after a sync. */
async function noteAll(gateway: TestGateway): Promise<void> {
  await gateway.sql('select csec.note_case_changes($1::uuid[])', [YOUTHS.map(({ n }) => youthId(n))]);
  await settled(gateway);
}

/** Has every subscriber told of every youth whom he may know of, as if each were new to him; reports of missing children were sent at the first look. */
export async function tellAll(gateway: TestGateway): Promise<void> {
  await gateway.sql(`delete from csec.partner_view v using csec.partner_subscription s
    where s.id = v.subscription_id and 'MISSING_CHILD_REPORTED' <> all (s.events)`);
  await noteAll(gateway);
}

/** Has the county lose every youth, whereupon to whoever could know of one her case ends. */
export async function endAll(gateway: TestGateway): Promise<void> {
  await gateway.sql(`update csec.youth set county = '33'`, [], 'csec_sync');
  await noteAll(gateway);
}
