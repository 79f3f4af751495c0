import type { AgencyKind } from '../../src/law/agreement.js';
import { CASE_PARTS, type CasePart } from './document.js';

/** Classes of agency that may read one resource at a time: those that receive the message, and the county that keeps the records. */
export const READS_OFFERED_TO: readonly AgencyKind[] = ['MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM', 'PUBLIC_HEALTH', 'CHILD_WELFARE'];

/** What must be known of a case to tell its resources of one type: no more is asked for than is told. */
const PARTS_OF_TYPE = {
  Patient: ['county', 'youth'],
  Condition: ['county', 'gridEntries'],
  Flag: ['county', 'csecStatus', 'gridEntries', 'specialProjects', 'absences'],
  Observation: ['county', 'csecStatus', 'screeningFindings'],
  EpisodeOfCare: ['county', 'placements'],
  Procedure: ['county', 'services'],
  Encounter: ['county', 'services'],
  ServiceRequest: ['county', 'services'],
  Task: ['county', 'services'],
  CareTeam: ['county', 'workers'],
  /** The consents on which the youth's name is told. */
  Consent: ['county', 'youth'],
  /** The act by which it is told. */
  Provenance: ['county', 'youth'],
} as const satisfies Readonly<Record<string, readonly CasePart[]>>;

/** The types of resource that are told of a case. */
export const CASE_TYPES = Object.keys(PARTS_OF_TYPE) as readonly (keyof typeof PARTS_OF_TYPE)[];
export type CaseType = (typeof CASE_TYPES)[number];

const selectionOf = (type: CaseType): string => ['pseudonym', ...PARTS_OF_TYPE[type].map((part) => CASE_PARTS[part])].join(' ');

/** The committed documents by which resources of a type are read: of one case, by its id or the county's; of a page of cases. */
export const READ_DOCUMENTS: Readonly<Record<CaseType, { readonly byId: string; readonly byIdentifier: string; readonly page: string }>> = Object.fromEntries(
  CASE_TYPES.map((type) => {
    const selection = selectionOf(type);
    return [type, {
      byId: `query Fhir${type}($id: ID!) { case(id: $id) { ${selection} } }`,
      byIdentifier: `query Fhir${type}ByIdentifier($identifier: CaseIdentifierInput!) { case: caseByIdentifier(identifier: $identifier) { ${selection} } }`,
      page: `query Fhir${type}Page($first: Int!, $after: String) {
        cases(first: $first, after: $after) { edges { cursor node { ${selection} } } pageInfo { hasNextPage } } }`,
    }];
  }),
) as never;
