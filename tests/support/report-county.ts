import { randomUUID } from 'node:crypto';
import type { Asked, ScenarioGateway } from './scenario-gateway.js';
import { AGENCY, CALLER, personUuid, type ScenarioCaller } from './scenario-people.js';
import type { Parsed } from './gateway.js';

/** Youths alike for the report: how many, of where, how old, and from when to when the grid lists them. */
export interface Alike {
  readonly many: number;
  readonly county: string | null;
  readonly bornOn: string | null;
  readonly sex?: 'F' | 'M' | 'I' | 'U';
  readonly sensitivity?: 'N' | 'S' | 'R';
  readonly victim?: boolean;
  readonly from?: string;
  readonly to?: string | null;
}

/** Writes youths of whom the grid has one row each, under the sync role. Answers their ids. */
export async function writeAlike(gateway: Pick<ScenarioGateway, 'sql'>, alike: Alike): Promise<readonly string[]> {
  const { many, county, bornOn, sex = 'F', sensitivity = 'N', victim = true, from = '2025-04-10', to = '2025-05-10' } = alike;
  const rows = await gateway.sql<{ subject_id: string }>(`with fresh as (
      insert into csec.youth (client_key, county, stated_county, sensitivity, born_on, sex, csec_status)
      select left(md5($1 || i), 10), $2, $2, $3, $4::date, $5, case when $6::boolean then 'VICTIM_PAST' else 'AT_RISK' end
      from generate_series(1, $7::integer) as i returning subject_id)
    insert into csec.csec_grid_entry (subject_id, record_key, type_code, is_victim, started_on, ended_on)
    select subject_id, 'grid', case when $6::boolean then 6870 else 6867 end, $6::boolean, $8::date, $9::date from fresh returning subject_id`,
  [randomUUID(), county, sensitivity, bornOn, sex, victim, many, from, to], 'csec_sync');
  return rows.map(({ subject_id }) => subject_id);
}

const ofState = (n: number): ScenarioCaller => ({ ...CALLER.stateAnalyst, personId: personUuid(n), agencyId: AGENCY.state });

/** The three persons of the chain. */
export const SIGNERS = { analyst: CALLER.stateAnalyst, expert: ofState(51), legal: ofState(52) } as const;

/** What is asked of a report. */
export const REPORT = `table title county period { year quarter years } status legalReview hash frozenAt signatures { step approved at }
  cells { row column state shown number percent } score screened populationSource authorities`;

/** Asks for a table, as its variables name it: `{ table, county, period }`. */
export const ASK_REPORT = `query Report($table: ProgramTable!, $county: CountyCode, $period: ProgramPeriodInput!) {
  programReport(table: $table, county: $county, period: $period) { ${REPORT} } }`;
export const REQUEST_REPORT = `mutation Freeze($input: RequestProgramReportInput!) { requestProgramReport(input: $input) { report { ${REPORT} } userErrors { code field message } } }`;
export const SIGN_REPORT = `mutation Sign($input: SignProgramReportInput!) { signProgramReport(input: $input) { report { ${REPORT} } userErrors { code field message } } }`;

/** A table, place and period as GraphQL takes them. */
export interface AskedTable {
  readonly table: string;
  readonly county?: string | null;
  readonly period: { readonly year: number; readonly quarter?: number; readonly years?: number };
}

/** Freezes a table as the analyst. */
export function freezeReport(gateway: ScenarioGateway, input: AskedTable, analyst: ScenarioCaller = SIGNERS.analyst): Promise<Asked> {
  return gateway.as(analyst, REQUEST_REPORT, { input });
}

/** Signs, or refuses, as that step. */
export function signReport(gateway: ScenarioGateway, hash: string, step: 'EXPERT' | 'LEGAL', { caller = step === 'EXPERT' ? SIGNERS.expert : SIGNERS.legal, approve = true }: { readonly caller?: ScenarioCaller; readonly approve?: boolean } = {}): Promise<Asked> {
  return gateway.as(caller, SIGN_REPORT, { input: { hash, step, approve } });
}

/** Freezes and signs by all three, and asks: what a reader is told. */
export async function releasedReport(gateway: ScenarioGateway, asked: AskedTable, reader: ScenarioCaller = SIGNERS.analyst): Promise<Parsed> {
  const frozen = await freezeReport(gateway, asked);
  const { hash } = frozen.body.data.requestProgramReport.report;
  await signReport(gateway, hash, 'EXPERT');
  await signReport(gateway, hash, 'LEGAL');
  return (await gateway.as(reader, ASK_REPORT, { ...asked })).body.data.programReport;
}

/** The cells of a report in one line, as a reader sees them. */
export const cellsOf = (report: Parsed): string => report.cells.map(({ row, column, shown }: Parsed) => (
  `${[row ?? 'all', column].filter((word) => word !== null).join('/')} ${shown}`)).join(', ');
