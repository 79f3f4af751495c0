import { globalId } from '../../../src/kernel/ids.js';
import type { Cell } from '../../../src/law/category-regimes.js';
import { NOON, startTestGateway, type Answer, type AskOptions, type Parsed, type TestCaller, type TestGateway } from '../../support/gateway.js';
import { AGENCY, caseId, YOUTHS } from '../../support/seed-county.js';

export const FACTS: Cell = { category: 'CASE_FACTS', regime: 'CHILD_WELFARE' };
export const THERAPY: Cell = { category: 'MENTAL_HEALTH', regime: 'LPS' };

const PUSH = `mutation Push($input: PushServiceRecordsInput!) { pushServiceRecords(input: $input) {
  taken passedOver refused { file line field code } userErrors { code field message } } }`;
const HISTORY = `query($id: ID!) { serviceHistory(caseId: $id, first: 100) { edges { node {
  category regime serviceText startedOn providerName sourceSystem } } } }`;

/** What a partner's system and the county's worker do about pushed services, over one gateway. */
export function pushingAt(gateway: TestGateway) {
  const send = (caller: TestCaller, input: Parsed, options?: AskOptions): Promise<Answer> => gateway.ask(caller, PUSH, { input }, options);
  /** As the gateway that delivers does beside the requests. */
  const place = async () => {
    await gateway.sql('select csec.link_named(a.id, 10000) from csec.agency a');
    await gateway.sql(`select csec.place_waiting(a.id, 0, 10000, $1) from csec.agency a`, [NOON]);
    await gateway.sql('select csec.place_waiting_findings(a.id, 10000, $1) from csec.agency a', [NOON]);
  };
  const file = (content: string) => ({ files: [{ content }] });
  return {
    send, place,
    csv: (caller: TestCaller, content: string, options?: AskOptions) => send(caller, { format: 'PLAIN_CSV', ...file(content) }, options),
    fhir: (caller: TestCaller, bundle: unknown, options?: AskOptions) =>
      send(caller, { format: 'FHIR_BUNDLE', ...file(typeof bundle === 'string' ? bundle : JSON.stringify(bundle)) }, options),
    /** Has the agency's records kept, of those categories and laws. */
    agree: async (agencyId: string, cells: readonly Cell[], { stores = true, endpoint = null as string | null } = {}) => {
      const [agreement] = await gateway.sql<{ id: string }>(`select id from csec.agreement where agency_id = $1 and county = '19' limit 1`, [agencyId]);
      await gateway.sql(`insert into csec.history_terms values ($1, $2, 'PARENT', true, $3, $4, $5, 'it', now()) on conflict (agreement_id) do update set stores = excluded.stores, cells = excluded.cells`,
        [agreement!.id, JSON.stringify(cells), stores, endpoint, agencyId]);
    },
    /** The texts of the history that a caller is told, newest first; of the rows that came from partners. */
    told: async (caller: TestCaller, subjectId: string = YOUTHS.ALMA): Promise<readonly Parsed[]> => {
      await place();
      const { body } = await gateway.ask(caller, HISTORY, { id: caseId(subjectId) });
      return (body.data?.serviceHistory?.edges ?? []).map(({ node }: Parsed) => node).filter(({ sourceSystem }: Parsed) => sourceSystem !== 'CWS/CMS');
    },
    /** The agency's own name of a youth, as the agency is told it. */
    pseudonym: async (caller: TestCaller, subjectId: string): Promise<string> =>
      (await gateway.ask(caller, 'query($id: ID!) { case(id: $id) { pseudonym } }', { id: globalId('Case', subjectId) })).body.data.case.pseudonym,
    /** What a piece of work writes: of each table the rows that it adds and those that it writes anew, jobs among them. */
    writtenBy: async (work: () => Promise<unknown>) => {
      const [begun] = await gateway.sql<{ xid: string }>('select pg_current_xact_id()::text as xid');
      const tables = await gateway.sql<{ name: string }>(`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('csec', 'graphile_worker') and c.relkind = 'r' order by 1`);
      const count = async () => Object.fromEntries((await gateway.sql<{ name: string; held: string }>(tables.map(({ name }) => `select '${name}' as name,
        count(*) || ' ' || count(*) filter (where xmin::text::bigint > ${begun!.xid}) as held from ${name}`).join(' union all '))).map(({ name, held }) => [name, held]));
      const before = await count();
      await work();
      return Object.fromEntries(Object.entries(await count()).filter(([name, held]) => held !== before[name]).map(([name, held]) => {
        const [was, is] = [before[name]!, held].map((pair) => pair.split(' ').map(Number));
        return [name, { added: is![0]! - was![0]!, written: is![1]! - was![1]! }];
      }));
    },
    received: () => gateway.sql<{ agency_id: string; source_key: string; person_value: string; record: Parsed }>(
      'select agency_id, source_key, person_value, record from csec.received_service order by agency_id, source_key'),
    forget: async () => {
      for (const table of ['received_service', 'received_finding', 'screening_finding', 'unlinked_person', 'meant_person', 'to_place', 'identity_review', 'partner_link']) await gateway.sql(`delete from csec.${table}`);
      await gateway.sql('delete from csec.service_record where link_id is not null');
    },
  };
}

/** A gateway beside a provider whose case facts the county keeps, and a clinic whose therapy it does. */
export async function startPushingPartners(): Promise<{ readonly gateway: TestGateway; readonly partner: ReturnType<typeof pushingAt> }> {
  const gateway = await startTestGateway();
  const partner = pushingAt(gateway);
  await partner.agree(AGENCY.provider, [FACTS]);
  await partner.agree(AGENCY.clinic, [THERAPY]);
  return { gateway, partner };
}

export const outcomeOf = ({ body }: Answer): Parsed => body.data?.pushServiceRecords ?? body.errors?.[0]?.extensions.code;
