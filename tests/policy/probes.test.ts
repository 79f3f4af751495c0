import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import { inCategory } from '../../src/law/classification.js';
import { ACT_CODE } from '../../src/law/code-systems.js';
import type { Consent } from '../../src/model/consent.js';
import { consentFaults } from '../../src/policy/consents/consent-faults.js';
import { walkProvision } from '../../src/policy/consents/provisions/walk.js';
import { compileProjection } from '../../src/release/projection.js';
import { NOON, agency, asking, consentFor, facts, refusal, youth } from './people.js';
import { cellOf, decided } from './released.js';
import { RESEARCH, deny, permit, question } from './consents/provisions/trees.js';

/** Faults that consent engines were found to have, each once for this one. */

const SHELTER = agency('COMMUNITY_PROVIDER');
const OF_2001 = { from: null, to: instant('2002-01-01T08:00:00Z') };
const signature = consentFor(SHELTER).signature!;
const later = (changes: Partial<Consent> = {}): Consent => consentFor(SHELTER, {
  id: 'newer', signature: { ...signature, signedAt: instant('2026-02-01T18:00:00Z') }, effectiveFrom: instant('2026-02-01T18:00:00Z'),
  expiry: { kind: 'DATE', on: localDate('2026-08-31') }, ...changes,
});
const outcome = (consents: readonly Consent[], category: 'CSEC_STATUS' | 'SUBSTANCE_USE_PART2' = 'CSEC_STATUS') =>
  cellOf(decided(asking('PROVIDER'), facts({ consents })), category, category === 'CSEC_STATUS' ? 'CHILD_WELFARE' : 'PART2').outcome;

describe('the probes that other consent engines fail', () => {
  it('probe 1: an older refusal stands against a newer permission', () => {
    const older = refusal({ signature });
    expect(outcome([later()])).toBe('P');
    expect(outcome([older, later()])).toBe('D');
    expect(outcome([later(), older])).toBe('D');
    expect(outcome([{ ...older, status: 'SUPERSEDED' }, later()])).toBe('P');
  });

  it('probe 2: an older permission without substance use keeps it from a newer plain one', () => {
    const older = consentFor(SHELTER, { id: 'older', excludedCategories: ['SUBSTANCE_USE_PART2'] });
    expect(outcome([later()], 'SUBSTANCE_USE_PART2')).toBe('P');
    expect(outcome([older, later()], 'SUBSTANCE_USE_PART2')).toBe('D');
    const asFhir = consentFor(SHELTER, { id: 'older', provision: permit({ provisions: [deny({ securityLabels: [{ system: ACT_CODE, code: 'SUD' }] })] }) });
    expect(outcome([asFhir, later()], 'SUBSTANCE_USE_PART2')).toBe('D');
    expect(outcome([asFhir, later()])).toBe('P');
  });

  it('probe 3: a permission excepted from a denial counts no longer than its own period', () => {
    expect(walkProvision(deny({ provisions: [permit({ period: OF_2001 })] }), question())).toBe('DENY');
    expect(outcome([consentFor(SHELTER, { provision: deny({ provisions: [permit({ period: OF_2001 })] }) })])).toBe('D');
    expect(outcome([consentFor(SHELTER, { provision: deny({ provisions: [permit()] }) })])).toBe('P');
  });

  it('probe 4: a denial excepted from a permission counts no longer than its own period', () => {
    expect(walkProvision(permit({ provisions: [deny({ period: OF_2001 })] }), question())).toBe('PERMIT');
    expect(outcome([consentFor(SHELTER, { provision: permit({ provisions: [deny({ period: OF_2001 })] }) })])).toBe('P');
    expect(outcome([consentFor(SHELTER, { provision: permit({ provisions: [deny()] }) })])).toBe('D');
  });

  it('probe 5: a request without purpose is denied where the consent names one', () => {
    expect(walkProvision(permit({ purposes: [RESEARCH] }), question({ purpose: null }))).toBe('NONE');
    expect(outcome([consentFor(SHELTER, { provision: permit({ purposes: [RESEARCH] }) })])).toBe('D');
    expect(outcome([consentFor(SHELTER, { purposes: [] })])).toBe('D');
  });

  it('probe 6: a consent without its date is void and beats nothing', () => {
    const undated = consentFor(SHELTER, { id: 'undated', signature: null });
    expect(consentFaults(undated, NOON, youth())).toEqual(['K01', 'K02', 'K03', 'K04', 'K08', 'K11']);
    expect(outcome([undated])).toBe('D');
    expect(outcome([undated, refusal({ signature })])).toBe('D');
  });

  it('probe 7: permission, denial, permission is read to its last level', () => {
    expect(walkProvision(permit({ provisions: [deny({ provisions: [permit()] })] }), question())).toBe('PERMIT');
    expect(walkProvision(permit({ provisions: [deny({ provisions: [permit({ provisions: [deny()] })] })] }), question())).toBe('DENY');
  });

  it('probe 8: what is redacted is the sensitive part, and on a denial nothing is left', () => {
    const laws = (['SUBSTANCE_USE_PART2', 'CSEC_STATUS'] as const).map((category) => ({
      field: category, coordinate: `Case.${category}`,
      classification: inCategory(category, 'MINIMUM', 'CFR_42_2_31'),
    }));
    const row = { SUBSTANCE_USE_PART2: 'synthetic opioid disorder', CSEC_STATUS: 'synthetic status' };
    const seen = (consents: readonly Consent[]) => {
      const decision = decided(asking('PROVIDER'), facts({ consents }));
      return { ...compileProjection(laws.slice(0, 1))(row, decision, 'PART2'), ...compileProjection(laws.slice(1))(row, decision) };
    };
    expect(seen([consentFor(SHELTER, { excludedCategories: ['SUBSTANCE_USE_PART2'] })])).toEqual({ CSEC_STATUS: 'synthetic status' });
    expect(seen([consentFor(SHELTER), refusal()])).toEqual({});
  });

  it('probe 9: an unlabelled record is of the highest level until it is labelled', () => {
    const label = { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' };
    const unlabelled = question({ record: { confidentiality: null, sensitivities: null } });
    expect(walkProvision(permit({ securityLabels: [label] }), unlabelled)).toBe('NONE');
    expect(walkProvision(permit({ provisions: [deny({ securityLabels: [{ system: ACT_CODE, code: 'SUD' }] })] }), unlabelled)).toBe('INDETERMINATE');
    const decision = decided(asking('PROVIDER'), facts({ consents: [consentFor(SHELTER)] }));
    expect(decision.permits('CSEC_STATUS', 'MINIMUM', 'CHILD_WELFARE')).toBe(true);
    expect(decision.permits('CSEC_STATUS', 'MINIMUM', 'UNLABELLED')).toBe(false);
  });
});
