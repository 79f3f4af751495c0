import { z } from 'zod';
import { AGENCY_KINDS } from '../../../src/law/agreement.js';
import { CATEGORIES, CATEGORY_FACTS, CONFIDENTIALITY, type Category } from '../../../src/law/category.js';
import { labelsOf, type MessageEnvelope } from '../../partner-adapter.js';
import { consentScopeRead, consentScopesOf } from '../../partner-consent-scope.js';
import { childWelfareAgencyOf, countyNameOf } from '../../partner-counties.js';
import { categoriesOfLists } from '../../partner-history.js';
import { categoriesOfMissing } from '../missing-child-message.js';
import type { WorksheetCase } from './document.js';
import { FIELDS, particularsOf, valuesOf, type FieldCode } from './fields.js';
import { suggestionsOf, type Suggestion, type Suggested } from './suggestions.js';

const text = z.string().min(1);
const suggestion = z.strictObject({ code: text, meaning: text, because: z.array(text) });
const suggestions = z.array(suggestion);

/** The worksheet as data, `csec.missing-person-worksheet.v1`. A field without a value is for the officer to fill. */
export const worksheetProfile = z.strictObject({
  profile: z.literal('csec.missing-person-worksheet.v1'),
  statements: z.array(text).min(1),
  message: z.strictObject({
    decision: text, policy: text, generatedAt: z.iso.datetime(), validUntil: z.iso.datetime().optional(), sender: text.optional(),
    recipient: z.strictObject({ id: text, name: text, kind: z.enum(AGENCY_KINDS) }),
  }),
  child: z.strictObject({ id: text, idSystem: text, county: text.optional() }),
  entry: z.array(z.strictObject({
    code: z.enum(Object.keys(FIELDS) as [FieldCode, ...FieldCode[]]), title: text,
      value: text.optional(), entry: text.optional(), suggestions: suggestions.optional(),
  })),
  california: z.strictObject({ reportType: suggestions, atRisk: suggestions }),
  particulars: z.array(z.strictObject({ title: text, value: text })),
  absences: z.array(z.strictObject({
    kind: z.enum(['RAN_AWAY', 'ABDUCTED', 'UNEXPLAINED']).optional(), startedOn: z.iso.date().optional(), endedOn: z.iso.date().optional() })),
  authority: z.strictObject({
    basis: z.array(text), consents: z.array(text), consentScopes: z.array(consentScopeRead),
    notices: z.array(z.strictObject({ id: text, text })),
  }),
  handling: z.strictObject({ conf: z.enum(CONFIDENTIALITY), labels: z.array(text), obligations: z.array(text), deleteBy: z.iso.date().optional() }),
  withheld: z.array(z.strictObject({ category: z.enum(CATEGORIES), title: text })),
});
export type Worksheet = z.infer<typeof worksheetProfile>;

/** What the worksheet is, and is not; printed on each of its pages. */
export const STATEMENTS = [
  'Worksheet for a missing-person entry. The gateway submits nothing to CLETS, NCIC, MUPS or NCMEC: an officer decides and enters.',
  'Every code is a suggestion. The child is a victim or a youth, never anything else.',
  'Law enforcement enters a missing child into NCIC within 2 hours of receipt (34 U.S.C. 41308); '
    + 'the county reports to NCMEC within 24 hours (42 U.S.C. 671(a)(35)(B)).',
] as const;

const NOTHING: WorksheetCase = { county: null, youth: null, missingChildReport: null, absences: null };

/** The worksheet of what was released. A null case is a case of which nothing was released. */
export function worksheetOf(released: WorksheetCase | null, envelope: MessageEnvelope): Worksheet {
  const record = released ?? NOTHING;
  const suggested = suggestionsOf(record, envelope.generatedAt);
  const sender = envelope.county ?? record.county;
  return present({
    profile: 'csec.missing-person-worksheet.v1',
    statements: [...STATEMENTS],
    message: {
      decision: envelope.decisionId, policy: envelope.policyVersion, generatedAt: envelope.generatedAt, validUntil: envelope.validUntil,
      sender: sender === null ? null : childWelfareAgencyOf(sender),
      recipient: { id: envelope.recipient.agencyId, name: envelope.recipient.name, kind: envelope.recipient.kind },
    },
    child: { id: envelope.pseudonym, idSystem: envelope.pseudonymSystem, county: record.county === null ? null : countyNameOf(record.county) },
    entry: entryOf(record, suggested),
    california: { reportType: suggested.MUPS_TYPE, atRisk: suggested.MUPS_AT_RISK },
    particulars: particularsOf(record.missingChildReport, countyNameOf).map(([title, value]) => ({ title, value })),
    absences: record.absences ?? [],
    authority: { basis: envelope.basis, consents: envelope.consentIds, consentScopes: consentScopesOf(envelope), notices: envelope.notices },
    handling: {
      conf: envelope.confidentiality, labels: labelsOf(categoriesOf(record), envelope), obligations: envelope.obligations, deleteBy: envelope.deleteBy,
    },
    withheld: envelope.withheld.map(({ category }) => ({ category, title: CATEGORY_FACTS[category].title })),
  });
}

function entryOf(record: WorksheetCase, suggested: Readonly<Record<Suggested, readonly Suggestion[]>>) {
  const values = valuesOf(record);
  return (Object.keys(FIELDS) as FieldCode[]).map((code) => {
    const offered = code in suggested ? suggested[code as Suggested] : [];
    return { code, title: FIELDS[code], value: values[code]?.value ?? null, entry: values[code]?.entry ?? null,
      suggestions: offered.length === 0 ? null : offered };
  });
}

function categoriesOf(record: WorksheetCase): readonly Category[] {
  return [...categoriesOfMissing(record), ...categoriesOfLists([['CASE_FACTS', record.absences]])];
}

/** Without the members that are null; lists stay, empty too. */
function present(worksheet: object): Worksheet {
  return JSON.parse(JSON.stringify(worksheet, (_key, member: unknown) => (member === null ? undefined : member))) as Worksheet;
}
