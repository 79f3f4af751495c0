import type { PersonNamed, PersonTold, ReceivedService } from '../../src/model/received-service.js';

/** Why a row was not taken. */
export const SERVICE_FAULTS = [
  'NOT_UTF8', 'NOT_JSON', 'NOT_A_BUNDLE', 'TOO_MANY_ROWS', 'BROKEN_QUOTES', 'COLUMN_MISSING', 'COLUMN_TWICE', 'WRONG_FIELD_COUNT', 'KEY_MISSING',
  'KEY_INVALID',
  'DUPLICATE_KEY', 'PARENT_MISSING', 'PERSON_MISSING', 'REQUIRED_MISSING', 'DATE_INVALID', 'TIMESTAMP_INVALID', 'CODE_INVALID', 'CHARACTER_INVALID', 'TEXT_TOO_LONG',
  'END_BEFORE_START', 'LAW_NOT_AGREED', 'LAW_UNCLEAR', 'NOT_KEPT_HERE',
] as const;
export type ServiceFault = (typeof SERVICE_FAULTS)[number];

/** A row that was not taken, and where: names, places and codes, never the text of what stood there. */
export interface ServiceRejection {
  readonly file: string;
  /** In a file the line, 1 for its header; in a bundle the entry, from 1. */
  readonly line: number;
  readonly field: string | null;
  readonly code: ServiceFault;
}

export interface ServicesRead {
  readonly services: readonly ReceivedService[];
  /** Whose they are: each person once, with what was told of her. */
  readonly persons: readonly PersonTold[];
  readonly rejections: readonly ServiceRejection[];
  /** Rows that tell of no service, and are passed over. */
  readonly passedOver: number;
}

/** Raised by a field; the row that it stands in is not taken. */
export class FieldRefused extends Error {
  constructor(readonly field: string | null, readonly code: ServiceFault) {
    super(`${field ?? 'row'}: ${code}`);
    this.name = 'FieldRefused';
  }
}

/** The persons whom records name, each once, with the first that was told of her; nothing of anybody else. */
export function personsOf(services: readonly Pick<ReceivedService, 'person'>[], told: readonly PersonTold[]): readonly PersonTold[] {
  const nameOf = ({ person: { system, value } }: { readonly person: PersonNamed }): string => JSON.stringify([system, value]);
  const first = new Map([...told].reverse().map((person) => [nameOf(person), person]));
  const persons = new Map(services.map((service) => [nameOf(service), first.get(nameOf(service)) ?? nothingTold(service.person)]));
  return [...persons.values()];
}

const nothingTold = (person: PersonNamed): PersonTold => ({ person, also: [], firstName: null, middleName: null, lastName: null, bornOn: null, sex: null });
