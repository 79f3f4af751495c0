import { createHash } from 'node:crypto';
import { globalId } from '../../src/kernel/ids.js';
import { buildSealedSchema } from '../../src/schema/build-schema.js';
import type { CanaryCounty } from './canary-county.js';
import { ALONE, documentsAbout, queryOf, rootField, type Asked } from './canary-documents.js';
import { askAs, type Asking } from './canary-ask.js';
import type { Asker } from './canary-grants.js';
import { mutationOf, openTo, withoutNewIds, type Draw } from './canary-mutations.js';
import { AGENCY, youthId } from './canary-youths.js';
import type { Answer, TestGateway } from './gateway.js';

export type Order = 'ANY' | 'OPENED_ON' | 'YOUTH_NAME';

/** What is asked at once: the lists in one order, or everything about one youth. */
export type Question = { readonly lists: Order } | { readonly about: number };

/** Mutations about one youth, sent in turn: where among those open to the asker they begin, and what each one's input is drawn from. */
export interface Script {
  readonly about: number;
  readonly from: number;
  readonly salts: readonly number[];
}

const { schema } = buildSealedSchema();
/** The callers whose access a county worker simulates in the proof. */
export const OTHERS = [{ agencyId: globalId('Agency', AGENCY.clinic), role: 'MENTAL_HEALTH' }, { agencyId: globalId('Agency', AGENCY.provider), role: 'PROVIDER' }];

/** How the youth of that number is asked for: by case id, and by an id of another system as the county first had it. */
export function askedAs(county: CanaryCounty, n: number): Asked {
  const row = county.rows.find((one) => one.n === n && one.table === 'identifier');
  return { id: globalId('Case', youthId(n)), system: row?.values['system_code'] ?? 1332, value: row?.values['value'] ?? 'unknown' };
}

/** Everything of an answer that its reader could compare: status, headers and body. The date is the day of the test. */
export function wholeAnswer({ status, headers, text }: Answer): string {
  return JSON.stringify([status, [...headers].filter(([name]) => name !== 'date'), text]);
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

const PAGES = 5;
const LISTED = '{ cursor node { id status csecStatus youth { lastName } addresses { county } services(first: 2) { edges { cursor } pageInfo { hasNextPage endCursor } } documents(first: 2) { edges { cursor } pageInfo { hasNextPage endCursor } } } }';
const PAGE_INFO = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const FILTERED = '{ cases(first: 5, filter: { csecStatus: VICTIM_CURRENT }) { edges { node { id } } pageInfo { hasNextPage } } }';
const HISTORY = queryOf(`serviceHistory(caseId: $id, first: 10, after: $after) { edges { cursor node { category startedOn } } ${PAGE_INFO} }`);

/** The lists of what a county keeps and what it tells an agency. */
const REGISTERS = ['emergencyReviews', 'mandatedReports', 'sealNotices', 'emergencyAlerts', 'approvalRequests', 'withdrawalNotices', 'oralWithdrawals', 'identityCandidates'].map((name) => queryOf(rootField(schema, name, ALONE[name]!)));
const ABOUT_ONE = documentsAbout(schema, OTHERS);

type Ask = (asking: Asking) => Promise<Answer>;

/** The pages of a list, one after the other. */
async function pages(ask: Ask, root: string, { query, variables }: Asking): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let after: string | null = null;
  while (answers.length < PAGES) {
    const answer: Answer = await ask({ query, variables: { ...variables, after } });
    answers.push(answer);
    const info: PageInfo | undefined = answer.body.data?.[root]?.pageInfo;
    if (!info?.hasNextPage) break;
    after = info.endCursor;
  }
  return answers;
}

/**
 * Asks a question and writes down every answer, in one order whichever comes first; the request ids are fixed, so that
 * equal databases give equal transcripts.
 */
export async function transcript(gateway: TestGateway, county: CanaryCounty, asker: Asker, question: Question): Promise<readonly string[]> {
  const ask: Ask = (asking) => askAs(gateway, asker, asking, uuidOf(`${asker.name} ${asker.purpose} ${JSON.stringify(asking)}`));
  const one = async (asking: Asking): Promise<readonly Answer[]> => [await ask(asking)];
  const parts = 'about' in question ? about(ask, one, askedAs(county, question.about)) : [
    pages(ask, 'cases', { query: queryOf(`cases(first: 5, orderBy: ${question.lists}, after: $after) { edges ${LISTED} ${PAGE_INFO} }`) }),
    one({ query: FILTERED }),
    // Their order is their own.
    ...(question.lists === 'ANY' ? REGISTERS.map((query) => one({ query })) : []),
  ];
  return (await Promise.all(parts)).flat().map(wholeAnswer);
}

function about(ask: Ask, one: (asking: Asking) => Promise<readonly Answer[]>, { id, system, value }: Asked): readonly Promise<readonly Answer[]>[] {
  return [
    ...ABOUT_ONE.map((query) => one({ query, variables: { id, system, value } })), pages(ask, 'serviceHistory', { query: HISTORY, variables: { id } }),
  ];
}

/** Numbers from a salt, the same for the same salt. */
function drawFrom(salt: number): Draw {
  let state = salt;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

/** The names of the mutations that a script sends. */
export function sentBy(asker: Asker, { from, salts }: Script): readonly string[] {
  const names = openTo(asker);
  return salts.map((_, at) => names[(from + at) % names.length]!);
}

/** Sends the mutations of a script in turn and writes down every answer, new ids aside. What they changed stays. */
export async function answersTo(gateway: TestGateway, county: CanaryCounty, asker: Asker, script: Script): Promise<readonly string[]> {
  const target = { county, n: script.about, asked: askedAs(county, script.about) };
  const answers: string[] = [];
  for (const [at, name] of sentBy(asker, script).entries()) {
    const asking = mutationOf(schema, name, target, drawFrom(script.salts[at]!));
    const answer = await askAs(gateway, asker, asking, uuidOf(`${asker.name} ${asker.purpose} ${at} ${JSON.stringify(asking)}`));
    answers.push(withoutNewIds(wholeAnswer(answer), asking, target));
  }
  return answers;
}

/** Where two transcripts part: the place of the answer, and what stands there in each; null when they are the same. */
export function firstDifference(one: readonly string[], other: readonly string[]): readonly [answer: number, one: string, other: string] | null {
  const at = one.findIndex((answer, index) => answer !== other[index]);
  if (at < 0) return one.length === other.length ? null : [one.length, '', other[one.length] ?? ''];
  const [mine, theirs] = [one[at]!, other[at] ?? ''];
  const bytes = [...mine].map((byte, place) => [byte, theirs[place]] as const);
  // The length differs first where the bodies do, and says nothing.
  const body = mine.indexOf('{');
  const place = Math.max(0, bytes.findIndex(([byte, their], index) => index >= body && byte !== their) - 80);
  return [at, mine.slice(place, place + 240), theirs.slice(place, place + 240)];
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
