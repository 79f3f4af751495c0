import { CASE_TYPES, type CaseType } from '../../adapters/mental-health/reads.js';
import { uiIdOfRecordKey } from '../../adapters/cws-cms/identifier.js';
import { pseudonymsUnder } from '../../src/http/pseudonyms.js';
import { tokenOf } from './canary-ask.js';
import type { Canary } from './canary-county.js';
import type { Asker } from './canary-grants.js';
import { nameOf } from './canary-notices.js';
import { columnVisible } from './canary-oracle.js';
import { ASKERS } from './canary-partners.js';
import { YOUTHS, youthId } from './canary-youths.js';
import { AUDIT_KEY, type Answer, type Parsed, type TestGateway } from './gateway.js';
import { SCENARIO_AGENCIES } from './scenario-people.js';

const pseudonyms = pseudonymsUnder(AUDIT_KEY);

/** The key of CWS/CMS by which a youth is asked for over FHIR; like every such key it is told to nobody. */
export const clientKeyOf = (n: number): string => `CnKey${String(n).padStart(2, '0')}0X5`;

/** Every youth of the proof. */
export const EVERYBODY: readonly number[] = YOUTHS.map(({ n }) => n);

/** What FHIR tells of a record, by table and column: all of it to whoever is released it, and of no other column anything. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  youth: ['first_name', 'middle_name', 'last_name', 'name_suffix', 'primary_language_code', 'primary_language_display'],
  csec_grid_entry: ['type_code', 'type_display', 'started_on', 'ended_on', 'flags'],
  special_project_participation: ['project_name', 'started_on', 'ended_on', 'flags'],
  screening_finding: ['answered_on'],
  placement: ['facility_type_code', 'facility_type_display', 'facility_county', 'started_on', 'ended_on'],
  absence: ['started_on', 'ended_on'],
  service_record: ['service_code', 'service_display', 'service_text', 'started_on', 'ended_on', 'provider_name', 'requested_on'],
  assignment: ['worker_phone', 'started_on', 'ended_on'],
};

/** Classes of agency that FHIR is offered to; every other is refused. */
const OFFERED_TO = ['CHILD_WELFARE', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM', 'PUBLIC_HEALTH'];

const AGENCIES = new Set(SCENARIO_AGENCIES.filter(({ kind }) => OFFERED_TO.includes(kind)).map(({ id }) => id));
const OFFERED = new Set(ASKERS.filter((asker) => AGENCIES.has(nameOf(asker).agencyId) && !asker.name.includes('agreement lapsed')));

/** Whether FHIR is offered to an asker, and his agreement lets him ask for his purpose. */
export const isOffered = (asker: Asker): boolean => OFFERED.has(asker);

/** Which of the three kinds that FHIR tells a service as it is planted to be of: a visit, a request, or what it was. */
const kindOf = ({ n, key }: Pick<Canary, 'n' | 'key'>): number => (key.length + n) % 3;
const REQUEST = 1;

/** Says whether FHIR tells an asker the value in that place: when something was asked for, of a request alone. */
export const isToldOverFhir = (asker: Asker, canary: Canary): boolean =>
  isOffered(asker) && (TOLD[canary.table]?.includes(canary.column) ?? false) && columnVisible(asker, canary.n, canary)
  && (canary.column !== 'requested_on' || kindOf(canary) === REQUEST);

/** Of these every type is asked for, in each way there is; of the others what tells of rows, by the patient alone. */
const THOROUGHLY = [1, 5, 13];

/** Who asks over FHIR, and with what. */
export interface FhirAsker {
  readonly token: string;
  readonly purpose: string;
  readonly agencyId: string;
  /** Youths of whom there is something to be told. */
  readonly sees: readonly number[];
  /** Youths who are asked for. */
  readonly asks: readonly number[];
}

/** An asker with his own token, as a person asks. */
export const overFhir = async (gateway: TestGateway, asker: Asker): Promise<FhirAsker> => ({
  token: await tokenOf(gateway, asker), purpose: asker.purpose, agencyId: nameOf(asker).agencyId,
  sees: isOffered(asker) ? Object.keys(asker.sees).map(Number) : [],
  // Whom FHIR is not offered to is refused before anybody is looked for.
  asks: isOffered(asker) ? EVERYBODY : THOROUGHLY,
});

/** A way to ask: by address, or in a form. */
interface FhirQuestion {
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  /** Whether its first resource is read by its id too. */
  readonly andRead?: true;
}

/** What no youth is named in, and every way to ask wrongly. */
const OF_NOBODY: readonly FhirQuestion[] = [
  'metadata', '.well-known/smart-configuration', 'Patient/none', 'Patient/a/b', 'Nothing/none', 'Nothing?x=y', 'Patient?x=y', 'Patient?_count=0',
  'Condition', 'AuditEvent', 'Patient?_cursor=bm9uZQ', 'Patient?_format=xml', 'Patient?identifier=x&identifier=y', 'Patient?_count=3',
].map((path) => ({ path }));

/** Types that are told from different parts of a record, and the log: enough to be told nothing of a youth by. */
const FEW = ['Condition', 'Procedure', 'AuditEvent'];
/** Types that tell of rows. */
const OF_ROWS: readonly CaseType[] = ['Condition', 'Flag', 'Observation', 'EpisodeOfCare', 'Procedure', 'Encounter', 'ServiceRequest', 'CareTeam'];
const EVERY = [...CASE_TYPES.filter((type) => type !== 'Patient'), 'AuditEvent'];

/** Has services be of each kind that FHIR tells in a resource of its own, and every youth known by a key of CWS/CMS. */
export async function plantForFhir(gateway: TestGateway): Promise<void> {
  for (const { n } of YOUTHS) {
    await gateway.sql(`update csec.service_record set kind = case (length(record_key) + $2) % 3 when 0 then 'VISIT' else kind end,
      status = case (length(record_key) + $2) % 3 when ${REQUEST} then 'SCHEDULED' else status end where subject_id = $1`, [youthId(n), n], 'csec_sync');
    await gateway.sql('update csec.youth set client_key = $1 where subject_id = $2', [clientKeyOf(n), youthId(n)], 'csec_sync');
  }
}

function questionsOf(n: number, { agencyId, sees }: FhirAsker): readonly FhirQuestion[] {
  const pseudonym = pseudonyms.of(agencyId, youthId(n));
  const id = Buffer.from(pseudonym, 'base64url').toString('hex');
  const token = encodeURIComponent(`urn:ca:csec:pseudo:${agencyId}|${pseudonym}`);
  const county = { path: 'Patient/_search', form: { identifier: `urn:ca:cwscms:CLIENT_T|${uiIdOfRecordKey(clientKeyOf(n))}` } };
  if (!sees.includes(n)) return [{ path: `Patient/${id}` }, county, ...FEW.map((type) => ({ path: `${type}?patient=${id}` }))];
  if (!THOROUGHLY.includes(n)) return [{ path: `Patient?_id=${id}` }, county, ...OF_ROWS.map((type) => ({ path: `${type}?patient=${id}&_count=100` }))];
  return [
    { path: `Patient?identifier=${token}`, andRead: true }, { path: `Patient?_id=${id}` }, county,
    ...EVERY.map((type) => ({ path: `${type}?patient=${id}`, andRead: true as const })),
    { path: `Procedure?subject.identifier=${token}&_count=9` }, { path: 'Flag/_search', form: { subject: `Patient/${id}`, _count: '2' } },
  ];
}

/** As many at a time as the gateway has connections. */
const AT_ONCE = 4;
/** The log grows as it is asked for: of a list no more pages are turned than these. */
const PAGES = 8;

/** Asks over FHIR for everything of every youth, and for nothing: by search, page after page, and by id. Answers whatever came. */
export async function readOverFhir(gateway: TestGateway, asker: FhirAsker): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const ask = async ({ path, form }: FhirQuestion): Promise<Answer> => {
    const headers = { authorization: `Bearer ${asker.token}`, 'x-purpose-of-use': asker.purpose };
    const answer = await gateway.send(`/fhir/${path}`, form === undefined ? { headers } : { method: 'POST', headers, body: new URLSearchParams(form) });
    answers.push(answer);
    return answer;
  };
  const left = [...OF_NOBODY, ...asker.asks.flatMap((n) => questionsOf(n, asker))];
  const askOn = async (): Promise<void> => {
    for (let question = left.pop(); question; question = left.pop()) await wholeList(ask, `${gateway.address}/fhir/`, question);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  return answers;
}

async function wholeList(ask: (question: FhirQuestion) => Promise<Answer>, base: string, question: FhirQuestion): Promise<void> {
  let next: FhirQuestion | null = question;
  for (let page = 0; next !== null && page < PAGES; page += 1) {
    const { body }: Answer = await ask(next);
    const { link, entry = [] } = body as Parsed;
    const [first] = entry.filter(({ search }: Parsed) => search?.mode === 'match');
    const isRead = page === 0 && question.andRead && first !== undefined && first.resource.resourceType !== 'AuditEvent';
    if (isRead) await ask({ path: first.fullUrl.slice(base.length) });
    const url: string | undefined = Array.isArray(link) ? link.find(({ relation }: Parsed) => relation === 'next')?.url : undefined;
    next = url === undefined ? null : { path: url.slice(base.length) };
  }
}
