import { describe, expect, it, vi } from 'vitest';
import { globalId } from '../../src/kernel/ids.js';
import { plusSeconds, type Instant } from '../../src/kernel/dates.js';
import { NOON } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';
import { eventsOf, settled } from './delivery-gateway.js';
import { SEARCHING_POLICE, toldPartner } from './told-partner.js';

let now: Instant = NOON;
const told = toldPartner('law-enforcement', { ...SEARCHING_POLICE, gateway: { clock: { now: () => now } } });

const OPEN = 'mutation($input: OpenMandatedReportInput!) { openMandatedReport(input: $input) { report { id } userErrors { code } } }';
const standing = async () => (await eventsOf(told.gateway, told.partner.id)).map(({ kind, state }) => [kind, state]);
const lines: { readonly because: string }[] = [];
/** What the log ever warned of, as it stands there. */
function warnings(): typeof lines {
  lines.push(...told.gateway.takeLog().map((line) => JSON.parse(line)).filter(({ because }) => because !== undefined));
  return lines;
}
/** Lets what waits for its time be done now, until something holds. */
async function hurried(holds: () => void | Promise<void>): Promise<void> {
  await vi.waitFor(async () => {
    await told.gateway.sql('update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()');
    await holds();
  }, { timeout: 30_000, interval: 100 });
}
/** Lets it be tried from now on, until it was. */
async function tried(): Promise<void> {
  await settled(told.gateway);
  told.endpoint.received.length = 0;
  await hurried(() => expect(told.endpoint.received.length).toBeGreaterThan(0));
  await settled(told.gateway);
}
/** What the county's IT reads of the subscription, and the events of it that stand so. */
async function kept(state: string) {
  const id = globalId('PartnerSubscription', told.partner.id);
  const { body } = await told.gateway.ask(CALLERS.operator, `{ partnerSubscriptions(first: 5) { edges { node { state pausedBecause waiting reportsWaiting waitsSince givenUp } } }
    partnerEvents(subscriptionId: "${id}", state: ${state}, first: 5) { edges { node { kind state } } } }`);
  const nodes = ({ edges }: { readonly edges: readonly { readonly node: unknown }[] }) => edges.map(({ node }) => node);
  return { subscriptions: nodes(body.data.partnerSubscriptions), events: nodes(body.data.partnerEvents) };
}
/** What who answers for the report reads of its sending: the worker who carries the case, and whoever lists the county's. */
async function delivery(): Promise<unknown> {
  const { body } = await told.gateway.ask(CALLERS.caseworker, 'query($id: ID!) { case(id: $id) { mandatedReports { delivery } } }', { id: caseId(YOUTHS.CORA) });
  const listed = await told.gateway.ask(CALLERS.colleague, '{ mandatedReports(first: 5) { edges { node { delivery reportedAt } } } }');
  expect(listed.body.data.mandatedReports.edges).toEqual(body.data.case.mandatedReports.map((report: object) => ({ node: { ...report, reportedAt: null } })));
  return body.data.case.mandatedReports.map((report: { delivery: unknown }) => report.delivery);
}
const NONE_WAITS = { waiting: 0, reportsWaiting: 0, waitsSince: null };
const ACTIVE = { state: 'ACTIVE', pausedBecause: null };
const stands = (state: string) => hurried(async () => expect(await standing()).toEqual([['MISSING_CHILD_REPORTED', state]]));
const warned = (because: string) => expect.objectContaining({ level: 40, subscriptionId: told.partner.id, kind: 'MISSING_CHILD_REPORTED', because });
describe('a report of a missing child that cannot be delivered', () => {
  it('is given to a person when its twenty-four hours are over: in the log and in the list, and never of whom it is', async () => {
    told.endpoint.answer = () => ({ status: 503 });
    const { body } = await told.gateway.ask(CALLERS.caseworker, OPEN, { input: {
      caseId: caseId(YOUTHS.CORA), statute: 'USC_42_671_A_35', recipientAgencyId: globalId('Agency', AGENCY.police), learnedAt: '2026-03-01T19:30:00Z',
    } });
    expect([body.errors, body.data?.openMandatedReport?.userErrors]).toEqual([undefined, []]);
    await told.endpoint.until(1);
    expect(await delivery()).toEqual(['WAITING']);
    now = plusSeconds(NOON, 86_399);
    await tried();
    expect([await standing(), warnings()]).toEqual([[['MISSING_CHILD_REPORTED', 'WAITING']], []]);
    now = plusSeconds(NOON, 86_400);
    await stands('DEAD');
    await vi.waitFor(() => expect(warnings()).toEqual([warned('DEAD')]), { timeout: 15_000, interval: 50 });
    expect(JSON.stringify(warnings())).not.toMatch(new RegExp(`${YOUTHS.CORA}|C-First|C-Last`));
    const listed = await told.gateway.ask(CALLERS.operator, `{ partnerEvents(subscriptionId: "${globalId('PartnerSubscription', told.partner.id)}", state: DEAD, first: 5) { edges { node { kind state status } } } }`);
    expect(listed.body.data.partnerEvents.edges).toEqual([{ node: { kind: 'MISSING_CHILD_REPORTED', state: 'DEAD', status: 503 } }]);
    expect((await kept('WAITING'))).toEqual({ subscriptions: [{ ...ACTIVE, ...NONE_WAITS, givenUp: 1 }], events: [] });
    expect(await delivery()).toEqual(['DEAD']);
  });

  it('has its time anew once it is replayed, and says so when its told.endpoint is gone', async () => {
    const act = (name: string, input: Readonly<Record<string, unknown>>) => told.gateway.ask(CALLERS.operator,
      `mutation($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { userErrors { code } } }`,
      { input: { subscriptionId: globalId('PartnerSubscription', told.partner.id), ...input } });
    now = plusSeconds(NOON, 200_000);
    expect((await act('replayPartnerEvents', {})).body.errors).toBeUndefined();
    await tried();
    expect(await standing()).toEqual([['MISSING_CHILD_REPORTED', 'WAITING']]);
    told.endpoint.answer = () => ({ status: 410 });
    await hurried(async () => expect(await told.gateway.sql('select state from csec.partner_subscription where id = $1', [told.partner.id])).toEqual([{ state: 'PAUSED' }]));
    await vi.waitFor(() => expect(warnings().filter(({ because }) => because !== 'HELD')).toEqual([warned('DEAD'), warned('ENDPOINT_GONE')]), { timeout: 15_000, interval: 50 });
    expect(await standing()).toEqual([['MISSING_CHILD_REPORTED', 'WAITING']]);
    const waits = { waiting: 1, reportsWaiting: 1, waitsSince: NOON, givenUp: 0 };
    expect(await kept('HELD')).toEqual({
      subscriptions: [{ state: 'PAUSED', pausedBecause: 'ENDPOINT_GONE', ...waits }], events: [{ kind: 'MISSING_CHILD_REPORTED', state: 'HELD' }],
    });
    expect([(await kept('WAITING')).events, await delivery()]).toEqual([[], ['HELD']]);
    for (const caller of [CALLERS.detective, CALLERS.clinician, CALLERS.operator]) {
      const { body } = await told.gateway.ask(caller, 'query($id: ID!) { case(id: $id) { mandatedReports { delivery } } }', { id: caseId(YOUTHS.CORA) }, caller === CALLERS.detective ? { purpose: 'MISSING_CHILD' } : {});
      expect(body.data?.case?.mandatedReports ?? null).toBeNull();
    }
    // Nor is it said once alone: the log tells it whenever the hour does, for as long as nobody resumes it.
    await told.gateway.sql(`select graphile_worker.add_job('sweepAll')`);
    await vi.waitFor(() => expect(warnings()).toContainEqual(warned('HELD')), { timeout: 15_000, interval: 50 });
    // To another county it is no subscription at all, and to nobody else is it told.
    expect((await told.gateway.ask({ as: 'county-it', county: '33' }, '{ partnerSubscriptions(first: 5) { edges { node { id } } } }')).body.data.partnerSubscriptions.edges).toEqual([]);
    for (const caller of [CALLERS.detective, CALLERS.provider]) {
      expect((await told.gateway.ask(caller, '{ partnerSubscriptions(first: 5) { edges { node { reportsWaiting } } } }')).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    told.endpoint.answer = () => ({ status: 204 });
    now = plusSeconds(NOON, 900_000);
    expect((await act('changePartnerSubscription', { change: 'RESUMED' })).body.errors).toBeUndefined();
    await stands('SENT');
    expect(await kept('HELD')).toEqual({ subscriptions: [{ ...ACTIVE, ...NONE_WAITS, givenUp: 0 }], events: [] });
    expect(await delivery()).toEqual(['SENT']);
    await told.gateway.sql(`update csec.partner_subscription set state = 'ENDED' where id = $1`, [told.partner.id]);
    expect(await delivery()).toEqual(['SENT']);
    await told.gateway.sql(`update csec.partner_event set state = 'WAITING' where subscription_id = $1`, [told.partner.id]);
    expect(await delivery()).toEqual([null]);
  });
});
