import { getNamedType, isAbstractType, isLeafType, isObjectType, type GraphQLField, type GraphQLNamedType, type GraphQLSchema } from 'graphql';
import { globalId } from '../../src/kernel/ids.js';
import { MESSAGE_FORMATS } from '../../src/schema/message-port.js';

const DEEPEST = 8;

/** Writes a selection of everything that can be reached from a type, at its full depth, `__typename` included. */
export function everythingOf(type: GraphQLNamedType, first: number, path: readonly string[] = []): string {
  if (isLeafType(type)) return '';
  if (!isObjectType(type) || path.includes(type.name) || path.length > DEEPEST) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    const inner = everythingOf(named, first, [...path, type.name]);
    return isLeafType(named) || inner !== '' ? [`${field.name}${pageOf(field, first)} ${inner}`.trim()] : [];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

function pageOf(field: GraphQLField<unknown, unknown>, first: number): string {
  return field.args.some(({ name }) => name === 'first') ? `(first: ${first})` : '';
}

/**
 * One root field with everything below it: `alias: case(id: "…") { … }`. A field of an interface is asked once for every
 * type that it can be, because fields of one name may not differ in type within one selection.
 */
export function rootField(schema: GraphQLSchema, name: string, args: string, { alias, first = 60 }: { readonly alias?: string; readonly first?: number } = {}): string {
  const type = getNamedType(schema.getQueryType()!.getFields()[name]!.type);
  if (!isAbstractType(type)) return `${alias ? `${alias}: ` : ''}${name}${args} ${everythingOf(type, first)}`;
  return schema.getPossibleTypes(type).map((one) => `${name}${one.name}: ${name}${args} { __typename ... on ${one.name} ${everythingOf(one, first)} }`).join(' ');
}

/** The names of the queries, so that a new one cannot be forgotten. */
export function queryNames(schema: GraphQLSchema): readonly string[] {
  return Object.keys(schema.getQueryType()!.getFields()).sort();
}

/** The arguments of every query that is asked about one youth, who stands in the variables: a document is the same for all. */
export const ABOUT: Readonly<Record<string, string>> = {
  case: '(id: $id)', node: '(id: $id)', caseByIdentifier: '(identifier: { other: { system: $system, value: $value } })',
  serviceHistory: '(caseId: $id, first: 50)', explainAccess: '(input: { caseId: $id })', disclosures: '(caseId: $id, first: 50)', identitySuggestions: '(caseId: $id, first: 50)',
  partnerMessage: '(caseId: $id, format: PROVIDER_JSON)',
};

/** Formats that are asked beside the case; every other is asked with the node, for one document has no place for all. */
const FIRST_FORMATS: readonly string[] = ['FHIR_R4_BUNDLE', 'NIEM_6_XML', 'PROVIDER_JSON'];

const TYPES = { id: 'ID!', system: 'Int!', value: 'String!', after: 'String' } as const;

/** A query with these root fields, which declares the variables that they use. */
export function queryOf(...roots: readonly string[]): string {
  const fields = roots.join(' ');
  const used = Object.entries(TYPES).filter(([name]) => fields.includes(`$${name}`)).map(([name, type]) => `$${name}: ${type}`);
  return `query${used.length === 0 ? '' : `(${used.join(', ')})`} { ${fields} }`;
}

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** The arguments of every other query. */
export const ALONE: Readonly<Record<string, string>> = {
  cases: '(first: 20)', me: '', authorities: '(first: 2)', syncRuns: '(first: 5)', quarantine: '(first: 5)',
  // What a county pushes is of no youth until it is taken in: its own tests show who reads what of it.
  syncUpload: `(id: "${globalId('SyncUpload', NOBODY)}")`,
  // What partners are told, and how it went, is of no youth; an event leads to one only for the agency that it was raised for.
  partnerSubscriptions: '(first: 5)', partnerEvents: `(subscriptionId: "${globalId('PartnerSubscription', NOBODY)}", first: 5)`,
  caseOfEvent: `(eventId: "${globalId('PartnerEvent', NOBODY)}")`,
  // Terms are of an agreement, and of no youth.
  historyTerms: `(agencyId: "${globalId('Agency', NOBODY)}")`,
  emergencyReviews: '(first: 50)', mandatedReports: '(first: 50)', sealNotices: '(first: 50)', emergencyAlerts: '(first: 50)', approvalRequests: '(first: 50)', withdrawalNotices: '(first: 50)', undoneIdentityLinks: '(first: 50)', identityCandidates: '(first: 50)', oralWithdrawals: '(first: 50)',
  // The rules as data and the released counts: of no youth, whoever asks.
  policyTable: '', programReport: '(table: VICTIMS_BY_AGE, county: "19", period: { year: 2025 })', programReports: '(first: 5)', programReportDrafts: '(first: 5)',
};

/** How a youth is named in a question: the variables of every document about him. */
export interface Asked {
  readonly id: string;
  readonly system: unknown;
  readonly value: unknown;
}

/**
 * Documents that together ask everything about one youth: by every query, in every format, and for two other callers;
 * as few as the limits of the gateway allow.
 */
export function documentsAbout(schema: GraphQLSchema, others: readonly { readonly agencyId: string; readonly role: string }[], beside: readonly string[] = []): readonly string[] {
  const message = (format: string) => `${format}: partnerMessage(caseId: $id, format: ${format}) { __typename decisionId format mediaType encoding content }`;
  const roots = (...names: string[]) => names.map((name) => rootField(schema, name, ABOUT[name]!));
  const simulated = others.map(({ agencyId, role }) =>
    rootField(schema, 'explainAccess', `(input: { caseId: $id, caller: { agencyId: "${agencyId}", role: ${role} } })`, { alias: role }));
  return [
    queryOf(...roots('case', 'serviceHistory', 'explainAccess', ...beside), ...FIRST_FORMATS.map(message), ...simulated),
    queryOf(...roots('node', 'caseByIdentifier'), ...MESSAGE_FORMATS.filter((format) => !FIRST_FORMATS.includes(format)).map(message)),
  ];
}
