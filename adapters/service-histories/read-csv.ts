import { CsvError, parse } from 'csv-parse/sync';
import { countyInstant, isLocalDate, type Instant, type LocalDate } from '../../src/kernel/dates.js';
import { CATEGORIES, type Category } from '../../src/law/category.js';
import type { Provenance } from '../../src/model/provenance.js';
import { REQUEST_PRIORITIES, type ServiceRecord } from '../../src/model/service-record.js';
import { keyOf, momentOf, wordsOf } from './fhir-fields.js';
import { cellOfRecord, consenterOfRecord } from './law-of-record.js';
import { FieldRefused, personsOf, type ServiceRejection, type ServicesRead } from './services-read.js';
import type { HistoryTerms, PersonNamed, PersonTold, ReceivedService } from '../../src/model/received-service.js';

/** How the plain file is named where something of it is refused. */
const FILE = 'services.csv';
export const MOST_ROWS = 50_000;
const LONGEST_ROW = 100_000;

/** The columns of the plain profile; those that may be left out are not among the first. */
export const REQUIRED_COLUMNS = ['service_id', 'person_id', 'started_on'] as const;
export const OPTIONAL_COLUMNS = [
  'person_system', 'person_first_name', 'person_middle_name', 'person_last_name', 'person_born_on', 'person_sex', 'ended_on', 'requested_on', 'priority',
  'kind', 'category', 'service', 'status', 'provider', 'consented_by', 'updated_at', 'withdrawn',
] as const;

const KINDS: readonly ServiceRecord['kind'][] = ['CONTACT', 'VISIT', 'SERVICE'];
const STATUSES: readonly ServiceRecord['status'][] = ['COMPLETED', 'ATTEMPTED', 'SCHEDULED'];
const CONSENTERS: readonly Provenance['consentedBy'][] = ['MINOR', 'PARENT', 'COURT', 'NOT_APPLICABLE'];
const SEXES: readonly PersonTold['sex'][] = ['F', 'M', 'I', 'U'];
/** The system of a person's id where the file names none. */
export const PLAIN_PERSON = 'urn:ca:csec:plain:person';

interface Row {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** Reads the plain file of a provider, row by row: one with a fault is refused alone. Total, and no rejection holds a value. */
export function readPlainServices(bytes: Uint8Array, terms: HistoryTerms): ServicesRead {
  const split = rowsOf(bytes);
  if ('rejections' in split) return { services: [], persons: [], rejections: split.rejections, passedOver: 0 };
  const services: ReceivedService[] = [];
  const told: PersonTold[] = [];
  const rejections: ServiceRejection[] = [...split.refused];
  const seen = new Set<string>();
  for (const row of split.rows) {
    try {
      const service = serviceOf(row, terms);
      if (seen.has(service.key)) throw new FieldRefused('service_id', 'DUPLICATE_KEY');
      told.push(personTold(row, service.person));
      seen.add(service.key);
      services.push(service);
    } catch (fault) {
      if (!(fault instanceof FieldRefused)) throw fault;
      rejections.push({ file: FILE, line: row.line, field: fault.field, code: fault.code });
    }
  }
  return { services, persons: personsOf(services, told), rejections, passedOver: 0 };
}

function personTold({ cells }: Row, person: PersonNamed): PersonTold {
  const cell = (column: string): string | null => cells.get(column)?.trim() || null;
  return {
    person, also: [], firstName: wordsOf(cell('person_first_name'), 'person_first_name'), middleName: wordsOf(cell('person_middle_name'), 'person_middle_name'),
    lastName: wordsOf(cell('person_last_name'), 'person_last_name'), bornOn: day(cell('person_born_on'), 'person_born_on'),
    sex: oneOf(SEXES, cell('person_sex'), 'person_sex'),
  };
}

function serviceOf({ cells }: Row, terms: HistoryTerms): ReceivedService {
  const cell = (column: string): string | null => cells.get(column)?.trim() || null;
  const [key, value] = [keyOf(cell('service_id'), 'service_id'), keyOf(cell('person_id'), 'person_id')];
  if (key === null) throw new FieldRefused('service_id', 'KEY_MISSING');
  if (value === null) throw new FieldRefused('person_id', 'PERSON_MISSING');
  const updatedAt = writtenAt(cell('updated_at'));
  const service = { key, names: [], person: { system: keyOf(cell('person_system'), 'person_system') ?? PLAIN_PERSON, value }, updatedAt };
  if (oneOf(['yes', 'no'] as const, cell('withdrawn')?.toLowerCase() ?? null, 'withdrawn') === 'yes') return { ...service, record: null };
  const [first, endedOn, requestedOn] = [day(cell('started_on'), 'started_on'), day(cell('ended_on'), 'ended_on'), day(cell('requested_on'), 'requested_on')];
  // A request may name no day that it is for.
  const startedOn = first ?? (endedOn === null ? requestedOn : null);
  if (startedOn === null) throw new FieldRefused('started_on', 'REQUIRED_MISSING');
  if (endedOn !== null && endedOn < startedOn) throw new FieldRefused('ended_on', 'END_BEFORE_START');
  const [serviceText, providerName] = [wordsOf(cell('service'), 'service'), wordsOf(cell('provider'), 'provider')];
  const category = oneOf(CATEGORIES, cell('category'), 'category');
  const law = { categories: category === null ? [] as Category[] : [category], consentedBy: oneOf(CONSENTERS, cell('consented_by'), 'consented_by') };
  const fields = { category: 'category', consentedBy: 'consented_by', words: 'service' };
  const { category: of, regime } = cellOfRecord(law, [serviceText, providerName].filter((each) => each !== null).join('\n'), terms, fields);
  return {
    ...service, record: {
      category: of, kind: oneOf(KINDS, cell('kind'), 'kind') ?? 'SERVICE', service: null, serviceText, status: oneOf(STATUSES, cell('status'), 'status'),
      method: null, startedOn, endedOn, requestedOn, priority: oneOf(REQUEST_PRIORITIES, cell('priority'), 'priority'),
      standsByRequest: first === null, providerName,
      provenance: { system: 'PLAIN_CSV', regime, sourceAgencyId: terms.agencyId, consentedBy: consenterOfRecord(law, terms, fields.consentedBy), updatedAt },
    },
  };
}

function oneOf<T extends string | null>(words: readonly T[], cell: string | null, field: string): T | null {
  if (cell === null) return null;
  const word = words.find((each) => each === cell);
  if (word === undefined) throw new FieldRefused(field, 'CODE_INVALID');
  return word;
}

function day(cell: string | null, field: string): LocalDate | null {
  if (cell === null || isLocalDate(cell)) return cell;
  throw new FieldRefused(field, 'DATE_INVALID');
}

/** A moment with its offset, or on the county's clock without one. */
function writtenAt(cell: string | null): Instant | null {
  const [, on, time] = /^(\d{4}-\d{2}-\d{2})[ T]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)$/.exec(cell ?? '') ?? [];
  return on !== undefined && isLocalDate(on) ? countyInstant(on, `${time}.000`) : momentOf(cell, 'updated_at');
}

type Split = { readonly rows: readonly Row[]; readonly refused: readonly ServiceRejection[] } | { readonly rejections: readonly ServiceRejection[] };

function rowsOf(bytes: Uint8Array): Split {
  const whole = (line: number, field: string | null, code: ServiceRejection['code']): Split => ({ rejections: [{ file: FILE, line, field, code }] });
  let records: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    // Within quotes the parser counts a return and a feed for two lines.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(/\r\n?/g, '\n');
    records = parse(text, { info: true, bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: LONGEST_ROW }) as never;
  } catch (fault) {
    if (fault instanceof CsvError) return whole(typeof fault['lines'] === 'number' ? fault['lines'] : 1, null, 'BROKEN_QUOTES');
    return whole(1, null, 'NOT_UTF8');
  }
  if (records.length > MOST_ROWS) return whole(1, null, 'TOO_MANY_ROWS');
  const header = (records[0]?.record ?? []).map((name) => name.trim().toLowerCase());
  const unfit = [
    ...REQUIRED_COLUMNS.filter((column) => !header.includes(column)).map((field) => ({ file: FILE, line: 1, field, code: 'COLUMN_MISSING' as const })),
    ...[...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS].filter((column) => header.indexOf(column) !== header.lastIndexOf(column))
      .map((column) => ({ file: FILE, line: 1, field: column, code: 'COLUMN_TWICE' as const })),
  ];
  if (unfit.length > 0) return { rejections: unfit };
  const placed = records.slice(1).map(({ record, info }) => ({ record, line: info.lines - record.join('').split('\n').length + 1 }));
  return {
    rows: placed.filter(({ record }) => record.length === header.length)
      .map(({ record, line }) => ({ line, cells: new Map(header.map((column, index) => [column, record[index]!])) })),
    refused: placed.filter(({ record }) => record.length !== header.length)
      .map(({ line }) => ({ file: FILE, line, field: null, code: 'WRONG_FIELD_COUNT' as const })),
  };
}
