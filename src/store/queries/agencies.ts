import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { AgencyKind, RegimeStatus } from '../../law/agreement.js';
import type { ObligationId } from '../../law/obligation.js';
import type { Purpose } from '../../law/purpose.js';
import type { Agency, Agreement } from '../../model/agency.js';
import type { Queryable, Statement } from '../request-session.js';

const AGENCIES: Statement = {
  name: 'agencies-by-id',
  text: 'select id, name, kind, county, state, regime_status, duties_honoured, duties_by_county from csec.agency where id = any ($1) order by id',
};

const ALL_AGENCIES: Statement = {
  name: 'agencies',
  text: 'select id, name, kind, county, state, regime_status, duties_honoured, duties_by_county from csec.agency order by name, id',
};

const KINDS_NAMED: Statement = {
  name: 'agency-kinds-named',
  text: `select distinct kind from csec.agency where kind = any ($1) and length(name) > 3 and position(lower(name) in lower($2)) > 0 order by kind`,
};

const AGREEMENTS: Statement = {
  name: 'agreements-by-agency',
  text: `select id, agency_id, county, purposes, protocol_version, signed_at, effective_on, expires_on, terminated_at
  from csec.agreement where agency_id = any ($1) order by agency_id, effective_on, id`,
};

const AGENCY_WITH_AGREEMENTS: Statement = {
  name: 'agency-with-agreements',
  text: `select a.id, a.name, a.kind, a.county, a.state, a.regime_status, a.duties_honoured, a.duties_by_county, g.id as agreement_id, g.county as agreement_county,
    g.purposes, g.protocol_version, g.signed_at, g.effective_on, g.expires_on, g.terminated_at
  from csec.agency a left join csec.agreement g on g.agency_id = a.id where a.id = $1 order by g.effective_on, g.id`,
};

interface AgencyRow {
  readonly id: string; readonly name: string; readonly kind: AgencyKind; readonly county: string | null;
  readonly state: string; readonly regime_status: RegimeStatus; readonly duties_honoured: readonly ObligationId[] | null;
  readonly duties_by_county: Readonly<Record<string, readonly ObligationId[]>> | null;
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

/** The classes, of those asked, of the agencies whose names stand in the text. The text is looked through and kept nowhere. */
export async function agencyKindsNamed(session: Queryable, kinds: readonly AgencyKind[], text: string): Promise<readonly AgencyKind[]> {
  return (await session.query<{ readonly kind: AgencyKind }>(KINDS_NAMED, [kinds, text])).map(({ kind }) => kind);
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

/** An agency with all its agreements, oldest first, as they stand at one moment; null where there is none. */
export async function agencyWithAgreements(
  session: Queryable, id: string,
): Promise<{ readonly agency: Agency; readonly agreements: readonly Agreement[] } | null> {
  type Joined = AgencyRow & Omit<AgreementRow, 'id' | 'agency_id' | 'county'> & { readonly agreement_id: string | null; readonly agreement_county: string };
  const rows = await session.query<Joined>(AGENCY_WITH_AGREEMENTS, [id]);
  if (!rows[0]) return null;
  return {
    agency: toAgency(rows[0]),
    agreements: rows.flatMap(({ agreement_id, agreement_county, ...row }) => (
      agreement_id === null ? [] : [toAgreement({ ...row, id: agreement_id, agency_id: id, county: agreement_county })])),
  };
}

function toAgency(row: AgencyRow): Agency {
  return {
    id: row.id, name: row.name, kind: row.kind, county: row.county, state: row.state, regimeStatus: row.regime_status,
    ...(row.duties_honoured === null ? {} : { dutiesHonoured: row.duties_honoured }),
    ...(row.duties_by_county === null ? {} : { dutiesByCounty: row.duties_by_county }),
  };
}

function toAgreement(row: AgreementRow): Agreement {
  return {
    id: row.id, agencyId: row.agency_id, county: row.county, purposes: row.purposes, protocolVersion: row.protocol_version,
    signedAt: row.signed_at, effectiveOn: row.effective_on, expiresOn: row.expires_on, terminatedAt: row.terminated_at,
  };
}
