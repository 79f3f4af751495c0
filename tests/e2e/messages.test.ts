import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MESSAGE_FORMATS } from '../../src/schema/message-port.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';

let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway(); });
afterAll(async () => { await gateway.stop(); });

const ALMA = caseId(YOUTHS.ALMA);
async function message(caller: keyof typeof CALLERS, format: string) {
  const { body } = await gateway.ask(CALLERS[caller], `query($id: ID!) { partnerMessage(caseId: $id, format: ${format}) { decisionId format mediaType content } }`, { id: ALMA });
  return { told: body.data.partnerMessage as { mediaType: string; content: string; decisionId: string }, body };
}

/** The words of the services that a caller is released. */
async function servicesTold(caller: keyof typeof CALLERS): Promise<unknown> {
  const { body } = await gateway.ask(CALLERS[caller], 'query($id: ID!) { case(id: $id) { services { edges { node { serviceText providerName service { display } } } } } }', { id: ALMA });
  return body.data;
}

/** Texts of what the adapters' documents ask of the schema, and of what must never be in a message. */
const RELEASABLE = ['A-First', 'A-Middle', 'A-Last', '2011-06-15', 'Victim While Absent', 'Victim While in Open Case', 'S-CSEC Referral'];
const NEVER = [
  'A-Alias', 'A-MEDS', 'A-Street', 'A-City', 'A-Facility', 'A-Reporter', 'A-LocationNarrative', 'A-Orientation', 'A-Identity', 'Cl13ntA0X5', YOUTHS.ALMA,
  'A-referral', 'Family Stabilization', 'A-PREV', 'A-PROB', 'A-MENTAL_HEALTH', 'A-SUBSTANCE', 'A-REPRODUCTIVE', 'A-HIV', '0X5', 'Synthetic Worker',
];

describe('a message for a partner', () => {
  it.each([
    ['clinician', 'FHIR_R4_BUNDLE', 'application/fhir+json', RELEASABLE], ['detective', 'NIEM_6_XML', 'application/xml', RELEASABLE],
    ['provider', 'PROVIDER_JSON', 'application/json', ['A-First']],
  ] as const)('for the %s holds exactly what that caller is released', async (caller, format, mediaType, holds) => {
    const { told, body } = await message(caller, format);
    expect(told.mediaType).toContain(mediaType);
    // NIEM writes a code in place of words; the words of a grid row are those of the code table.
    const words = format === 'NIEM_6_XML' ? told.content.replaceAll('&amp;', '&') : told.content;
    expect(RELEASABLE.filter((text) => words.includes(text))).toEqual(holds);
    // A service that the caller is released is told to mental health; to the others none is.
    const services = format === 'FHIR_R4_BUNDLE' ? JSON.stringify(await servicesTold(caller)) : '';
    expect(NEVER.filter((text) => told.content.includes(text) && !services.includes(text))).toEqual([]);
    expect(told.content).toContain(told.decisionId);
    // It names her by the recipient's own pseudonym, and says so.
    expect(told.content).toMatch(/[">]PSEUD["<]/);
    // What it leaves out that may be spoken of, it says too, as the answer with the same fields does.
    expect(/[">]REDACT["<]/.test(told.content)).toBe(body.extensions.disclosure.withheld.length > 0);
    for (const { text } of body.extensions.disclosure.notices) expect(words).toContain(text.slice(0, 40));
  });

  const OWN_NAME = expect.stringMatching(new RegExp(`^urn:ca:csec:service:${AGENCY.provider}\\|[\\w-]{22}$`)) as string;

  it('for a provider is the plain profile, field by field', async () => {
    const { told } = await message('provider', 'PROVIDER_JSON');
    const written = JSON.parse(told.content);
    expect({ ...written, message: undefined, authority: undefined, handling: undefined, withheld: undefined }).toEqual({
      profile: 'csec.referral.v1', csec: { status: 'victim_current' },
      placement: [{ start: '2025-06-05', type: { system: 'urn:ca:cwscms:PLC_FCLC', code: 1417, display: 'Foster Family Home' } }],
      referral: [],
      services: [{ id: OWN_NAME, kind: 'contact', start: '2025-10-01', status: 'completed', words: 'A-CASE_FACTS-CHILD_WELFARE', provider: 'A-Provider-CASE_FACTS' }],
      client: { id: expect.stringMatching(/^[\w-]{22}$/), idSystem: `urn:ca:csec:pseudo:${AGENCY.provider}`, county: '19', firstName: 'A-First', ageBand: '13_15' },
    });
    expect(written.handling.obligations).toContain('PSEUDONYM');
    expect(written.authority).toMatchObject({ basis: ['CONSENT'], consentId: ['c0215e20-0000-4000-8000-000000000001@1'], expires: '2026-09-01T07:00:00.000Z' });
  });

  it('asks a provider with a referral for a service that is to come, of the rows that are released to it and of no other', async () => {
    const kept = await gateway.sql<{ record_key: string; kind: string }>('select record_key, kind from csec.service_record where subject_id = $1', [YOUTHS.ALMA]);
    await gateway.sql(`update csec.service_record set status = 'SCHEDULED', kind = 'SERVICE' where subject_id = $1`, [YOUTHS.ALMA]);
    const { told } = await message('provider', 'PROVIDER_JSON');
    for (const { record_key, kind } of kept) {
      await gateway.sql(`update csec.service_record set status = 'COMPLETED', kind = $3 where subject_id = $1 and record_key = $2`, [YOUTHS.ALMA, record_key, kind]);
    }
    expect(kept.length).toBeGreaterThan(1);
    const { referral, services } = JSON.parse(told.content) as { readonly referral: unknown; readonly services: unknown };
    expect([referral, services]).toEqual([
      [{ id: OWN_NAME, requestedService: 'A-CASE_FACTS-CHILD_WELFARE', provider: 'A-Provider-CASE_FACTS', dueAt: '2025-10-01', status: 'requested' }], [],
    ]);
  });

  it('is offered by class of agency only', async () => {
    const offered: Readonly<Record<string, readonly string[]>> = {
      clinician: ['FHIR_R4_BUNDLE', 'FHIR_R4_MESSAGE'], detective: ['NIEM_6_XML', 'NIEM_6_JSON'], provider: ['PROVIDER_JSON', 'PROVIDER_CSV', 'HTCDS_2_CSV'], worker: [],
    };
    for (const [caller, own] of Object.entries(offered)) {
      for (const format of MESSAGE_FORMATS) {
        if (own.includes(format)) continue;
        const { body } = await message(caller as keyof typeof CALLERS, format);
        expect([body.data, body.errors?.map(({ extensions }) => extensions)]).toEqual([{ partnerMessage: null }, [{ code: 'FORMAT_NOT_OFFERED', details: { field: 'format' } }]]);
      }
    }
  });
});

describe('the operator of the gateway', () => {
  it('sees runs and quarantined rows of his own county: where and why, never what, and nothing of any youth', async () => {
    await gateway.sql(`insert into csec.sync_run (id, county, folder_label, status, started_at, finished_at, rows_read, rows_applied, rows_quarantined) values
      ('10000000-0000-4000-8000-000000000019', '19', 'extract', 'COMPLETED', '2026-02-28T10:00:00Z', '2026-02-28T10:01:00Z', 3, 2, 1),
      ('10000000-0000-4000-8000-000000000033', '33', 'extract', 'COMPLETED', '2026-02-28T11:00:00Z', null, 0, 0, 0),
      ('20000000-0000-4000-8000-000000000019', '19', 'extract', 'RUNNING', '2026-02-27T10:00:00Z', null, 0, 0, 0)`, [], 'csec_sync');
    await gateway.sql(`insert into csec.sync_table_count (run_id, source_table, rows_read, rows_applied, rows_quarantined)
      values ('10000000-0000-4000-8000-000000000019', 'CLIENT_T', 3, 2, 1)`, [], 'csec_sync');
    await gateway.sql(`insert into csec.quarantined_row (run_id, source_table, file, line, column_name, reason, at)
      select r.id, 'CLIENT_T', 'CLIENT_T.csv', 7, 'BIRTH_DT', 'DATE_INVALID', '2026-02-28T10:00:30Z' from csec.sync_run r where r.status <> 'RUNNING'`, [], 'csec_sync');
    await gateway.sql(`insert into csec.run_check (run_id, source_table, kind, stated, found, passes)
      select r.id, 'CLIENT_T', 'ROWS', 4, 3, false from csec.sync_run r where r.status <> 'RUNNING'`, [], 'csec_sync');
    await gateway.sql(`insert into csec.run_progress (run_id, phase, source_table, bytes_read, bytes_total, at)
      select r.id, 'LANDING', 'CASE_T', 5000000000, 6000000000, '2026-02-27T10:00:30Z' from csec.sync_run r`, [], 'csec_sync');
    const { body } = await gateway.ask(CALLERS.operator, `{
      syncRuns(first: 10) { edges { node {
        county kind status failureCode youthsAssembled startedAt finishedAt tables { table outcome rowsRead rowsApplied rowsUnchanged rowsSuperseded rowsTombstoned rowsHeld rowsQuarantined }
        checks { table kind column stated found passes } progress { phase table bytesRead bytesInAll clients at }
      } } }
      quarantine(first: 10) { edges { node { table file line column reason settledBy } } }
      others: quarantine(first: 10, reason: KEY_MISSING, includeSettled: true) { edges { node { line } } }
      ofTable: quarantine(first: 10, table: "CLIENT_T", reason: DATE_INVALID) { edges { node { line } } }
      cases(first: 10) { edges { node { id } } pageInfo { hasNextPage } }
      case(id: "${ALMA}") { id }
      me { role county privileges }
    }`);
    expect(body).toEqual({
      data: {
        syncRuns: { edges: [{ node: {
          county: '19', kind: 'FULL', status: 'COMPLETED', failureCode: null, youthsAssembled: 0, startedAt: '2026-02-28T10:00:00.000Z', finishedAt: '2026-02-28T10:01:00.000Z',
          tables: [{
            table: 'CLIENT_T', outcome: 'LANDED', rowsRead: 3, rowsApplied: 2, rowsUnchanged: 0, rowsSuperseded: 0, rowsTombstoned: 0, rowsHeld: 0, rowsQuarantined: 1,
          }],
          checks: [{ table: 'CLIENT_T', kind: 'ROWS', column: null, stated: '4', found: '3', passes: false }], progress: null,
        } }, { node: {
          county: '19', kind: 'FULL', status: 'RUNNING', failureCode: null, youthsAssembled: 0, startedAt: '2026-02-27T10:00:00.000Z', finishedAt: null, tables: [], checks: [],
          progress: { phase: 'LANDING', table: 'CASE_T', bytesRead: 5e9, bytesInAll: 6e9, clients: null, at: '2026-02-27T10:00:30.000Z' },
        } }] },
        quarantine: { edges: [{ node: { table: 'CLIENT_T', file: 'CLIENT_T.csv', line: 7, column: 'BIRTH_DT', reason: 'DATE_INVALID', settledBy: null } }] },
        others: { edges: [] }, ofTable: { edges: [{ node: { line: 7 } }] },
        cases: { edges: [], pageInfo: { hasNextPage: false } }, case: null, me: { role: 'COUNTY_IT', county: '19', privileges: [] },
      },
      extensions: {},
    });
  });

  it('is alone with them', async () => {
    for (const caller of ['worker', 'clinician', 'provider', 'detective', 'member'] as const) {
      for (const field of ['syncRuns', 'quarantine']) {
        const { status, body } = await gateway.ask(CALLERS[caller], `{ ${field}(first: 1) { edges { cursor } } }`);
        expect([status, body.data ?? null, body.errors?.[0]?.extensions.code]).toEqual([403, null, 'FORBIDDEN']);
      }
    }
  });
});

describe('health', () => {
  it('is live and ready, without a token, and says nothing else', async () => {
    expect([(await gateway.send('/health/live')).text, (await gateway.send('/health/ready')).text]).toEqual(['{"status":"live"}', '{"status":"ready","notReady":[]}']);
  });
});
