import { AUDIT_DOCUMENT } from '../../../adapters/mental-health/audit-events.js';
import { CASE_TYPES, READ_DOCUMENTS, READS_OFFERED_TO, type CaseType } from '../../../adapters/mental-health/reads.js';
import type { FhirResource } from '../../../adapters/mental-health/fhir.js';
import { withoutAbsent } from '../../../adapters/partner-adapter.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import { globalId } from '../../kernel/ids.js';
import type { GatewayContext } from '../../schema/gateway-context.js';
import { auditPageOf } from './audit-page.js';
import { capabilityStatement } from './capability-statement.js';
import { resourcesOfCase } from './case-reads.js';
import { patientOfRow, pseudonymOfPatient } from './fhir-ids.js';
import { pushBundle, type BundlePush } from './push-bundle.js';
import { openCursor, sealCursor } from './sealed-cursors.js';
import { readSearch, type FhirSearch, type Parameters, type Whom } from './search-parameters.js';
import { searchsetOf, travelling, type ToldResource } from './searchset.js';
import { envelopeOf, type ToldDisclosure } from './told-disclosure.js';

/** What an answer of the sealed schema says. */
export interface Told {
  readonly data: unknown;
  /** Absent: null where nothing was decided, as of a youth who is not there for this caller. */
  readonly disclosure: ToldDisclosure | null;
}

/** Runs a committed document against the sealed schema under one caller, decided and audited as every request is. */
export type Ask = (document: string, variables: Readonly<Record<string, unknown>>) => Promise<Told>;

/** One request to the façade. */
export interface FhirRequest {
  readonly context: GatewayContext;
  readonly ask: Ask;
  /** The façade's own address, without a slash at its end. */
  readonly base: string;
  readonly type: string;
  /** The id to read. Absent: null for a search. */
  readonly id: string | null;
  readonly parameters: Parameters;
}

/** What the façade is made of. */
export interface FacadeParts {
  /** The way back from a recipient's pseudonym. */
  readonly subjectOf: (agencyId: string, pseudonym: string) => string | null;
  /** The secret that all gateways of one database share. */
  readonly secret: string;
}

interface ReleasedCase {
  readonly pseudonym: string;
  readonly [part: string]: unknown;
}

/** What was found of one youth. */
interface Found {
  readonly found: readonly ToldResource[];
  readonly told: ToldDisclosure | null;
  /** Whether older services are released that this answer does not hold. */
  readonly goesOn?: boolean;
}

/** A case with its newest services as a list that is read whole, and whether there are older ones. */
function newestServices(released: ReleasedCase): { readonly whole: ReleasedCase; readonly goesOn: boolean } {
  const services = released['services'] as { readonly edges: unknown; readonly pageInfo: { readonly hasNextPage: boolean } } | null | undefined;
  if (!services) return { whole: released, goesOn: false };
  return { whole: { ...released, services: { edges: services.edges } }, goesOn: services.pageInfo.hasNextPage };
}

/**
 * Reading over FHIR: a client of the sealed schema like any other, with one committed document for each type of resource.
 * Who is not admitted, what is withheld and what does not exist are told alike: not found, or an empty search.
 */
export class FhirFacade {
  readonly types: readonly string[] = [...CASE_TYPES, AUDIT];

  constructor(private readonly parts: FacadeParts) {}

  capabilityStatement(base: string, tokenUrl: string): FhirResource {
    return capabilityStatement(base, this.types, tokenUrl);
  }

  /** Errors: NOT_FOUND, FORMAT_NOT_OFFERED, BAD_INPUT, BAD_CURSOR, and those of the schema. */
  async answer(request: FhirRequest): Promise<FhirResource> {
    if (!READS_OFFERED_TO.includes(request.context.access.caller.agency.kind)) {
      throw new GatewayError('FORMAT_NOT_OFFERED', 'FHIR is not offered to the caller\'s class of agency.', { field: 'resourceType' });
    }
    if (request.type === AUDIT && request.id === null) return this.#accounting(request);
    const type = CASE_TYPES.find((each) => each === request.type);
    if (type === undefined) throw notFound();
    return request.id === null ? this.#search(request, type) : this.#read(request, type, request.id);
  }

  /** Takes what a partner pushes. Errors: those of the push. */
  push(push: BundlePush): ReturnType<typeof pushBundle> {
    return pushBundle(push);
  }

  async #read(request: FhirRequest, type: CaseType, id: string): Promise<FhirResource> {
    const patientId = type === 'Patient' ? id : patientOfRow(id);
    const pseudonym = patientId === null ? null : pseudonymOfPatient(patientId);
    if (pseudonym === null) throw notFound();
    const { found, told } = await this.#ofOne(request, type, { pseudonym });
    const one = found.find((each) => each.id === id);
    if (one === undefined || told === null) throw notFound();
    const { extension = [], ...members } = one.resource as FhirResource & { readonly extension?: readonly unknown[] };
    // Of the act of disclosure some of it is told already.
    const said = new Set(extension.map((each) => JSON.stringify(each)));
    const more = travelling(told).filter((each) => !said.has(JSON.stringify(withoutAbsent(each))));
    return withoutAbsent({ ...members, extension: [...extension, ...more] } as FhirResource);
  }

  async #search(request: FhirRequest, type: CaseType): Promise<FhirResource> {
    const { agency } = request.context.access.caller;
    const search = readSearch(type, request.parameters, { agencyId: agency.id, base: request.base });
    const whom = search.whom ?? whomOfId(type, search.id);
    if (whom !== null) {
      const all = whom === 'NOBODY' ? { found: [], told: null } : await this.#ofOne(request, type, whom);
      return this.#pageOfRows(request, search, { ...all, found: all.found.filter(({ id }) => search.id === null || id === search.id) });
    }
    if (type !== 'Patient') throw new GatewayError('BAD_INPUT', `A search of ${type} names a patient.`, { field: 'patient' });
    return this.#pageOfPatients(request, search);
  }

  /** What is told of one youth. */
  async #ofOne(request: FhirRequest, type: CaseType, whom: Exclude<Whom, 'NOBODY'>): Promise<Found> {
    const { agency } = request.context.access.caller;
    const subject = 'pseudonym' in whom ? this.parts.subjectOf(agency.id, whom.pseudonym) : null;
    if ('pseudonym' in whom && subject === null) return { found: [], told: null };
    const { data, disclosure } = 'cwsCms' in whom
      ? await request.ask(READ_DOCUMENTS[type].byIdentifier, { identifier: { cwsCms: whom.cwsCms } })
      : await request.ask(READ_DOCUMENTS[type].byId, { id: globalId('Case', subject!) });
    const released = (data as { readonly case: ReleasedCase | null }).case;
    if (released === null || disclosure === null) return { found: [], told: null };
    const { whole, goesOn } = newestServices(released);
    return { found: this.#told(request, type, whole, disclosure), told: disclosure, goesOn };
  }

  #told({ context }: FhirRequest, type: CaseType, { pseudonym, ...released }: ReleasedCase, told: ToldDisclosure): readonly ToldResource[] {
    const caseId = globalId('Case', this.parts.subjectOf(context.access.caller.agency.id, pseudonym)!);
    return resourcesOfCase(type, released, envelopeOf(told, { context, caseId, pseudonym, basis: [] }), this.parts.secret);
  }

  /** Rows come in the order of their ids, so that a page goes on after the last one also when rows came or went. */
  #pageOfRows(request: FhirRequest, search: FhirSearch, all: Found): FhirResource {
    const list = { agencyId: request.context.access.caller.agency.id, list: `rows ${request.type}` };
    const after = search.cursor === null ? '' : openCursor(this.parts.secret, list, search.cursor);
    const rest = all.found.filter(({ id }) => id > after);
    const found = rest.slice(0, search.count);
    const next = rest.length > found.length ? sealCursor(this.parts.secret, list, found.at(-1)!.id) : null;
    return searchsetOf({ base: request.base, found, told: all.told, cutShort: all.goesOn, ...linksOf(request, next) });
  }

  /** The accounting of one patient's disclosures, for those who may read it; for everybody else it is empty. */
  async #accounting(request: FhirRequest): Promise<FhirResource> {
    const { agency } = request.context.access.caller;
    const search = readSearch(AUDIT, request.parameters, { agencyId: agency.id, base: request.base });
    if (search.whom === null || typeof search.whom === 'object' && 'cwsCms' in search.whom) {
      throw new GatewayError('BAD_INPUT', 'A search of AuditEvent names a patient by the caller\'s own id.', { field: 'patient' });
    }
    const subject = search.whom === 'NOBODY' ? null : this.parts.subjectOf(agency.id, search.whom.pseudonym);
    const list = { agencyId: agency.id, list: `accounting ${subject ?? ''}` };
    const after = search.cursor === null ? null : openCursor(this.parts.secret, list, search.cursor);
    if (subject === null) return searchsetOf({ base: request.base, found: [], told: null, ...linksOf(request, null) });
    const { data, disclosure } = await request.ask(AUDIT_DOCUMENT, { id: globalId('Case', subject), first: search.count, after });
    const page = auditPageOf(data, this.parts.secret);
    const found = page.found.filter(({ id }) => search.id === null || id === search.id);
    return searchsetOf({
      base: request.base, found, told: page.told ? disclosure : null,
      ...linksOf(request, page.next === null ? null : sealCursor(this.parts.secret, list, page.next)),
    });
  }

  async #pageOfPatients(request: FhirRequest, search: FhirSearch): Promise<FhirResource> {
    const list = { agencyId: request.context.access.caller.agency.id, list: 'patients' };
    const after = search.cursor === null ? null : openCursor(this.parts.secret, list, search.cursor);
    const { data, disclosure } = await request.ask(READ_DOCUMENTS.Patient.page, { first: search.count, after });
    const { edges, pageInfo } = (data as { readonly cases: PageOfCases }).cases;
    const found = disclosure === null ? [] : edges.flatMap(({ node }) => this.#told(request, 'Patient', node, disclosure));
    const next = pageInfo.hasNextPage ? sealCursor(this.parts.secret, list, edges.at(-1)!.cursor) : null;
    return searchsetOf({ base: request.base, found, told: disclosure, ...linksOf(request, next) });
  }
}

interface PageOfCases {
  readonly edges: readonly { readonly cursor: string; readonly node: ReleasedCase }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

const AUDIT = 'AuditEvent';

/** The same words whatever was asked for: what is not there for this caller, for whatever reason. */
const notFound = (): GatewayError => new GatewayError('NOT_FOUND', 'There is no such resource.');

/** Of whom a resource of that id can be; null where no id is asked. */
function whomOfId(type: CaseType, id: string | null): Whom | null {
  if (id === null) return null;
  const patientId = type === 'Patient' ? id : patientOfRow(id);
  const pseudonym = patientId === null ? null : pseudonymOfPatient(patientId);
  return pseudonym === null ? 'NOBODY' : { pseudonym };
}

function linksOf({ base, type, parameters }: FhirRequest, next: string | null): { readonly self: string; readonly next: string | null } {
  const urlOf = (list: Parameters): string => {
    const query = list.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
    return `${base}/${type}${query === '' ? '' : `?${query}`}`;
  };
  const others = parameters.filter(([name]) => name !== '_cursor');
  return { self: urlOf(parameters), next: next === null ? null : urlOf([...others, ['_cursor', next]]) };
}
