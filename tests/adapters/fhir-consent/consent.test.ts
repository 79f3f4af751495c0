import { Fhir } from 'fhir/fhir.js';
import { describe, expect, it } from 'vitest';
import { writeElements } from '../../../adapters/fhir-consent/elements.js';
import { writeFhirConsent } from '../../../adapters/fhir-consent/write-consent.js';
import { instant, localDate } from '../../../src/kernel/dates.js';
import { GatewayError } from '../../../src/kernel/gateway-error.js';
import { globalId } from '../../../src/kernel/ids.js';
import type { Consent } from '../../../src/model/consent.js';
import { consentFaults } from '../../../src/policy/consents/consent-faults.js';
import { NOON, SUBJECT, consentFor, refusal, youth } from '../../policy/people.js';
import { CLINIC, RECORDED, document, read, type Json } from './documents.js';
import { publishedConsents } from './pcf.js';

const fhir = new Fhir();
const faultsOf = (json: Json): readonly unknown[] => fhir.validate(JSON.stringify(json)).messages.filter(({ severity }) => severity === 'error');
const whole = (draft: ReturnType<typeof read>): Consent => ({ ...draft, id: 'consent-1', version: 1, usesSoFar: 0, revocation: null });

function codeOf(json: unknown): readonly unknown[] {
  try {
    read(json);
  } catch (fault) {
    return fault instanceof GatewayError ? [fault.code, fault.details['field']] : [String(fault)];
  }
  return ['read'];
}

const OF_THE_CASE = { identifier: { system: 'urn:ca:csec:case', value: globalId('Case', SUBJECT) } } as const;
const root = (changes: Json): Json => document({ provision: { ...(document()['provision'] as Json), ...changes } });

describe('a FHIR consent', () => {
  it('is read with what it says, and without what it does not', () => {
    expect(read(document())).toMatchObject({
      effect: 'PERMIT', status: 'ACTIVE', recipientAgencyIds: [CLINIC.id], categories: ['MENTAL_HEALTH'], purposes: ['TREATMENT'],
      effectiveFrom: '2025-09-01T07:00:00.000Z', expiry: { kind: 'DATE', on: '2026-08-31' }, regimes: [], signature: null, subjectNameAsWritten: null,
      // Its one level says no more than the elements read from it.
      provision: null, recordedAt: RECORDED,
    });
  });

  it('is void for every element of the law that it lacks', () => {
    expect(consentFaults(whole(read(document())), NOON, youth())).toEqual(['K01', 'K02', 'K08']);
    expect(consentFaults(whole(read(document({ dateTime: undefined, provision: { type: 'permit' } }))), NOON, youth())).toEqual(['K01', 'K02']);
  });

  it('is sound with the elements of the law beside its provisions', () => {
    const { provision: _, ...elements } = { ...consentFor(CLINIC, { categories: ['MENTAL_HEALTH'], purposes: ['TREATMENT'] }) };
    const draft = read(document({ extension: [writeElements({ ...elements, recipientAgencyIds: [CLINIC.id], sourceAgencyIds: [] })] }));
    expect(consentFaults(whole(draft), NOON, youth())).toEqual([]);
    expect(draft).toMatchObject({ signature: elements.signature, statements: elements.statements, capacity: elements.capacity, regimes: elements.regimes });
  });

  it('takes the effect of the policy rule where the root states none, and states none without it', () => {
    const plain = root({ type: undefined, provision: [{ type: 'deny' }] });
    expect(read(plain).provision?.effect).toBe('PERMIT');
    const none = read({ ...plain, policyRule: undefined, policy: [{ uri: 'http://example.org/policy' }] });
    expect(none.provision?.effect).toBeNull();
    expect(consentFaults(whole(none), NOON, youth())).toContain('K01');
    expect(read(writeFhirConsent(none)).provision?.effect).toBeNull();
  });

  it.each<[string, Json]>([
    ['a reference to somebody\'s patient', { reference: 'Patient/somebody-else' }], ['an identifier of another system', { identifier: { system: 'urn:other', value: '999' } }],
    ['an address elsewhere', { reference: `https://example.org/Case/${globalId('Case', SUBJECT)}` }], ['a number within the case\'s', { reference: `Patient/${SUBJECT}` }],
  ])('that names its patient by %s is void, for nobody knows whose it is (K01)', (_, patient) => {
    expect(read(document({ patient }))).toMatchObject({ subjectId: SUBJECT, status: 'INVALID', failedChecks: ['K01'] });
    expect(read(document({ patient, status: 'draft' }))).toMatchObject({ status: 'INVALID', failedChecks: ['K01'] });
    expect(read(root({ type: 'deny' }))).toMatchObject({ status: 'ACTIVE', failedChecks: [] });
    expect(read({ ...root({ type: 'deny' }), patient })).toMatchObject({ effect: 'REFUSE', status: 'INVALID', failedChecks: ['K01'] });
  });

  it.each<[string, Json]>([
    ['its global id', { reference: `Case/${globalId('Case', SUBJECT)}` }], ['its plain id', { reference: `Case/${SUBJECT}` }],
    ['its identifier, beside a number of the partner\'s own', { reference: 'Patient/17', ...OF_THE_CASE }],
  ])('that names the case by %s is of its youth', (_, patient) => {
    expect(read(document({ patient }))).toMatchObject({ subjectId: SUBJECT, status: 'ACTIVE', failedChecks: [] });
  });

  it('that denies is a refusal', () => {
    expect(read(root({ type: 'deny' }))).toMatchObject({ effect: 'REFUSE', provision: { effect: 'DENY' } });
    expect(read(document({ provision: undefined, policyRule: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTOUT' }] } })))
      .toMatchObject({ effect: 'REFUSE', provision: { effect: 'DENY' } });
  });

  it('that is not active never becomes active', () => {
    expect(['draft', 'proposed', 'inactive', 'rejected', 'entered-in-error'].map((status) => read(document({ status })).status))
      .toEqual(['DRAFT', 'DRAFT', 'EXPIRED', 'INVALID', 'INVALID']);
  });

  it.each<[string, string, string]>([
    ['2025', '2025-01-01T08:00:00.000Z', '2026-01-01T08:00:00.000Z'],
    ['2024-02', '2024-02-01T08:00:00.000Z', '2024-03-01T08:00:00.000Z'],
    ['2025-12', '2025-12-01T08:00:00.000Z', '2026-01-01T08:00:00.000Z'],
    ['2025-06-30', '2025-06-30T07:00:00.000Z', '2025-07-01T07:00:00.000Z'],
    ['2025-06-30T10:00:00Z', '2025-06-30T10:00:00.000Z', '2025-06-30T10:00:01.000Z'],
    ['2025-06-30T10:00:00.250-07:00', '2025-06-30T17:00:00.250Z', '2025-06-30T17:00:00.251Z'],
  ])('counts %s from its first moment to its last on the county\'s calendar', (text, from, to) => {
    expect(read(root({ provision: [{ type: 'permit', period: { start: text, end: text } }] })).provision?.provisions[0]?.period).toEqual({ from, to });
  });

  it('keeps nested levels, days of records and whatever they select', () => {
    const provision = [{ type: 'deny', dataPeriod: { start: '2025', end: '2025-06' }, provision: [{ type: 'permit', period: { end: '2001' } }] }];
    expect(read(root({ provision })).provision?.provisions).toMatchObject([
      { effect: 'DENY', dataPeriod: { from: '2025-01-01', to: '2025-07-01' }, provisions: [{ effect: 'PERMIT', period: { from: null, to: '2002-01-01T08:00:00.000Z' } }] },
    ]);
  });

  it.each<[string, unknown, string, string]>([
    ['not an object', 'text', 'BAD_INPUT', 'consent'],
    ['another resource', document({ resourceType: 'Patient' }), 'BAD_INPUT', 'consent.resourceType'],
    ['no status', document({ status: undefined }), 'BAD_INPUT', 'consent.status'],
    ['no patient', document({ patient: undefined }), 'BAD_INPUT', 'consent.patient'],
    ['another patient', document({ patient: { identifier: { system: 'urn:ca:csec:case', value: globalId('Case', CLINIC.id) } } }), 'BAD_INPUT', 'consent.patient'],
    ['another case by reference', document({ patient: { reference: `Case/${globalId('Case', CLINIC.id)}` } }), 'BAD_INPUT', 'consent.patient'],
    ['another case by plain reference', document({ patient: { reference: 'Case/other' } }), 'BAD_INPUT', 'consent.patient'],
    ['another case beside the case', document({ patient: { reference: `Case/${globalId('Case', CLINIC.id)}`, ...OF_THE_CASE } }), 'BAD_INPUT', 'consent.patient'],
    ['no category', document({ category: [] }), 'BAD_INPUT', 'consent.category'],
    ['a consent to treatment', document({ scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }] } }), 'BAD_INPUT', 'consent.scope'],
    ['neither policy nor rule', document({ policyRule: undefined }), 'BAD_INPUT', 'consent.policy'],
    ['an effect that is none', root({ type: 'maybe' }), 'BAD_INPUT', 'consent.provision.type'],
    ['an effect below that is none', root({ provision: [{ type: 'permit' }, { type: 'maybe' }] }), 'BAD_INPUT', 'consent.provision.provision[1].type'],
    ['an actor without part', root({ actor: [{ reference: { reference: 'Practitioner/x' } }] }), 'BAD_INPUT', 'consent.provision.actor[0].role'],
    ['an actor nobody can find', root({ actor: [{ role: { coding: [{ system: 's', code: 'c' }] }, reference: { display: 'somebody' } }] }), 'BAD_INPUT', 'consent.provision.actor[0].reference'],
    ['a label without system', root({ securityLabel: [{ code: 'R' }] }), 'BAD_INPUT', 'consent.provision.securityLabel[0].system'],
    ['words in place of a code', root({ code: [{ text: 'everything' }] }), 'BAD_INPUT', 'consent.provision.code[0].coding'],
    ['a day that is none', root({ period: { end: '2026-02-30' } }), 'BAD_INPUT', 'consent.provision.period.end'],
    ['a time without offset', root({ period: { end: '2026-02-20T10:00:00' } }), 'BAD_INSTANT', 'consent.provision.period.end'],
    ['what changes the meaning', root({ modifierExtension: [{ url: 'urn:x' }] }), 'BAD_INPUT', 'consent.provision.modifierExtension'],
    ['rules elsewhere', document({ implicitRules: 'urn:x' }), 'BAD_INPUT', 'consent.implicitRules'],
    ['elements of no known name', document({ extension: [{ url: 'urn:ca:csec:fhir:consent-elements', extension: [{ url: 'anything', valueString: 'x' }] }] }), 'BAD_INPUT', 'consent.extension.redisclosure'],
  ])('with %s is refused by the name of the element', (_, json, code, field) => {
    expect(codeOf(json)).toEqual([code, field]);
  });

  it('nested without end, or too long, is refused', () => {
    const nested = (depth: number): Json => (depth === 0 ? { type: 'permit' } : { type: 'deny', provision: [nested(depth - 1)] });
    expect(codeOf(document({ provision: nested(11) }))).toEqual(['read']);
    expect(codeOf(document({ provision: nested(12) }))[0]).toBe('BAD_INPUT');
    expect(codeOf(root({ provision: Array.from({ length: 200 }, () => ({ type: 'deny' })) }))[0]).toBe('BAD_INPUT');
    expect(codeOf(document({ text: 'x'.repeat(300_000) }))).toEqual(['BAD_INPUT', 'consent']);
  });
});

describe('a consent as FHIR', () => {
  const kinds: readonly (readonly [string, Consent])[] = [
    ['a release', consentFor(CLINIC, { recipientPersonIds: [CLINIC.id], recipientClasses: ['MENTAL_HEALTH'], fields: ['Youth.bornOn'], maxUses: 1 })],
    ['a release that excludes, in days and of a source', consentFor(CLINIC, {
      excludedCategories: ['LOCATION'], dataFrom: localDate('2025-01-01'), dataTo: localDate('2025-07-01'), sourceAgencyIds: [CLINIC.id], purposes: ['TPO', 'TREATMENT', 'gossip'],
    })],
    ['a release to a team and an intermediary', consentFor(CLINIC, {
      recipientTeam: { teamId: CLINIC.id, members: [CLINIC.id] }, intermediary: { agencyId: CLINIC.id, participants: [CLINIC.id], treatingOnly: true },
      expiry: { kind: 'EVENT', event: 'CASE_CLOSED', occurredAt: null }, concerns: ['DURESS'], imageHash: 'sha256:01', supersedes: CLINIC.id,
    })],
    ['a release without end', consentFor(CLINIC, { expiry: { kind: 'NONE_TPO' }, regimes: ['PART2_TPO'], coSignatures: [consentFor(CLINIC).signature!] })],
    ['a refusal', refusal({ excludedCategories: ['CSEC_STATUS'] })],
  ];

  it.each(kinds)('of %s is valid and reads back the same', (_, consent) => {
    const written = writeFhirConsent(consent);
    expect(faultsOf(written)).toEqual([]);
    const { id: __, version: ___, usesSoFar: ____, revocation: _____, ...draft } = consent;
    const again = read({ ...written, id: undefined, meta: undefined });
    expect(again).toMatchObject({
      ...draft, recordedAt: RECORDED, provision: null, signature: draft.signature === null ? null : { ...draft.signature, witness: null },
      coSignatures: draft.coSignatures.map((one) => ({ ...one, witness: null })),
    });
    expect(read(writeFhirConsent(again))).toEqual(again);
  });

  it('of what came as FHIR reads back the same', () => {
    const nested = root({ provision: [{ type: 'deny', dataPeriod: { start: '2025' }, provision: [{ type: 'permit', data: [{ meaning: 'related', reference: { reference: 'Encounter/x' } }] }] }] });
    const all = [document(), nested, document({ dateTime: undefined, provision: undefined }), ...publishedConsents().map(({ consent }) => ({ ...consent, patient: OF_THE_CASE }))];
    for (const json of all) {
      const draft = read(json);
      const written = writeFhirConsent(draft);
      expect(faultsOf(written)).toEqual([]);
      expect(read(written)).toEqual(draft);
    }
  });

  it('says of the youth the case alone, and when it was signed', () => {
    const written = writeFhirConsent(consentFor(CLINIC));
    expect(written['patient']).toEqual({ identifier: { system: 'urn:ca:csec:case', value: globalId('Case', consentFor(CLINIC).subjectId) } });
    expect(written['dateTime']).toBe(instant('2025-09-01T17:00:00Z'));
  });
});
