import { isLocalDate, type LocalDate } from '../../src/kernel/dates.js';
import type { PersonNamed, PersonTold } from '../../src/model/received-service.js';
import { identifierOf, listOf, membersOf, wordsOf, type Unread } from './fhir-fields.js';
import { FieldRefused } from './services-read.js';

const SEXES: ReadonlyMap<unknown, PersonTold['sex']> = new Map([['female', 'F'], ['male', 'M'], ['other', null], ['unknown', 'U']]);

/** What a Patient tells of the person, by each of her names. Errors: FieldRefused CODE_INVALID, DATE_INVALID, and those of its texts. */
export function patientTold(patient: Unread, persons: readonly PersonNamed[]): readonly PersonTold[] {
  const names = listOf(patient['name']).map(membersOf);
  const { given, family } = names.find(({ use }) => use === 'official') ?? names[0] ?? {};
  const [first, ...middle] = listOf(given);
  const told = {
    firstName: wordsOf(first, 'name.given'), middleName: wordsOf(middle.filter((each) => typeof each === 'string').join(' '), 'name.given'),
    lastName: wordsOf(family, 'name.family'), bornOn: birthDateOf(patient['birthDate']), sex: sexOf(patient['gender']),
  };
  const identifiers = listOf(patient['identifier']).map((each) => identifierOf(each, 'identifier')).filter((each) => each !== null);
  return persons.map((person) => ({ ...told, person, also: identifiers }));
}

/** Absent: null for none, and for one that names no day. */
function birthDateOf(value: unknown): LocalDate | null {
  if (value === undefined || value === null || (typeof value === 'string' && /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(value))) return null;
  if (typeof value === 'string' && isLocalDate(value)) return value;
  throw new FieldRefused('birthDate', 'DATE_INVALID');
}

function sexOf(value: unknown): PersonTold['sex'] {
  if (value === undefined || value === null) return null;
  const sex = SEXES.get(value);
  if (sex === undefined) throw new FieldRefused('gender', 'CODE_INVALID');
  return sex;
}
