import type { Canary } from './canary-county.js';
import { AGENCY } from './canary-youths.js';
import { SCENARIO_AGREEMENTS } from './scenario-people.js';

/** Agencies that named persons whom nobody recognizes, and pushed records of them. */
const PUSHING = [AGENCY.provider, AGENCY.clinic, AGENCY.programme];

type Row = Readonly<Record<string, unknown>>;

/** What of each such row is nobody's to be told, by column; of a record its texts. */
const PLANTED: Readonly<Record<string, readonly string[]>> = {
  unlinked_person: ['system', 'value', 'first_name', 'middle_name', 'last_name', 'shared_value', 'named_by'],
  received_service: ['source_key', 'person_system', 'person_value', 'same_as', 'record'],
  received_finding: ['exit_key', 'person_system', 'person_value'],
  history_terms: ['endpoint', 'recorded_by_person_id'],
};

const formOf = (at: number, table: string, column: string): string =>
  `cnrywt${at}${Object.keys(PLANTED).indexOf(table)}${PLANTED[table]!.indexOf(column)}z`;
const plantedIn = (at: number, table: string): Row => Object.fromEntries(PLANTED[table]!.map((column) => [column, formOf(at, table, column)]));

function rowsOf(agencyId: string, at: number): readonly (readonly [table: string, row: Row])[] {
  const { record, ...received } = plantedIn(at, 'received_service');
  const agreement = SCENARIO_AGREEMENTS.find((one) => one.agencyId === agencyId && one.county === '19');
  return [
    ['unlinked_person', { ...plantedIn(at, 'unlinked_person'), id: `0e250000-0000-4000-8000-00000000000${at}`, agency_id: agencyId, county: '19', keys: [], received_at: '2026-02-20T18:00:00Z', renewed_at: '2026-02-20T18:00:00Z' }],
    ['received_service', {
      ...received, agency_id: agencyId, county: '19', received_at: '2026-02-20T18:00:00Z',
      record: JSON.stringify({ category: 'CASE_FACTS', regime: 'CHILD_WELFARE', serviceText: record }),
    }],
    ['received_finding', {
      ...plantedIn(at, 'received_finding'), agency_id: agencyId, kind: 'SEXUAL_EXPLOITATION', county: '19', received_at: '2026-02-20T18:00:00Z', said: true, doubtful: false,
    }],
    ...(agreement === undefined ? [] : [['history_terms', {
      ...plantedIn(at, 'history_terms'), agreement_id: agreement.id, cells: JSON.stringify([{ category: 'CASE_FACTS', regime: 'CHILD_WELFARE' }]), consented_by: 'PARENT',
      minors_own_care: false, stores: true, recorded_by_agency_id: AGENCY.county, recorded_at: '2026-02-20T18:00:00Z',
    }] as const]),
  ];
}

/** Persons who wait, what was pushed of them and under what terms, in the order in which they are written. */
export const WAITING_ROWS: readonly (readonly [table: string, row: Row])[] = PUSHING.flatMap(rowsOf);

/** The tables that hold them. */
export const WAITING_TABLES: readonly string[] = Object.keys(PLANTED);

/** What none of the queries about a youth tells anybody: she is nobody's youth yet, and the terms are of an agreement. */
export const WAITING_CANARIES: readonly Canary[] = PUSHING.flatMap((agencyId, at) => rowsOf(agencyId, at).flatMap(([table]) =>
  PLANTED[table]!.map((column) => ({ n: 0, table, key: `of agency ${at}`, column, form: formOf(at, table, column) }))));
