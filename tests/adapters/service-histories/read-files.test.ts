import { describe, expect, it } from 'vitest';
import { readHmisServices } from '../../../adapters/service-histories/from-hmis.js';
import { readPlainServices } from '../../../adapters/service-histories/read-csv.js';
import type { HistoryTerms } from '../../../src/model/received-service.js';
import { CLINIC, CLINIC_TERMS } from './partner-records.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const plain = (text: string, terms = CLINIC_TERMS) => readPlainServices(bytes(text), terms);
const faults = (text: string, terms = CLINIC_TERMS) => plain(text, terms).rejections.map(({ line, field, code }) => [line, field, code]);
const NOTHING = { firstName: null, middleName: null, lastName: null, bornOn: null, sex: null };
const HEAD = 'service_id,person_id,started_on,ended_on,service,status,category,consented_by,updated_at,withdrawn';

describe('the plain file of a provider', () => {
  it('is read into service records, and rows that were taken back', () => {
    expect(plain(`${HEAD}\ns1,p1,2026-01-05,2026-01-06,Individual therapy,COMPLETED,,COURT,2026-01-06 10:00:00,no\ns2,p1,,,,,,,2026-01-07T10:00:00Z,yes\n`)).toEqual({
      services: [{
        key: 's1', names: [], person: { system: 'urn:ca:csec:plain:person', value: 'p1' }, updatedAt: '2026-01-06T18:00:00.000Z',
        record: {
          category: 'MENTAL_HEALTH', kind: 'SERVICE', service: null, serviceText: 'Individual therapy', status: 'COMPLETED', method: null,
          startedOn: '2026-01-05', endedOn: '2026-01-06', requestedOn: null, priority: null, standsByRequest: false, providerName: null,
          provenance: { system: 'PLAIN_CSV', regime: 'LPS', sourceAgencyId: CLINIC, consentedBy: 'COURT', updatedAt: '2026-01-06T18:00:00.000Z' },
        },
      }, { key: 's2', names: [], person: { system: 'urn:ca:csec:plain:person', value: 'p1' }, updatedAt: '2026-01-07T10:00:00.000Z', record: null }],
      persons: [{ person: { system: 'urn:ca:csec:plain:person', value: 'p1' }, also: [], ...NOTHING }],
      rejections: [], passedOver: 0,
    });
  });

  it('tells of what was asked for when it was and how urgently', () => {
    const head = 'service_id,person_id,started_on,status,requested_on,priority';
    const { services } = plain(`${head}\ns1,p1,2026-02-05,SCHEDULED,2026-01-20,URGENT\ns2,p1,2026-02-06,SCHEDULED,,\ns3,p1,,SCHEDULED,2026-01-21,\n`);
    expect(services.map(({ record }) => [record?.startedOn, record?.requestedOn, record?.priority, record?.standsByRequest])).toEqual([
      ['2026-02-05', '2026-01-20', 'URGENT', false], ['2026-02-06', null, null, false],
      // One that names no day that it is for stands under the day on which it was made.
      ['2026-01-21', '2026-01-21', null, true],
    ]);
    expect(faults(`${head},ended_on\ns1,p1,,SCHEDULED,2026-01-21,,2026-02-01\n`)).toEqual([[2, 'started_on', 'REQUIRED_MISSING']]);
    expect(faults(`${head}\ns1,p1,2026-02-05,,2026-02-31,\ns2,p1,2026-02-05,,,urgent\n`)).toEqual([[2, 'requested_on', 'DATE_INVALID'], [3, 'priority', 'CODE_INVALID']]);
  });

  it('says the line of a fault whichever line ends it has, within its cells too', () => {
    const text = 'service_id,person_id,started_on,service\ns1,p1,2026-01-05,"one\ntwo\nthree"\ns2,p1,no day,\n';
    for (const end of ['\n', '\r\n', '\r']) expect(faults(text.replaceAll('\n', end))).toEqual([[5, 'started_on', 'DATE_INVALID']]);
  });

  it('tells what its persons are called where it does', () => {
    const head = 'service_id,person_id,started_on,person_first_name,person_last_name,person_born_on,person_sex';
    const { persons } = plain(`${head}\ns1,p1,2026-01-05,Brimira,Canaryfall,2010-03-04,F\ns2,p1,2026-01-06,,,,\ns3,p2,2026-01-07,,,,\n`);
    expect(persons).toEqual([
      { person: { system: 'urn:ca:csec:plain:person', value: 'p1' }, also: [], firstName: 'Brimira', middleName: null, lastName: 'Canaryfall', bornOn: '2010-03-04', sex: 'F' },
      { person: { system: 'urn:ca:csec:plain:person', value: 'p2' }, also: [], ...NOTHING },
    ]);
    expect(faults(`${head}\ns1,p1,2026-01-05,,,2010-13-01,\ns2,p1,2026-01-05,,,,girl\n`)).toEqual([[2, 'person_born_on', 'DATE_INVALID'], [3, 'person_sex', 'CODE_INVALID']]);
  });

  it('refuses rows one by one, by line, column and code', () => {
    const rows = [
      ',p1,2026-01-05,,,,,,,', 's1,,2026-01-05,,,,,,,', 's1,p1,,,,,,,,', 's1,p1,2026-02-30,,,,,,,', 's1,p1,2026-02-03,2026-02-01,,,,,,', 's1,p1,2026-01-05,,,DONE,,,,',
      's1,p1,2026-01-05,,,,ADOPTION,,,', 's1,p1,2026-01-05,,Biktarvy refill,,,,,', 's1,p1,2026-01-05,,,,,NOBODY,,', 's1,p1,2026-01-05,,,,,,yesterday,', 's1,p1',
      's1,p1,2026-01-05,,,,,,,', 's1,p1,2026-01-05,,,,,,,',
    ];
    expect(faults([HEAD, ...rows].join('\n'))).toEqual([
      [12, null, 'WRONG_FIELD_COUNT'], [2, 'service_id', 'KEY_MISSING'], [3, 'person_id', 'PERSON_MISSING'], [4, 'started_on', 'REQUIRED_MISSING'], [5, 'started_on', 'DATE_INVALID'],
      [6, 'ended_on', 'END_BEFORE_START'], [7, 'status', 'CODE_INVALID'], [8, 'category', 'LAW_NOT_AGREED'], [9, 'service', 'LAW_UNCLEAR'], [10, 'consented_by', 'CODE_INVALID'],
      [11, 'updated_at', 'TIMESTAMP_INVALID'], [14, 'service_id', 'DUPLICATE_KEY'],
    ]);
  });

  it('is refused whole where it cannot be split into rows', () => {
    expect(faults('service_id,started_on,started_on\n')).toEqual([[1, 'person_id', 'COLUMN_MISSING'], [1, 'started_on', 'COLUMN_TWICE']]);
    expect(faults(`${HEAD}\n"s1,p1`).map(([, field, code]) => [field, code])).toEqual([[null, 'BROKEN_QUOTES']]);
    expect(readPlainServices(new Uint8Array([0xff, 0xfe, 0x41]), CLINIC_TERMS).rejections).toEqual([{ file: 'services.csv', line: 1, field: null, code: 'NOT_UTF8' }]);
  });
});

describe('an HMIS export', () => {
  const UPDATED = 'DateUpdated,DateDeleted';
  const files = (services: string) => Object.fromEntries(Object.entries({
    'Client.csv': `PersonalID,FirstName,MiddleName,LastName,DOB,${UPDATED}\nP1,Synthia,,Example,2010-02-27,2026-01-20 09:30:00,\n`,
    'Enrollment.csv': `EnrollmentID,PersonalID,ProjectID,EntryDate,ReferralSource,${UPDATED}\nE1,P1,J1,2026-01-02,30,2026-01-20 09:30:00,\n`,
    'Services.csv': `ServicesID,EnrollmentID,PersonalID,DateProvided,RecordType,TypeProvided,${UPDATED}\n${services}`,
    'Exit.csv': `ExitID,EnrollmentID,PersonalID,ExitDate,ExchangeForSex,ExchangeForSexPastThreeMonths,CountOfExchangeForSex,AskedOrForcedToExchangeForSex,AskedOrForcedToExchangeForSexPastThreeMonths,WorkPlaceViolenceThreats,WorkplacePromiseDifference,CoercedToContinueWork,LaborExploitPastThreeMonths,${UPDATED}\n`,
  }).map(([name, text]) => [name, bytes(text)])) as unknown as Parameters<typeof readHmisServices>[0];
  const terms: HistoryTerms = { ...CLINIC_TERMS, cells: [{ category: 'CASE_FACTS', regime: 'CHILD_WELFARE' }, { category: 'EDUCATION', regime: 'CHILD_WELFARE' }] };

  it('brings its services under the agreed law; what was not agreed is refused by line', () => {
    const rows = 'S1,E1,P1,2026-01-05,142,8,2026-01-20 09:30:00,\nS2,E1,P1,2026-01-06,142,28,2026-01-20 09:30:00,\nS3,E1,P1,2026-01-07,142,5,2026-01-20 09:30:00,2026-01-21 09:30:00\n';
    const { services, rejections } = readHmisServices(files(rows), terms, true);
    expect(services.map(({ key, person, record }) => [key, person, record && [record.category, record.serviceText, record.provenance.regime, record.provenance.consentedBy]])).toEqual([
      ['Services.csv/S1', { system: 'urn:ca:csec:hmis:PersonalID', value: 'P1' }, ['CASE_FACTS', 'Life skills training', 'CHILD_WELFARE', 'PARENT']],
      ['Services.csv/S3', { system: 'urn:ca:csec:hmis:PersonalID', value: 'P1' }, null],
    ]);
    expect(readHmisServices(files(rows), terms, true).persons).toEqual([
      { person: { system: 'urn:ca:csec:hmis:PersonalID', value: 'P1' }, also: [], firstName: 'Synthia', middleName: null, lastName: 'Example', bornOn: '2010-02-27', sex: null },
    ]);
    expect(rejections).toEqual([{ file: 'Services.csv', line: 3, field: 'TypeProvided', code: 'LAW_NOT_AGREED' }]);
  });

  it('is refused where a key is longer than is kept, and tells no column by a name of its own', () => {
    const long = readHmisServices(files(`${'S'.repeat(201)},E1,P1,2026-01-05,142,8,2026-01-20 09:30:00,\n`), terms, true);
    expect([long.services, long.rejections]).toEqual([[], [{ file: 'Services.csv', line: 2, field: 'ServicesID', code: 'KEY_INVALID' }]]);
    const twice = { ...files(''), 'Client.csv': bytes('PersonalID,DateUpdated,Brimira Canaryfall,Brimira Canaryfall\n') };
    expect(readHmisServices(twice, terms, true).rejections[0]).toEqual({ file: 'Client.csv', line: 1, field: null, code: 'COLUMN_TWICE' });
  });

  it('of an agency that may not keep clients in HMIS is refused', () => {
    expect(readHmisServices(files(''), terms, false)).toEqual({ services: [], findings: [], persons: [], rejections: [{ file: 'Client.csv', line: 1, field: null, code: 'NOT_KEPT_HERE' }], passedOver: 0 });
  });
});
