import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { AgencyKind } from '../../law/agreement.js';
import type { Purpose } from '../../law/purpose.js';
import type { Agreement } from '../../model/agency.js';
import type { HistoryAgreement, PersonNamed } from '../../model/received-service.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from '../writers/columns.js';

const RECORD: Statement = { name: 'record-history-terms', text: 'select csec.record_history_terms($1::jsonb)' };
const TERMS = 't.agreement_id, t.cells, t.consented_by, t.minors_own_care, t.stores, t.endpoint';

const OF_AGREEMENTS: Statement = {
  name: 'history-terms',
  text: `select g.agency_id, g.county, ${TERMS} from csec.history_terms t join csec.agreement g on g.id = t.agreement_id
    where t.agreement_id = any ($1::uuid[]) order by g.effective_on desc, g.id`,
};

const SOURCES: Statement = {
  name: 'history-sources',
  text: `select a.name, a.kind, l.system as person_system, l.value as person_value, g.agency_id, g.county, g.purposes, g.protocol_version, g.signed_at, g.effective_on,
      g.expires_on, g.terminated_at, ${TERMS}
    from csec.partner_link l join csec.agency a on a.id = l.agency_id
    join csec.youth y on y.subject_id = l.subject_id
    join csec.agreement g on g.agency_id = l.agency_id and g.county = y.county
    join csec.history_terms t on t.agreement_id = g.id
    where l.subject_id = $1 and l.undone_at is null order by l.linked_at desc, l.id`,
};

interface TermsRow {
  readonly agreement_id: string; readonly agency_id: string; readonly county: string; readonly cells: HistoryAgreement['cells'];
  readonly consented_by: HistoryAgreement['consentedBy']; readonly minors_own_care: boolean; readonly stores: boolean; readonly endpoint: string | null;
}

interface SourceRow extends TermsRow {
  readonly name: string; readonly kind: AgencyKind; readonly person_system: string; readonly person_value: string; readonly purposes: readonly Purpose[];
  readonly protocol_version: string; readonly signed_at: Instant; readonly effective_on: LocalDate; readonly expires_on: LocalDate | null;
  readonly terminated_at: Instant | null;
}

/** Who recorded the terms, and when. */
export interface TermsRecorded {
  readonly recordedByAgencyId: string;
  readonly recordedByPersonId: string;
  readonly recordedAt: Instant;
}

/** Keeps the terms of an agreement; later ones stand for earlier. */
export async function recordHistoryTerms(session: Queryable, terms: Omit<HistoryAgreement, 'county' | 'agencyId'> & TermsRecorded): Promise<void> {
  await session.query(RECORD, [JSON.stringify(columnsOf(terms))]);
}

/** The terms of agreements, where they have any; of the newest first. */
export async function historyTerms(session: Queryable, agreementIds: readonly string[]): Promise<readonly HistoryAgreement[]> {
  return (await session.query<TermsRow>(OF_AGREEMENTS, [agreementIds])).map(toTerms);
}

/** An agency to which an open youth is linked, with an agreement that has terms, whether or not by them it can be asked. */
export interface LinkedSource {
  readonly agencyName: string;
  readonly agencyKind: AgencyKind;
  readonly person: PersonNamed;
  readonly agreement: Agreement;
  readonly terms: HistoryAgreement;
}

/** The sources of one open youth: what they are says who serves her, and is shown to nobody who may not know that. */
export async function linkedSources(session: Queryable, subjectId: string): Promise<readonly LinkedSource[]> {
  return (await session.query<SourceRow>(SOURCES, [subjectId])).map((row) => ({
    agencyName: row.name, agencyKind: row.kind, person: { system: row.person_system, value: row.person_value }, terms: toTerms(row),
    agreement: {
      id: row.agreement_id, agencyId: row.agency_id, county: row.county, purposes: row.purposes, protocolVersion: row.protocol_version,
      signedAt: row.signed_at, effectiveOn: row.effective_on, expiresOn: row.expires_on, terminatedAt: row.terminated_at,
    },
  }));
}

function toTerms(row: TermsRow): HistoryAgreement {
  return {
    agreementId: row.agreement_id, agencyId: row.agency_id, county: row.county, cells: row.cells, consentedBy: row.consented_by,
    minorsOwnCare: row.minors_own_care, stores: row.stores, endpoint: row.endpoint,
  };
}
