import { z } from 'zod';
import {
  RELEASED, SELECTED, categoriesIn, labelsOf, standingOf, type MessageEnvelope, type ReleasedGridEntry,
} from '../partner-adapter.js';
import { scopesInWords } from '../partner-consent-scope.js';
import { childWelfareAgencyOf } from '../partner-counties.js';
import { csvOf, type CsvRow } from './csv.js';

/** What an agency against trafficking asks for its case records. */
export const HTCDS_DOCUMENT = /* GraphQL */ `
  query HtcdsMessage($id: ID!) {
    case(id: $id) {
      county
      status
      csecStatus
      youth { firstName }
      ${SELECTED.gridEntries}
    }
  }
`;

/** Reads a result of the document. */
export const htcdsResult = z.strictObject({
  case: z.strictObject({
    county: RELEASED.county, status: z.enum(['OPEN', 'CLOSED']).nullable(), csecStatus: RELEASED.csecStatus,
    youth: z.strictObject({ firstName: RELEASED.text }).nullable(), gridEntries: RELEASED.gridEntries,
  }).nullable(),
});
export type HtcdsCase = NonNullable<z.infer<typeof htcdsResult>['case']>;

/**
 * Columns of the Human Trafficking Case Data Standard 2.0 (CC BY 4.0, International Organization for Migration) that the
 * release fills, and beside them, under `csec_`, what the standard has no place for: pseudonym, authority and handling.
 */
export const HTCDS_COLUMNS = [
  'csec_Pseudonym', 'csec_PseudonymSystem', 'prs_FirstName', 'vic_TraffickingStatus', 'vic_TraffickingStatusDecisionMakingOrg', 'cas_Status',
  'cas_ReferringOrganisation', 'hte_Type', 'hte_Date', 'hte_Description', 'con_Consent', 'csec_ConsentScopes', 'csec_County', 'csec_Recipient', 'csec_Decision', 'csec_Policy',
  'csec_GeneratedAt', 'csec_ValidUntil', 'csec_Basis', 'csec_Notices', 'csec_Confidentiality', 'csec_Labels', 'csec_Obligations',
  'csec_DeleteBy', 'csec_Withheld',
] as const;
type Row = CsvRow<(typeof HTCDS_COLUMNS)[number]>;

const STATUSES = { AT_RISK: 'Possible victim', VICTIM_CURRENT: 'Actual victim', VICTIM_PAST: 'Actual victim' } as const;
const CASE_STATUSES = { OPEN: 'Active', CLOSED: 'Closed' } as const;
const NOTHING: HtcdsCase = { county: null, status: null, csecStatus: null, youth: null, gridEntries: null };

/** A row of the case, with each row of the county's grid on one of its own: a victim's as an event of exploitation. */
export function htcdsCsv(released: HtcdsCase | null, envelope: MessageEnvelope): string {
  const record = released ?? NOTHING;
  const sender = envelope.county ?? record.county;
  const agency = sender === null ? undefined : childWelfareAgencyOf(sender);
  const every: Row = {
    csec_Pseudonym: envelope.pseudonym, csec_PseudonymSystem: envelope.pseudonymSystem, prs_FirstName: record.youth?.firstName ?? undefined,
    vic_TraffickingStatus: record.csecStatus === null ? undefined : STATUSES[record.csecStatus],
    vic_TraffickingStatusDecisionMakingOrg: record.csecStatus === null ? undefined : agency,
    cas_Status: record.status === null ? undefined : CASE_STATUSES[record.status], cas_ReferringOrganisation: agency, csec_County: record.county ?? undefined,
    ...handlingOf(record, envelope),
  };
  return csvOf(HTCDS_COLUMNS, [{}, ...(record.gridEntries ?? []).map(eventOf)].map((row) => ({ ...row, ...every })));
}

function eventOf(row: ReleasedGridEntry): Row {
  const { type, startedOn, endedOn, flags } = row;
  const words = [type && `${type.display ?? ''} (${type.system} ${type.code})`.trim(), endedOn && `until ${endedOn}`, ...(flags ?? [])]
    .filter((part) => part !== null);
  return {
    hte_Type: standingOf(row) === 'VICTIM' ? 'Exploitation' : undefined, hte_Date: startedOn ?? undefined,
    hte_Description: [standingOf(row) === 'AT_RISK' ? 'At risk' : null, ...words].filter((part) => part !== null).join(', '),
  };
}

function handlingOf({ csecStatus, gridEntries }: HtcdsCase, envelope: MessageEnvelope): Row {
  return {
    con_Consent: envelope.consentIds, csec_ConsentScopes: scopesInWords(envelope), csec_Recipient: `${envelope.recipient.name} (${envelope.recipient.agencyId})`, csec_Decision: envelope.decisionId,
    csec_Policy: envelope.policyVersion, csec_GeneratedAt: envelope.generatedAt, csec_ValidUntil: envelope.validUntil ?? undefined, csec_Basis: envelope.basis,
    csec_Notices: envelope.notices.map(({ text }) => text), csec_Confidentiality: envelope.confidentiality,
    csec_Labels: labelsOf(categoriesIn({ csecStatus, gridEntries, specialProjects: null }), envelope), csec_Obligations: envelope.obligations,
    csec_DeleteBy: envelope.deleteBy ?? undefined, csec_Withheld: envelope.withheld.map(({ category }) => category),
  };
}
