import { describe, expect, it } from 'vitest';
import { mayUseHmis, readHmis, type HmisReading, type HmisSource } from '../../../adapters/provider/hmis/read-hmis.js';
import { AGENCY_KINDS } from '../../../src/law/agreement.js';

type Read = Extract<HmisReading, { outcome: 'READ' }>;
type Cells = Readonly<Record<string, string>>;

const SOURCE: HmisSource = { agencyId: 'a6e20000-0000-4000-8000-000000000001', hmisAllowed: true, regime: 'CMIA', consentedBy: 'MINOR' };
const UPDATED = { DateUpdated: '2026-01-20 09:30:00', DateDeleted: '' };

/** A file of the export, its columns those of the first row. */
const csv = (...rows: readonly Cells[]): string =>
  [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

const CLIENT = { PersonalID: 'P1', FirstName: 'Synthia', MiddleName: '', LastName: 'Example', DOB: '2010-02-27', SSN: '999999999', ...UPDATED };
const ENROLLMENT = { EnrollmentID: 'E1', PersonalID: 'P1', ProjectID: 'J1', EntryDate: '2026-01-02', ReferralSource: '30', ...UPDATED };
const SERVICE = { ServicesID: 'S1', EnrollmentID: 'E1', PersonalID: 'P1', DateProvided: '2026-01-05', RecordType: '142', TypeProvided: '8', ...UPDATED };
const EXIT = {
  ExitID: 'X1', EnrollmentID: 'E1', PersonalID: 'P1', ExitDate: '2026-01-19', ExchangeForSex: '0', ExchangeForSexPastThreeMonths: '', CountOfExchangeForSex: '',
  AskedOrForcedToExchangeForSex: '', AskedOrForcedToExchangeForSexPastThreeMonths: '', WorkPlaceViolenceThreats: '0', WorkplacePromiseDifference: '0',
  CoercedToContinueWork: '', LaborExploitPastThreeMonths: '', ...UPDATED,
};

const filesOf = (changes: Readonly<Record<string, string | Uint8Array>> = {}) => {
  const texts = { 'Client.csv': csv(CLIENT), 'Enrollment.csv': csv(ENROLLMENT), 'Services.csv': csv(SERVICE), 'Exit.csv': csv(EXIT), ...changes };
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, typeof text === 'string' ? new TextEncoder().encode(text) : text])) as Parameters<typeof readHmis>[0];
};
const read = (changes: Readonly<Record<string, string | Uint8Array>> = {}, source = SOURCE): Read => readHmis(filesOf(changes), source) as Read;
const ofExit = (cells: Cells): Read => read({ 'Exit.csv': csv({ ...EXIT, ...cells }) });
const faults = ({ rejections }: Read) => rejections.map(({ file, line, column, reason }) => [file, line, column, reason]);

describe('an HMIS export', () => {
  it('is read into people, stays and service records with their provenance', () => {
    const provenance = { system: 'HMIS', regime: 'CMIA', sourceAgencyId: SOURCE.agencyId, consentedBy: 'MINOR', updatedAt: '2026-01-20T17:30:00.000Z' };
    expect(read()).toEqual({
      outcome: 'READ',
      clients: [{
        line: 2, key: 'P1', firstName: 'Synthia', middleName: null, lastName: 'Example', bornOn: '2010-02-27', updatedAt: '2026-01-20T17:30:00.000Z', deleted: false,
      }],
      enrollments: [{
        line: 2, key: 'E1', clientKey: 'P1', projectKey: 'J1', enteredOn: '2026-01-02', referralSource: 30, updatedAt: '2026-01-20T17:30:00.000Z', deleted: false,
      }],
      services: [{
        op: 'upsert', table: 'Services.csv', line: 2, key: 'S1', clientKey: 'P1', parentKey: 'E1', updatedAt: '2026-01-20T17:30:00.000Z',
        record: {
          category: 'CASE_FACTS', kind: 'SERVICE', service: null, serviceText: 'Life skills training', status: 'COMPLETED', method: null,
          startedOn: '2026-01-05', endedOn: '2026-01-05', requestedOn: null, priority: null, standsByRequest: false, providerName: null, provenance,
        },
      }],
      exits: [{
        line: 2, key: 'X1', clientKey: 'P1', enrollmentKey: 'E1', exitedOn: '2026-01-19', updatedAt: '2026-01-20T17:30:00.000Z', deleted: false,
        answers: {
          ExchangeForSex: 'NO', ExchangeForSexPastThreeMonths: null, CountOfExchangeForSex: null, AskedOrForcedToExchangeForSex: null,
          AskedOrForcedToExchangeForSexPastThreeMonths: null, WorkplaceViolenceThreats: 'NO', WorkplacePromiseDifference: 'NO', CoercedToContinueWork: null,
          LaborExploitPastThreeMonths: null,
        },
      }],
      findings: [], rejections: [], passedOver: 0,
    });
  });

  it('puts each service under the law of what it tells, and what its source took back is removed', () => {
    const of = (source: HmisSource, ...types: readonly string[]) =>
      read({ 'Services.csv': csv(...types.map((code, index) => ({ ...SERVICE, ServicesID: `S${index}`, TypeProvided: code }))) }, source).services.map(({ record }) => record.category);
    expect(of(SOURCE, '5', '7', '10', '12', '13', '14', '17', '18', '27', '28')).toEqual([
      'EDUCATION', 'CASE_FACTS', 'REPRODUCTIVE_HEALTH', 'REPRODUCTIVE_HEALTH', 'REPRODUCTIVE_HEALTH', 'GENERAL_MEDICAL', 'SUBSTANCE_USE_OTHER', 'SUBSTANCE_USE_OTHER',
      'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE',
    ]);
    expect(of({ ...SOURCE, regime: 'PART2' }, '17', '8')).toEqual(['SUBSTANCE_USE_PART2', 'CASE_FACTS']);
    const taken = read({ 'Services.csv': csv({ ...SERVICE, DateDeleted: '2026-01-21 00:00:00' }, { ...SERVICE, ServicesID: 'S2', RecordType: '200', TypeProvided: '200' }) });
    expect([taken.services.map(({ op, key }) => [op, key]), taken.passedOver]).toEqual([[['delete', 'S1']], 1]);
  });

  it('is refused of a victim-service provider, unread', () => {
    expect(readHmis({} as Parameters<typeof readHmis>[0], { ...SOURCE, hmisAllowed: false })).toEqual({ outcome: 'REFUSED', reason: 'HMIS_NOT_ALLOWED' });
    expect(AGENCY_KINDS.filter((kind) => !mayUseHmis(kind))).toEqual(['TRAFFICKING_SERVICES', 'CHILD_ADVOCACY_CENTER']);
  });
});

describe('what a youth answered at exit', () => {
  it('is a finding for review where she was exploited, with her answers and nothing else', () => {
    const { findings, rejections } = ofExit({ ExchangeForSex: '1', ExchangeForSexPastThreeMonths: '8', CountOfExchangeForSex: '2', AskedOrForcedToExchangeForSex: '1', AskedOrForcedToExchangeForSexPastThreeMonths: '0' });
    expect(rejections).toEqual([]);
    expect(findings).toEqual([{
      kind: 'SEXUAL_EXPLOITATION', op: 'upsert', standing: 'FOR_REVIEW', category: 'CSEC_STATUS', clientKey: 'P1', exitKey: 'X1', answeredOn: '2026-01-19',
      answers: {
        ExchangeForSex: 'YES', ExchangeForSexPastThreeMonths: 'DOES_NOT_KNOW', CountOfExchangeForSex: 'TIMES_4_TO_7', AskedOrForcedToExchangeForSex: 'YES',
        AskedOrForcedToExchangeForSexPastThreeMonths: 'NO',
      },
      doubtful: [], provenance: expect.objectContaining({ system: 'HMIS', consentedBy: 'MINOR' }),
    }]);
  });

  it('is one of labour for a yes to R16, in either spelling of its columns', () => {
    const { WorkPlaceViolenceThreats: _one, WorkplacePromiseDifference: _other, ...rest } = EXIT;
    const spelt = (cells: Cells) => read({ 'Exit.csv': csv({ ...rest, ...cells }) }).findings.map(({ kind, answers }) => [kind, answers]);
    const told = [['LABOR_EXPLOITATION', { WorkplaceViolenceThreats: 'YES', WorkplacePromiseDifference: 'NO' }]];
    expect(spelt({ WorkPlaceViolenceThreats: '1', WorkPlacePromiseDifference: '0' })).toEqual(told);
    expect(spelt({ WorkplaceViolenceThreats: '1', WorkplacePromiseDifference: '0' })).toEqual(told);
    expect(faults(read({ 'Exit.csv': csv({ ...EXIT, WorkplaceViolenceThreats: '1' }) }))).toEqual([['Exit.csv', 1, 'WorkplaceViolenceThreats', 'COLUMN_TWICE']]);
    expect(ofExit({ WorkplacePromiseDifference: '1', CoercedToContinueWork: '1', LaborExploitPastThreeMonths: '99' }).findings.map(({ kind }) => kind)).toEqual(['LABOR_EXPLOITATION']);
  });

  it('is none for any other answer', () => {
    for (const answer of ['', '0', '8', '9', '99']) {
      expect(ofExit({ ExchangeForSex: answer, WorkPlaceViolenceThreats: answer, WorkplacePromiseDifference: answer }).findings, answer).toEqual([]);
    }
  });

  it('is doubtful where a question was answered that was not to be asked, and still reviewed', () => {
    const forced = ofExit({ ExchangeForSex: '0', AskedOrForcedToExchangeForSex: '1' });
    expect(faults(forced)).toEqual([]);
    expect(forced.findings.map(({ kind, doubtful }) => [kind, doubtful])).toEqual([['SEXUAL_EXPLOITATION', ['AskedOrForcedToExchangeForSex']]]);
    const doubtfulOf = (cells: Cells) => ofExit({ AskedOrForcedToExchangeForSex: '1', ExchangeForSex: '1', WorkplacePromiseDifference: '1', ...cells }).findings.map(({ doubtful }) => doubtful);
    expect(doubtfulOf({ CountOfExchangeForSex: '1', AskedOrForcedToExchangeForSexPastThreeMonths: '1', CoercedToContinueWork: '1', LaborExploitPastThreeMonths: '1' })).toEqual([[], []]);
    expect(doubtfulOf({ ExchangeForSex: '8', CountOfExchangeForSex: '1', ExchangeForSexPastThreeMonths: '9' })[0])
      .toEqual(['ExchangeForSexPastThreeMonths', 'CountOfExchangeForSex', 'AskedOrForcedToExchangeForSex']);
    expect(doubtfulOf({ AskedOrForcedToExchangeForSex: '0', AskedOrForcedToExchangeForSexPastThreeMonths: '1' })[0]).toEqual(['AskedOrForcedToExchangeForSexPastThreeMonths']);
    // What an export fills in where nothing was asked.
    expect(ofExit({ ExchangeForSex: '0', ExchangeForSexPastThreeMonths: '0', CountOfExchangeForSex: '99', AskedOrForcedToExchangeForSex: '1' }).findings[0]!.doubtful).toEqual(['AskedOrForcedToExchangeForSex']);
  });

  it('is removed when its source takes the exit back', () => {
    expect(ofExit({ ExchangeForSex: '1', DateDeleted: '2026-02-01 00:00:00' }).findings.map(({ op }) => op)).toEqual(['delete']);
  });
});

describe('a row that cannot be understood', () => {
  it.each([
    ['a date', 'Client.csv', { ...CLIENT, DOB: '2010-02-30' }, 'DOB', 'DATE_INVALID'],
    ['a moment', 'Client.csv', { ...CLIENT, DateUpdated: '2026-01-20 25:00:00' }, 'DateUpdated', 'TIMESTAMP_INVALID'],
    ['a key', 'Client.csv', { ...CLIENT, PersonalID: ' ' }, 'PersonalID', 'KEY_MISSING'],
    ['a character', 'Client.csv', { ...CLIENT, LastName: 'secret\u0001' }, 'LastName', 'CHARACTER_INVALID'],
    ['a service', 'Services.csv', { ...SERVICE, TypeProvided: '11' }, 'TypeProvided', 'CODE_INVALID'],
    ['an answer', 'Exit.csv', { ...EXIT, ExchangeForSex: '2' }, 'ExchangeForSex', 'CODE_INVALID'],
    ['a stay', 'Services.csv', { ...SERVICE, EnrollmentID: 'E9' }, 'EnrollmentID', 'PARENT_MISSING'],
    ['whose stay', 'Exit.csv', { ...EXIT, PersonalID: 'P2' }, 'EnrollmentID', 'PARENT_MISSING'],
  ])('is rejected for %s, by file, line, column and code, and no other row with it', (_what, file, row, column, reason) => {
    const whole = { 'Client.csv': CLIENT, 'Services.csv': SERVICE, 'Exit.csv': EXIT }[file]!;
    const keyed = { 'Client.csv': 'PersonalID', 'Services.csv': 'ServicesID', 'Exit.csv': 'ExitID' }[file]!;
    const reading = read({ [file]: csv(whole, { ...row, ...(row[keyed as keyof typeof row] === whole[keyed as keyof typeof whole] ? { [keyed]: 'Z9' } : {}) }) });
    expect(reading.rejections).toEqual([{ file, line: 3, column, reason }]);
    expect(JSON.stringify(reading.rejections)).not.toMatch(/secret|2010|E9/);
    expect([reading.clients.length, reading.services.length]).toEqual([1, 1]);
  });

  it('is rejected when its key stood before, and when its cells are not those of the header', () => {
    expect(faults(read({ 'Client.csv': csv(CLIENT, CLIENT) }))).toEqual([['Client.csv', 3, 'PersonalID', 'DUPLICATE_KEY']]);
    expect(faults(read({ 'Client.csv': `${csv(CLIENT)}\r\n"P2","too","few"` }))).toEqual([['Client.csv', 3, null, 'WRONG_FIELD_COUNT']]);
  });

  it('is told by its line also after cells that hold line ends', () => {
    const reading = read({ 'Client.csv': csv(CLIENT, { ...CLIENT, PersonalID: 'P2', MiddleName: 'two\nlines' }, { ...CLIENT, PersonalID: 'P3', DOB: 'x' }) });
    const told = [['Client.csv', 3, 'MiddleName', 'CHARACTER_INVALID'], ['Client.csv', 5, 'DOB', 'DATE_INVALID']];
    expect(faults(reading)).toEqual(told);
    const returned = csv(CLIENT, { ...CLIENT, PersonalID: 'P2', MiddleName: 'two\r\nlines' }, { ...CLIENT, PersonalID: 'P3', DOB: 'x' });
    expect(faults(read({ 'Client.csv': returned }))).toEqual(told);
  });
});

describe('a file that cannot be read', () => {
  it('is rejected as a whole, with what rests on it', () => {
    expect(faults(read({ 'Exit.csv': new Uint8Array([0x61, 0xff]) }))).toEqual([['Exit.csv', 1, null, 'NOT_UTF8']]);
    expect(faults(read({ 'Exit.csv': 'ExitID,"Enroll' }))).toEqual([['Exit.csv', 1, null, 'BROKEN_QUOTES']]);
    const { DateProvided: _gone, ...without } = SERVICE;
    expect(faults(read({ 'Services.csv': csv(without) }))).toEqual([['Services.csv', 1, 'DateProvided', 'COLUMN_MISSING']]);
    expect(faults(read({ 'Enrollment.csv': '' }))).toEqual([
      ['Enrollment.csv', 1, 'EnrollmentID', 'COLUMN_MISSING'], ['Enrollment.csv', 1, 'PersonalID', 'COLUMN_MISSING'], ['Enrollment.csv', 1, 'DateUpdated', 'COLUMN_MISSING'],
      ['Services.csv', 2, 'EnrollmentID', 'PARENT_MISSING'], ['Exit.csv', 2, 'EnrollmentID', 'PARENT_MISSING'],
    ]);
  });

  it('may begin with a byte order mark', () => {
    expect(read({ 'Client.csv': `\ufeff${csv(CLIENT)}` }).rejections).toEqual([]);
  });
});
