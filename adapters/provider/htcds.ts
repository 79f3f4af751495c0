import { z } from 'zod';
import type { Category } from '../../src/law/category.js';
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
 * release fills, and beside them, under `csec_`, what the standard has no place for: pseudonym, entries of
 * the county's grid that tell of no event, authority and handling.
 */
export const HTCDS_COLUMNS = [
  'csec_Pseudonym', 'csec_PseudonymSystem', 'prs_FirstName', 'vic_TraffickingStatus', 'vic_TraffickingStatusDecisionMakingOrg', 'cas_Status',
  'cas_ReferringOrganisation', 'hte_Type', 'hte_Date', 'hte_Description', 'csec_EntryDate', 'csec_EntryDescription', 'con_Consent', 'csec_ConsentScopes', 'csec_County', 'csec_Recipient', 'csec_Decision', 'csec_Policy',
  'csec_GeneratedAt', 'csec_ValidUntil', 'csec_Basis', 'csec_Notices', 'csec_Confidentiality', 'csec_Labels', 'csec_Obligations',
  'csec_DeleteBy', 'csec_Withheld',
] as const;
type Row = CsvRow<(typeof HTCDS_COLUMNS)[number]>;

const STATUSES = { AT_RISK: 'Possible victim', VICTIM_CURRENT: 'Actual victim', VICTIM_PAST: 'Actual victim' } as const;
const CASE_STATUSES = { OPEN: 'Active', CLOSED: 'Closed' } as const;
const NOTHING: HtcdsCase = { county: null, status: null, csecStatus: null, youth: null, gridEntries: null };

/** A row of the case, with each row of the county's grid on one of its own: a victim's as an event of exploitation, any other as an entry. */
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
  return csvOf(HTCDS_COLUMNS, [{}, ...(record.gridEntries ?? []).map(gridRow)].map((row) => ({ ...row, ...every })));
}

/** A row of the grid. That a youth is at risk, or a row of unknown standing, is no event of trafficking. */
function gridRow(row: ReleasedGridEntry): Row {
  const { type, startedOn, endedOn, flags } = row;
  const words = [type && `${type.display ?? ''} (${type.system} ${type.code})`.trim(), endedOn && `until ${endedOn}`, ...(flags ?? [])]
    .filter((part) => part !== null);
  const standing = standingOf(row);
  const date = startedOn ?? undefined;
  if (standing === 'VICTIM') return { hte_Type: 'Exploitation', hte_Date: date, hte_Description: words.join(', ') };
  return { csec_EntryDate: date, csec_EntryDescription: [...(standing === 'AT_RISK' ? ['At risk'] : []), ...words].join(', ') };
}

/** The categories that the message holds, so that it is labelled with each. */
const categoriesOf = (record: HtcdsCase): readonly Category[] =>
  [...categoriesIn({ ...record, specialProjects: null }), ...(record.status === null ? [] : ['CASE_FACTS' as const])];

function handlingOf(record: HtcdsCase, envelope: MessageEnvelope): Row {
  return {
    con_Consent: envelope.consentIds, csec_ConsentScopes: scopesInWords(envelope), csec_Recipient: `${envelope.recipient.name} (${envelope.recipient.agencyId})`, csec_Decision: envelope.decisionId,
    csec_Policy: envelope.policyVersion, csec_GeneratedAt: envelope.generatedAt, csec_ValidUntil: envelope.validUntil ?? undefined, csec_Basis: envelope.basis,
    csec_Notices: envelope.notices.map(({ text }) => text), csec_Confidentiality: envelope.confidentiality,
    csec_Labels: labelsOf(categoriesOf(record), envelope), csec_Obligations: envelope.obligations,
    csec_DeleteBy: envelope.deleteBy ?? undefined, csec_Withheld: envelope.withheld.map(({ category }) => category),
  };
}
