import { describe, expect, it } from 'vitest';
import { auditEventOf, type AuditEntry } from '../../adapters/mental-health/audit-events.js';
import { withoutAbsent } from '../../adapters/partner-adapter.js';
import { DISCLOSURE_OUTCOMES } from '../../src/audit/disclosure.js';
import { globalId } from '../../src/kernel/ids.js';
import type { Parsed } from '../support/gateway.js';
import { fhirValidators } from './fhir-validators.js';

const AGENCY = 'abababab-0000-4000-8000-000000000001';
const ENTRY: AuditEntry = {
  decisionId: 'decision', at: '2026-03-01T08:00:00.000Z', recipient: { id: globalId('Agency', AGENCY), name: 'Harbour Clinic' }, role: 'TREATING_CLINICIAN',
  purpose: 'TREATMENT', outcome: 'RELEASED', categoriesReleased: ['CSEC_STATUS'], consents: ['consent@1'],
};
const eventOf = (changes: Partial<AuditEntry>): Parsed => withoutAbsent(auditEventOf({ ...ENTRY, ...changes }, { reference: 'Patient/a' }));
const codesOf = (codings: readonly Parsed[] | undefined): readonly string[] => (codings ?? []).map(({ code }) => code as string);
const labelsOf = (event: Parsed): readonly string[] => event.entity.flatMap(({ securityLabel }: Parsed) => codesOf(securityLabel));
/** What an event claims: its type, its subtypes, how it ended, who is said to have received, and the categories that went. */
const claimsOf = (outcome: string | null) => {
  const event = eventOf({ outcome });
  const received = event.agent.filter(({ type }: Parsed) => codesOf(type?.coding).includes('IRCP')).map(({ who }: Parsed) => who.display);
  return [event.type.code, codesOf(event.subtype), event.outcome, received, labelsOf(event)];
};

describe('an entry of the log as a FHIR AuditEvent', () => {
  it('is a disclosure, with its recipient by id, where something was released', () => {
    const event = eventOf({});
    expect([claimsOf('RELEASED'), claimsOf('MESSAGE')]).toEqual([
      ['110106', ['disclose', 'RELEASED'], '0', ['Harbour Clinic'], ['CSEC_STATUS']], ['110106', ['disclose', 'MESSAGE'], '0', ['Harbour Clinic'], ['CSEC_STATUS']],
    ]);
    expect(event.agent[1].who).toEqual({ type: 'Organization', identifier: { system: 'urn:ca:csec:agency', value: AGENCY }, display: 'Harbour Clinic' });
    expect(event.purposeOfEvent).toEqual([{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'TREAT', display: 'Treatment of the youth' }] }]);
    expect([event.type.system, event.agent[0].type.coding[0].system]).toEqual(Array.from({ length: 2 }, () => 'http://dicom.nema.org/resources/ontology/DCM'));
  });

  it('is no disclosure where it was simulated, and none that was completed where it was withheld', () => {
    expect(claimsOf('SIMULATED')).toEqual(['110112', ['SIMULATED'], '0', [], []]);
    expect(claimsOf('WITHHELD')).toEqual(['110112', ['WITHHELD'], '4', [], []]);
    expect(claimsOf('REDISCLOSURE_BLOCKED')).toEqual(['110112', ['REDISCLOSURE_BLOCKED'], '4', [], []]);
    expect([claimsOf('APPROVED'), claimsOf('APPROVAL_REFUSED')]).toEqual([['110113', ['APPROVED'], '0', [], []], ['110113', ['APPROVAL_REFUSED'], '4', [], []]]);
    expect(claimsOf(null)).toEqual(['110112', [], undefined, [], []]);
  });

  it('claims a disclosure of no other outcome that the log has, and is valid for each', async () => {
    const disclosing = DISCLOSURE_OUTCOMES.filter((outcome) => codesOf(eventOf({ outcome }).subtype).includes('disclose'));
    expect(disclosing).toEqual(['RELEASED', 'MESSAGE']);
    const validators = Object.entries(await fhirValidators());
    for (const outcome of [...DISCLOSURE_OUTCOMES, null]) {
      const event = eventOf({ outcome });
      for (const [name, faults] of validators) expect([outcome, name, faults(event)]).toEqual([outcome, name, []]);
    }
  });

  it('stays valid where nothing of it was released but when it was', async () => {
    const event = eventOf({ decisionId: null, recipient: null, role: null, purpose: null, outcome: null, categoriesReleased: null, consents: null });
    for (const [name, faults] of Object.entries(await fhirValidators())) expect([name, faults(event)]).toEqual([name, []]);
  });
});
