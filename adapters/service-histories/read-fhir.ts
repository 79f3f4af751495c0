import type { LocalDate } from '../../src/kernel/dates.js';
import { isOurs, serviceName } from '../../src/model/service-names.js';
import { NOT_REQUESTED, REQUEST_PRIORITIES, type ServiceRecord } from '../../src/model/service-record.js';
import { dayOf, identifierOf, keyOf, listOf, membersOf, momentOf, wordsOf, type Unread } from './fhir-fields.js';
import { lawStated } from './fhir-labels.js';
import { personsIn, type PersonsNamed } from './fhir-persons.js';
import { cellOfRecord, consenterOfRecord } from './law-of-record.js';
import { patientTold } from './fhir-patients.js';
import { FieldRefused, personsOf, type ServiceRejection, type ServicesRead } from './services-read.js';
import type { HistoryTerms, PersonNamed, PersonTold, ReceivedService } from '../../src/model/received-service.js';

/** How a bundle is named where something of it is refused. */
const FILE = 'Bundle';
/** A bundle that holds more is sent in parts. */
export const MOST_ENTRIES = 5_000;
const SYSTEM = 'FHIR';
/** Names of one record that are read; one that has more is refused. */
const MOST_NAMES = 20;

type Status = ServiceRecord['status'];

/** FHIR has many words for what is under way or was broken off: of such a service no status is told. */
const STATUSES: Readonly<Record<string, ReadonlyMap<string, Status>>> = {
  Encounter: new Map<string, Status>([
    ['planned', 'SCHEDULED'], ['arrived', null], ['triaged', null], ['in-progress', null], ['onleave', null], ['finished', 'COMPLETED'],
    ['cancelled', 'ATTEMPTED'], ['unknown', null],
  ]),
  Procedure: new Map<string, Status>([
    ['preparation', 'SCHEDULED'], ['in-progress', null], ['not-done', 'ATTEMPTED'], ['on-hold', null], ['stopped', null], ['completed', 'COMPLETED'],
    ['unknown', null],
  ]),
  ServiceRequest: new Map<string, Status>([
    ['draft', 'SCHEDULED'], ['active', 'SCHEDULED'], ['on-hold', 'SCHEDULED'], ['revoked', null], ['completed', 'COMPLETED'], ['unknown', null],
  ]),
};

/** The types of resource that tell of a service. */
export const SERVICE_RESOURCES = ['Encounter', 'Procedure', 'ServiceRequest'] as const;
type ServiceResource = (typeof SERVICE_RESOURCES)[number];

const isService = (type: unknown): type is ServiceResource => SERVICE_RESOURCES.includes(type as ServiceResource);

/**
 * Reads a bundle of Encounter, Procedure and ServiceRequest: each resource by itself, so that one with a fault is refused
 * alone. Whatever else is in it is passed over. Total: nothing that was sent makes it throw, and no rejection holds a value of it.
 * `asked`: the name by which a youth was asked for, should she be among the patients.
 */
export function readFhirServices(content: unknown, terms: HistoryTerms, asked: PersonNamed | null = null): ServicesRead {
  const bundle = membersOf(content);
  const refused = (code: ServiceRejection['code'], field: string): ServicesRead =>
    ({ services: [], persons: [], rejections: [{ file: FILE, line: 1, field, code }], passedOver: 0 });
  if (bundle['resourceType'] !== 'Bundle') return refused('NOT_A_BUNDLE', 'resourceType');
  const entries = listOf(bundle['entry']).map(membersOf);
  if (entries.length > MOST_ENTRIES) return refused('TOO_MANY_ROWS', 'entry');
  const persons = personsIn(entries, asked);
  const services: ReceivedService[] = [];
  const told: PersonTold[] = [];
  const rejections: ServiceRejection[] = [];
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const resource = membersOf(entry['resource']);
    try {
      checkRequest(entry['request']);
      if (resource['resourceType'] === 'Patient') told.push(...patientTold(resource, persons.namesOf(resource)));
      if (!isService(resource['resourceType'])) continue;
      const service = serviceOf(resource['resourceType'], resource, persons, terms);
      if (seen.has(service.key)) throw new FieldRefused('id', 'DUPLICATE_KEY');
      seen.add(service.key);
      services.push(service);
    } catch (fault) {
      if (!(fault instanceof FieldRefused)) throw fault;
      rejections.push({ file: FILE, line: index + 1, field: fieldOf(resource['resourceType'], fault.field), code: fault.code });
    }
  }
  return { services, persons: personsOf(services, told), rejections, passedOver: entries.length - services.length - rejections.length };
}

/** A transaction that would do anything but write is not taken: what a source takes back it writes as entered in error. */
function checkRequest(request: unknown): void {
  const { method } = membersOf(request);
  if (method !== undefined && method !== 'PUT' && method !== 'POST') throw new FieldRefused('request.method', 'CODE_INVALID');
}

/** Where in an entry a fault is: no word of what was sent, the name of a type that is read here apart. */
function fieldOf(type: unknown, field: string | null): string | null {
  return field === null || !(isService(type) || type === 'Patient') || field.startsWith('request.') ? field : `${type}.${field}`;
}

function serviceOf(type: ServiceResource, resource: Unread, persons: PersonsNamed, terms: HistoryTerms): ReceivedService {
  const id = keyOf(resource['id'], 'id');
  if (id === null) throw new FieldRefused('id', 'KEY_MISSING');
  const person = persons.of(resource['subject']);
  if (person === null) throw new FieldRefused('subject', 'PERSON_MISSING');
  const updatedAt = momentOf(membersOf(resource['meta'])['lastUpdated'], 'meta.lastUpdated');
  const service = { key: `${type}/${id}`, names: namesOf(resource), person, updatedAt };
  if (resource['status'] === 'entered-in-error') return { ...service, record: null };
  const status = STATUSES[type]!.get(String(resource['status']));
  if (status === undefined) throw new FieldRefused('status', 'CODE_INVALID');
  const days = daysOf(type, resource);
  const named = type === 'Encounter' ? { of: listOf(resource['type'])[0], field: 'type' } : { of: resource['code'], field: 'code' };
  const serviceText = wordsOfConcept(named.of, named.field);
  const providerName = providerOf(type, resource);
  const law = lawStated(resource);
  const fields = { category: 'meta.security', consentedBy: 'extension', words: named.field };
  const cell = cellOfRecord(law, [serviceText, providerName].filter((each) => each !== null).join('\n'), terms, fields);
  return {
    ...service, record: {
      category: cell.category, kind: kindOf(type, resource), service: null, serviceText, status, method: null, ...days, providerName,
      provenance: {
        system: SYSTEM, regime: cell.regime, sourceAgencyId: terms.agencyId, consentedBy: consenterOfRecord(law, terms, fields.consentedBy), updatedAt,
      },
    },
  };
}

/**
 * The names that a resource bears, and those of ours that it says it is based on: of any other it says only what led to it, as others
 * may. One that is too long to be kept is refused. Errors: KEY_INVALID, TOO_MANY_ROWS.
 */
function namesOf(resource: Unread): readonly string[] {
  const [own, basedOn] = [listOf(resource['identifier']), listOf(resource['basedOn'])];
  if (own.length + basedOn.length > MOST_NAMES) throw new FieldRefused('identifier', 'TOO_MANY_ROWS');
  const named = [
    ...own.map((each) => identifierOf(each, 'identifier')),
    ...basedOn.map((each) => identifierOf(membersOf(each)['identifier'], 'basedOn.identifier')).filter((each) => each !== null && isOurs(each.system)),
  ];
  return [...new Set(named.flatMap((each) => (each === null ? [] : [serviceName(each.system, each.value)])))];
}

/** What happens over the telephone or a screen is a contact; every other encounter a visit. */
function kindOf(type: ServiceResource, resource: Unread): ServiceRecord['kind'] {
  if (type !== 'Encounter') return 'SERVICE';
  const code = membersOf(resource['class'])['code'];
  return code === 'VR' || code === 'CONTACT' ? 'CONTACT' : 'VISIT';
}

const PERIODS: Readonly<Record<ServiceResource, readonly string[]>> = {
  Encounter: ['period'], Procedure: ['performedPeriod', 'performedDateTime'], ServiceRequest: ['occurrencePeriod', 'occurrenceDateTime'],
};

type Days = Pick<ServiceRecord, 'startedOn' | 'endedOn' | keyof typeof NOT_REQUESTED>;

/** When a service was or is to be, and of a request when it was made and how urgent it is. Errors: DATE_INVALID, END_BEFORE_START, CODE_INVALID. */
function daysOf(type: ServiceResource, resource: Unread): Days {
  const [startedOn, endedOn] = spanOf(type, resource);
  if (type !== 'ServiceRequest') return { startedOn, endedOn, ...NOT_REQUESTED };
  const request = { requestedOn: dayOf(resource['authoredOn'], 'authoredOn'), priority: priorityOf(resource['priority']) };
  if (startedOn !== null || endedOn !== null || request.requestedOn === null) return { startedOn, endedOn, ...request, standsByRequest: false };
  return { startedOn: request.requestedOn, endedOn, ...request, standsByRequest: true };
}

function priorityOf(code: unknown): ServiceRecord['priority'] {
  if (code === undefined || code === null) return null;
  const priority = REQUEST_PRIORITIES.find((each) => each.toLowerCase() === code);
  if (priority === undefined) throw new FieldRefused('priority', 'CODE_INVALID');
  return priority;
}

/** First and last day. Absent: null for what names none, and for one that is a month or a year. Errors: DATE_INVALID, END_BEFORE_START. */
function spanOf(type: ServiceResource, resource: Unread): readonly [LocalDate | null, LocalDate | null] {
  const field = PERIODS[type].find((each) => resource[each] !== undefined && resource[each] !== null);
  if (field === undefined) return [null, null];
  if (!field.toLowerCase().endsWith('period')) return [dayOf(resource[field], field), null];
  const { start, end } = membersOf(resource[field]);
  const [from, to] = [dayOf(start, `${field}.start`), dayOf(end, `${field}.end`)];
  if (from !== null && to !== null && to < from) throw new FieldRefused(`${field}.end`, 'END_BEFORE_START');
  return [from, to];
}

function wordsOfConcept(concept: unknown, field: string): string | null {
  const { text, coding } = membersOf(concept);
  return wordsOf(text, `${field}.text`) ?? wordsOf(membersOf(listOf(coding)[0])['display'], `${field}.coding.display`);
}

function providerOf(type: ServiceResource, resource: Unread): string | null {
  const first = membersOf(listOf(resource['performer'])[0]);
  const of = type === 'Encounter' ? resource['serviceProvider'] : type === 'Procedure' ? first['actor'] : first;
  return wordsOf(membersOf(of)['display'], type === 'Encounter' ? 'serviceProvider.display' : 'performer.display');
}
