import type { Instant } from '../../kernel/dates.js';
import type { Agency, Agreement, Involvement, Team, TeamMember } from '../../model/agency.js';
import type { Consent } from '../../model/consent.js';
import type { ServiceRecord } from '../../model/service-record.js';
import type { Person } from '../queries/persons.js';
import type { Queryable } from '../request-session.js';
import { columnsOf } from './columns.js';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** A record together with the key that tells it from others of its subject. */
export type Keyed<T> = T & { readonly recordKey: string };

/** The span in which a team is assigned to a subject. */
export interface TeamAssignment {
  readonly subjectId: string;
  readonly recordKey: string;
  readonly teamId: string;
  readonly assignedAt: Instant;
  readonly unassignedAt: Instant | null;
}

// Writers of many rows at once, for loading a county or a demonstration. They work under the sync role only.

/** Keeps agencies that are new; one that is there stays as it is. */
export async function insertAgencies(session: Queryable, agencies: readonly Agency[]): Promise<void> {
  await insertRows(session, 'agency', agencies.map((agency) => columnsOf({
    ...agency, dutiesHonoured: agency.dutiesHonoured ?? null, dutiesByCounty: agency.dutiesByCounty ?? null,
  })));
}

/** Keeps persons that are new. */
export async function insertPersons(session: Queryable, persons: readonly Person[]): Promise<void> {
  await insertRows(session, 'person', persons.map(columnsOf));
}

/** Keeps agreements that are new. */
export async function insertAgreements(session: Queryable, agreements: readonly Agreement[]): Promise<void> {
  await insertRows(session, 'agreement', agreements.map(columnsOf));
}

/** Keeps teams that are new. */
export async function insertTeams(session: Queryable, teams: readonly Team[]): Promise<void> {
  await insertRows(session, 'team', teams.map((team) => columnsOf({ ...team, closedAt: team.closedAt ?? null })));
}

/** Keeps seats that are new, ended ones included. */
export async function insertTeamMembers(session: Queryable, members: readonly TeamMember[]): Promise<void> {
  await insertRows(session, 'team_member', members.map(columnsOf));
}

/** Keeps assignments of teams to subjects that are new. */
export async function insertTeamAssignments(session: Queryable, assignments: readonly TeamAssignment[]): Promise<void> {
  await insertRows(session, 'team_assignment', assignments.map(columnsOf));
}

/** Keeps involvements that are new. */
export async function insertInvolvements(session: Queryable, involvements: readonly Keyed<Involvement>[]): Promise<void> {
  await insertRows(session, 'involvement', involvements.map((one) => columnsOf({ ...one, personId: one.personId ?? null, conditions: one.conditions ?? [] })));
}

/** Keeps consents that are new, in whatever state they are, each as its only version. */
export async function insertConsents(session: Queryable, consents: readonly Consent[]): Promise<void> {
  await insertRows(session, 'consent', consents.map((consent) => ({
    subject_id: consent.subjectId, id: consent.id, version: consent.version, effect: consent.effect, status: consent.status,
    recorded_by_agency_id: consent.recordedByAgencyId, recorded_at: consent.recordedAt, record: consent,
  })));
}

/** A partner's record with the petition, arrest or matter number by which a seal order reaches it. */
export type MatterRecord = Keyed<ServiceRecord> & { readonly matter?: string | null };

/** Keeps service records of a partner's system that are new, beside those of the county; of what is sealed it keeps nothing. */
export async function insertServiceRecords(session: Queryable, records: readonly MatterRecord[]): Promise<void> {
  await insertRows(session, 'service_record', records.map(({ service, method, provenance, ...rest }) => ({
    ...columnsOf(rest), matter: rest.matter ?? null, service_code: service?.code ?? null, service_display: service?.display ?? null,
    method_code: method?.code ?? null, method_display: method?.display ?? null, system: provenance.system,
    regime: provenance.regime, source_agency_id: provenance.sourceAgencyId, consented_by: provenance.consentedBy,
    source_updated_at: provenance.updatedAt,
  })));
}

/** One statement for all rows. Table and columns are names of this file, never of a caller. */
async function insertRows(session: Queryable, table: string, rows: Rows): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!).sort().join(', ');
  await session.query({
    name: `insert-${table}`,
    text: `insert into csec.${table} (${columns})
      select ${columns} from jsonb_populate_recordset(null::csec.${table}, $1::jsonb) on conflict do nothing`,
  }, [JSON.stringify(rows)]);
}
