import { identifierOf, keyOf, listOf, membersOf, type Unread } from './fhir-fields.js';
import { PSEUDONYM_SYSTEM } from '../../src/model/partner-link.js';
import type { PersonNamed } from '../../src/model/received-service.js';

/** The system of a name that is an id of the partner's own server alone. */
export const SERVER_ID = 'urn:ca:csec:fhir:Patient';

/** Who is meant by the references of one bundle. */
export interface PersonsNamed {
  /** Absent: null where it names nobody. Errors: KEY_INVALID. */
  of(subject: unknown): PersonNamed | null;
  /** What services may call a patient of the bundle: each of her names, and her id on its server. Errors: KEY_INVALID. */
  namesOf(patient: Unread): readonly PersonNamed[];
}

/** The patients of a bundle, by what its other entries call them; who was asked for is called as she was asked for. */
export function personsIn(entries: readonly Unread[], asked: PersonNamed | null): PersonsNamed {
  const named = new Map<string, unknown>();
  for (const entry of entries) {
    const resource = membersOf(entry['resource']);
    if (resource['resourceType'] !== 'Patient') continue;
    if (typeof entry['fullUrl'] === 'string') named.set(entry['fullUrl'], resource);
    if (typeof resource['id'] === 'string') named.set(`Patient/${resource['id']}`, resource);
  }
  return {
    namesOf: (patient) => {
      const id = keyOf(patient['id'], 'id');
      return [...namesIn(patient), ...(id === null ? [] : [{ system: SERVER_ID, value: id }])];
    },
    of: (subject) => {
      const { reference, identifier } = membersOf(subject);
      const given = identifierOf(identifier, 'subject.identifier');
      if (given !== null || typeof reference !== 'string') return given;
      const [, id] = /(?:^|\/)Patient\/([A-Za-z0-9.-]{1,64})$/.exec(reference) ?? [];
      const patient = named.get(reference) ?? (id === undefined ? undefined : named.get(`Patient/${id}`));
      return (patient === undefined ? null : nameOf(membersOf(patient), asked)) ?? (id === undefined ? null : { system: SERVER_ID, value: keyOf(id, 'subject')! });
    },
  };
}

/** Says whether two names are one. */
export const sameName = (one: PersonNamed, other: PersonNamed): boolean => one.system === other.system && one.value === other.value;

const namesIn = ({ identifier }: Unread): readonly PersonNamed[] =>
  listOf(identifier).map((each) => identifierOf(each, 'subject.identifier')).filter((each) => each !== null);

function nameOf(patient: Unread, asked: PersonNamed | null): PersonNamed | null {
  const names = namesIn(patient);
  if (asked !== null && names.some((name) => sameName(name, asked))) return asked;
  return names.find(({ system }) => system.startsWith(PSEUDONYM_SYSTEM)) ?? names[0] ?? null;
}
