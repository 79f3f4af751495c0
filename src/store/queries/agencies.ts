import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { AgencyKind, RegimeStatus } from '../../law/agreement.js';
import type { Purpose } from '../../law/purpose.js';
import type { Agency, Agreement } from '../../model/agency.js';
import type { Queryable, Statement } from '../request-session.js';

const AGENCIES: Statement = {
  name: 'agencies-by-id',
  text: 'select id, name, kind, county, state, regime_status from csec.agency where id = any ($1) order by id',
};

const ALL_AGENCIES: Statement = {
  name: 'agencies',
  text: 'select id, name, kind, county, state, regime_status from csec.agency order by name, id',
};

const AGREEMENTS: Statement = {
  name: 'agreements-by-agency',
  text: `select id, agency_id, county, purposes, protocol_version, signed_at, effective_on, expires_on, terminated_at
  from csec.agreement where agency_id = any ($1) order by agency_id, effective_on, id`,
};

interface AgencyRow {
  readonly id: string; readonly name: string; readonly kind: AgencyKind; readonly county: string | null;
  readonly state: string; readonly regime_status: RegimeStatus;
}

interface AgreementRow {
  readonly id: string; readonly agency_id: string; readonly county: string; readonly purposes: readonly Purpose[];
  readonly protocol_version: string; readonly signed_at: Instant; readonly effective_on: LocalDate;
  readonly expires_on: LocalDate | null; readonly terminated_at: Instant | null;
}

/** Every agency, by name. */
export async function agencies(session: Queryable): Promise<readonly Agency[]> {
  return (await session.query<AgencyRow>(ALL_AGENCIES)).map(toAgency);
}

/** Agencies in the order of the ids asked; null where there is none. */
export async function agenciesById(session: Queryable, ids: readonly string[]): Promise<readonly (Agency | null)[]> {
  const rows = await session.query<AgencyRow>(AGENCIES, [ids]);
  const found = new Map(rows.map((row) => [row.id, toAgency(row)]));
  return ids.map((id) => found.get(id) ?? null);
}

/** All agreements of each agency, whether in force or not, oldest first. */
export async function agreementsByAgency(
  session: Queryable, agencyIds: readonly string[],
): Promise<readonly (readonly Agreement[])[]> {
  const rows = await session.query<AgreementRow>(AGREEMENTS, [agencyIds]);
  return agencyIds.map((id) => rows.filter((row) => row.agency_id === id).map(toAgreement));
}

function toAgency(row: AgencyRow): Agency {
  return { id: row.id, name: row.name, kind: row.kind, county: row.county, state: row.state, regimeStatus: row.regime_status };
}

function toAgreement(row: AgreementRow): Agreement {
  return {
    id: row.id, agencyId: row.agency_id, county: row.county, purposes: row.purposes, protocolVersion: row.protocol_version,
    signedAt: row.signed_at, effectiveOn: row.effective_on, expiresOn: row.expires_on, terminatedAt: row.terminated_at,
  };
}
