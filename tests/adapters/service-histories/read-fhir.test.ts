import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFhirServices } from '../../../adapters/service-histories/read-fhir.js';
import { SERVICE_FAULTS } from '../../../adapters/service-histories/services-read.js';
import { bundle, CLINIC, CLINIC_TERMS, encounter, patient, PROGRAMME_TERMS, type Json } from './partner-records.js';

const NOTHING = { firstName: null, middleName: null, lastName: null, bornOn: null, sex: null };
const read = (resource: Json, terms = CLINIC_TERMS) => readFhirServices(bundle(patient(), resource), terms);
const faultOf = (resource: Json, terms = CLINIC_TERMS) => read(resource, terms).rejections.map(({ line, field, code }) => [line, field, code]);
const label = (code: string, system = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'): Json => ({ meta: { security: [{ system, code }] } });

describe('a bundle of a partner\'s services', () => {
  it('is read into service records with the person, the law agreed for the agency, and who consented', () => {
    expect(read(encounter())).toEqual({
      services: [{
        key: 'Encounter/e1', names: ['urn:clinic:visit|V-1'], person: { system: 'urn:clinic:mrn', value: 'M-1' }, updatedAt: '2026-01-06T10:00:00.000Z',
        record: {
          category: 'MENTAL_HEALTH', kind: 'VISIT', service: null, serviceText: 'Individual therapy', status: 'COMPLETED', method: null,
          // 02:00 in UTC is the evening before in California.
          startedOn: '2026-01-05', endedOn: '2026-01-06', requestedOn: null, priority: null, standsByRequest: false, providerName: 'Harbour Clinic',
          provenance: { system: 'FHIR', regime: 'LPS', sourceAgencyId: CLINIC, consentedBy: 'PARENT', updatedAt: '2026-01-06T10:00:00.000Z' },
        },
      }],
      persons: [{ person: { system: 'urn:clinic:mrn', value: 'M-1' }, also: [{ system: 'urn:clinic:mrn', value: 'M-1' }], ...NOTHING }],
      rejections: [], passedOver: 1,
    });
  });

  it('tells what its patients are called, of those alone whose services are in it', () => {
    const identifier = [{ system: 'urn:clinic:mrn', value: 'M-1' }, { system: 'urn:ca:cwscms:OTH_ID_C:6139', value: 'C-7' }];
    const named = patient({ identifier, name: [{ use: 'nickname', given: ['Bri'] }, { use: 'official', given: ['Brimira', 'Ann', 'Lee'], family: 'Canaryfall' }], birthDate: '2010-03-04', gender: 'female' });
    const { persons, rejections } = readFhirServices(bundle(named, patient({ id: 'p2', identifier: [{ system: 's', value: 'other' }] }), encounter(), encounter({ id: 'e2' })), CLINIC_TERMS);
    expect([persons, rejections]).toEqual([[{
      person: identifier[0], also: identifier, firstName: 'Brimira', middleName: 'Ann Lee', lastName: 'Canaryfall', bornOn: '2010-03-04', sex: 'F',
    }], []]);
    expect(read(encounter({ subject: { identifier: { system: 's', value: 'v' } } })).persons).toEqual([{ person: { system: 's', value: 'v' }, also: [], ...NOTHING }]);
    const faulty = (changes: Json) => readFhirServices(bundle(patient(changes), encounter()), CLINIC_TERMS).rejections.map(({ line, field, code }) => [line, field, code]);
    expect([faulty({ birthDate: '2010-02-30' }), faulty({ birthDate: '2010-02' }), faulty({ gender: 'Brimira' }), faulty({ name: [{ family: 'x\ud800' }] }), faulty({ name: [{ family: 'y'.repeat(501) }] })])
      .toEqual([[[1, 'Patient.birthDate', 'DATE_INVALID']], [], [[1, 'Patient.gender', 'CODE_INVALID']], [[1, 'Patient.name.family', 'CHARACTER_INVALID']], [[1, 'Patient.name.family', 'TEXT_TOO_LONG']]]);
  });

  it('of which an entry would do anything but write is refused there', () => {
    const withRequest = (method: string) => readFhirServices({ resourceType: 'Bundle', type: 'transaction', entry: [{ resource: patient() }, { resource: encounter(), request: { method } }] }, CLINIC_TERMS).rejections;
    expect([withRequest('PUT'), withRequest('POST')]).toEqual([[], []]);
    for (const other of ['DELETE', 'PATCH', 'GET', 'put']) expect(withRequest(other)).toEqual([{ file: 'Bundle', line: 2, field: 'request.method', code: 'CODE_INVALID' }]);
  });

  it('takes what happened over a screen, or what the gateway told as a contact, for a contact, and any other encounter for a visit', () => {
    const kinds = [{ code: 'VR' }, { system: 'urn:ca:csec:service-kind', code: 'CONTACT' }, { code: 'AMB' }, {}, null].map((of) => read(encounter({ class: of })).services[0]!.record!.kind);
    expect(kinds).toEqual(['CONTACT', 'CONTACT', 'VISIT', 'VISIT', 'VISIT']);
  });

  it('tells procedures as services and requests as services to come', () => {
    const told = [
      { resourceType: 'Procedure', id: 'x', status: 'not-done', code: { coding: [{ display: 'Group therapy' }] }, performedDateTime: '2026-01-07', subject: { reference: 'Patient/p1' }, performer: [{ actor: { display: 'Dr. Example' } }] },
      { resourceType: 'ServiceRequest', id: 'x', status: 'active', code: { text: 'Trauma assessment' }, occurrencePeriod: { start: '2026-02-01' }, subject: { reference: 'Patient/p1' } },
    ].map((resource) => read(resource).services[0]!);
    expect(told.map(({ key, record }) => [key, record!.kind, record!.status, record!.serviceText, record!.startedOn, record!.endedOn, record!.providerName])).toEqual([
      ['Procedure/x', 'SERVICE', 'ATTEMPTED', 'Group therapy', '2026-01-07', null, 'Dr. Example'],
      ['ServiceRequest/x', 'SERVICE', 'SCHEDULED', 'Trauma assessment', '2026-02-01', null, null],
    ]);
  });

  const REQUEST: Json = { resourceType: 'ServiceRequest', id: 'r', status: 'active', code: { text: 'Trauma assessment' }, subject: { reference: 'Patient/p1' } };
  // 02:00 in UTC is the evening before in California.
  const WRITTEN = '2026-01-20T02:00:00Z';

  it('tells of a request when it was made and how urgent it is; under that day it stands where it names none that it is for, and begins on none', () => {
    const told = (changes: Json) => {
      const { startedOn, endedOn, requestedOn, priority, standsByRequest } = read({ ...REQUEST, ...changes }).services[0]!.record!;
      return [startedOn, endedOn, requestedOn, priority, standsByRequest];
    };
    expect(told({ authoredOn: WRITTEN, priority: 'urgent', occurrencePeriod: { start: '2026-02-01', end: '2026-02-03' } })).toEqual(['2026-02-01', '2026-02-03', '2026-01-19', 'URGENT', false]);
    expect(told({ authoredOn: '2026-01-19', occurrenceDateTime: '2026-01-19' })).toEqual(['2026-01-19', null, '2026-01-19', null, false]);
    expect(told({ authoredOn: WRITTEN, priority: 'stat' })).toEqual(['2026-01-19', null, '2026-01-19', 'STAT', true]);
    expect(told({ authoredOn: '2026-01-19', occurrencePeriod: { end: '2026-02-03' } })).toEqual([null, '2026-02-03', '2026-01-19', null, false]);
    // A month, a year, and a time of which nothing is said, name no day either.
    for (const none of [{ occurrenceDateTime: '2026-03' }, { occurrencePeriod: { start: '2026', end: '2026-04' } }, { occurrencePeriod: {} }, { occurrenceTiming: {} }]) {
      expect(told({ authoredOn: '2026-01-19', ...none })).toEqual(['2026-01-19', null, '2026-01-19', null, true]);
    }
    expect(told({ authoredOn: '2026-01' })).toEqual([null, null, null, null, false]);
    expect(told({ priority: null })).toEqual([null, null, null, null, false]);
    expect(['routine', 'urgent', 'asap', 'stat'].map((priority) => told({ priority })[3])).toEqual(['ROUTINE', 'URGENT', 'ASAP', 'STAT']);
    // Of anything but a request neither is read: an encounter has a priority of another kind.
    expect(read(encounter({ authoredOn: WRITTEN, priority: { text: 'urgent' } })).services[0]!.record).toMatchObject({ requestedOn: null, priority: null, standsByRequest: false });
  });

  it('is refused for a day or an urgency of a request that is none', () => {
    const faults: readonly (readonly [Json, string, string])[] = [
      [{ authoredOn: '2026-02-31' }, 'authoredOn', 'DATE_INVALID'], [{ authoredOn: 7, occurrenceDateTime: '2026-02-01' }, 'authoredOn', 'DATE_INVALID'],
      ...['URGENT', 'soon', '', 7, ['urgent'], {}].map((priority): [Json, string, string] => [{ priority }, 'priority', 'CODE_INVALID']),
    ];
    for (const [changes, field, code] of faults) expect(faultOf({ ...REQUEST, ...changes })).toEqual([[2, `ServiceRequest.${field}`, code]]);
  });

  it('takes what was entered in error for taken back, whatever else stands in it', () => {
    expect(read(encounter({ status: 'entered-in-error', period: { start: 'nonsense' } })).services).toMatchObject([{ key: 'Encounter/e1', record: null }]);
  });

  it('knows a person by our pseudonym before her other names, by a reference of her server where she has none', () => {
    const both = [{ system: 'urn:clinic:mrn', value: 'M-1' }, { system: 'urn:ca:csec:pseudo:agency', value: 'P-9' }];
    const personOf = (...resources: readonly Json[]) => readFhirServices(bundle(...resources), CLINIC_TERMS).services[0]!.person;
    expect(personOf(patient({ identifier: both }), encounter())).toEqual({ system: 'urn:ca:csec:pseudo:agency', value: 'P-9' });
    expect(personOf(patient({ identifier: [] }), encounter())).toEqual({ system: 'urn:ca:csec:fhir:Patient', value: 'p1' });
    expect(personOf(encounter({ subject: { reference: 'https://clinic.example/Patient/77' } }))).toEqual({ system: 'urn:ca:csec:fhir:Patient', value: '77' });
    expect(personOf(encounter({ subject: { identifier: { system: 's', value: 'v' } } }))).toEqual({ system: 's', value: 'v' });
  });

  it('stands under the category that its label names, and never under one that was not agreed', () => {
    const cell = (resource: Json, terms = CLINIC_TERMS) => read(resource, terms).services.map(({ record }) => [record!.category, record!.provenance.regime]);
    expect(cell(encounter(label('SUD')))).toEqual([['SUBSTANCE_USE_OTHER', 'CMIA']]);
    expect(cell(encounter(label('HIV', 'urn:ca:csec:category')))).toEqual([['HIV', 'CMIA']]);
    expect(faultOf(encounter(label('PREGNANT')))).toEqual([[2, 'Encounter.meta.security', 'LAW_NOT_AGREED']]);
    expect(faultOf(encounter(label('PSYTHPN')))).toEqual([[2, 'Encounter.meta.security', 'LAW_NOT_AGREED']]);
    expect(faultOf(encounter({ meta: { security: [...label('MH')['meta']!['security' as never] as Json[], ...label('HIV')['meta']!['security' as never] as Json[]] } })))
      .toEqual([[2, 'Encounter.meta.security', 'LAW_UNCLEAR']]);
    expect(cell(encounter(label('HIV')), PROGRAMME_TERMS)).toEqual([['SUBSTANCE_USE_PART2', 'PART2']]);
  });

  it('is refused where its words tell of what it is not labelled as', () => {
    expect(faultOf(encounter({ type: [{ text: 'Biktarvy refill' }] }))).toEqual([[2, 'Encounter.type', 'LAW_UNCLEAR']]);
    expect(faultOf(encounter({ serviceProvider: { display: 'Planned Parenthood' } }))).toEqual([[2, 'Encounter.type', 'LAW_UNCLEAR']]);
    expect(faultOf(encounter({ ...label('HIV'), type: [{ text: 'HIV test' }] }))).toEqual([]);
  });

  it('is not taken as a minor\'s own care where the agreement has none', () => {
    const own = { extension: [{ url: 'urn:ca:csec:extension:consented-by', valueCode: 'MINOR' }] };
    expect(read(encounter(own)).services[0]!.record!.provenance.consentedBy).toBe('MINOR');
    expect(faultOf(encounter(own), { ...CLINIC_TERMS, minorsOwnCare: false })).toEqual([[2, 'Encounter.extension', 'LAW_NOT_AGREED']]);
  });

  it('refuses one resource at a time, by entry, field and code', () => {
    const cases: readonly (readonly [Json, string, string])[] = [
      [{ id: undefined }, 'id', 'KEY_MISSING'], [{ id: 'x'.repeat(201) }, 'id', 'KEY_INVALID'], [{ subject: {} }, 'subject', 'PERSON_MISSING'],
      [{ status: 'gone' }, 'status', 'CODE_INVALID'], [{ period: { start: '2026-02-31' } }, 'period.start', 'DATE_INVALID'],
      [{ period: { start: '2026-02-31T10:00:00Z' } }, 'period.start', 'DATE_INVALID'], [{ meta: { lastUpdated: 'now' } }, 'meta.lastUpdated', 'TIMESTAMP_INVALID'],
      [{ period: { start: '2026-02-03', end: '2026-02-01' } }, 'period.end', 'END_BEFORE_START'], [{ type: [{ text: 'a\u0000b' }] }, 'type.text', 'CHARACTER_INVALID'],
      [{ type: [{ text: 'a'.repeat(501) }] }, 'type.text', 'TEXT_TOO_LONG'],
    ];
    for (const [changes, field, code] of cases) expect(faultOf(encounter(changes))).toEqual([[2, `Encounter.${field}`, code]]);
    const two = readFhirServices(bundle(patient(), encounter(), encounter()), CLINIC_TERMS);
    expect([two.services.length, two.rejections]).toEqual([1, [{ file: 'Bundle', line: 3, field: 'Encounter.id', code: 'DUPLICATE_KEY' }]]);
    expect(readFhirServices({ resourceType: 'Patient' }, CLINIC_TERMS).rejections).toEqual([{ file: 'Bundle', line: 1, field: 'resourceType', code: 'NOT_A_BUNDLE' }]);
  });

  it('never throws, whatever is sent, and tells no value of it in what it refuses', () => {
    const anything = fc.oneof(fc.jsonValue(), fc.constant(encounter()), fc.record({ reference: fc.string(), identifier: fc.jsonValue() }));
    const resource = fc.record({
      resourceType: fc.constantFrom('Encounter', 'Procedure', 'ServiceRequest', 'Patient'), id: anything, status: anything, subject: anything, type: anything, code: anything,
      period: anything, meta: anything, identifier: anything, extension: anything, performer: anything, occurrenceDateTime: anything, authoredOn: anything, priority: anything,
    }, { requiredKeys: ['resourceType'] });
    fc.assert(fc.property(fc.array(resource, { maxLength: 4 }), (resources) => {
      const { services, rejections, passedOver } = readFhirServices({ resourceType: 'Bundle', entry: resources.map((each) => ({ resource: each })) }, CLINIC_TERMS);
      expect(services.length + rejections.length + passedOver).toBe(resources.length);
      for (const { file, field, code } of rejections) {
        expect([file, SERVICE_FAULTS.includes(code), /^(Encounter|Procedure|ServiceRequest)\.[A-Za-z.]+$/.test(field ?? '')]).toEqual(['Bundle', true, true]);
      }
    }), { numRuns: 200 });
  });
});
