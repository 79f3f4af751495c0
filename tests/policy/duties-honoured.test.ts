import { describe, expect, it } from 'vitest';
import { GATEWAY_DUTIES, OBLIGATIONS, type ObligationId } from '../../src/law/obligation.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { dutiesTowards, honours } from '../../src/policy/duties-honoured.js';
import { explain } from '../../src/policy/explain.js';
import { POLICY, cellOf, decided, released } from './released.js';
import { report } from './documents-on-file.js';
import { agency, asking, consentFor, facts, involvement } from './people.js';

const ALL = Object.keys(OBLIGATIONS) as ObligationId[];
const SHELTER = agency('COMMUNITY_PROVIDER');
const about = facts({ consents: [consentFor(SHELTER)] });

const declaring = (dutiesHonoured: readonly ObligationId[] | null): AccessContext => asking('PROVIDER', { who: { agency: { ...SHELTER, dutiesHonoured } } });
const but = (...left: readonly ObligationId[]): readonly ObligationId[] => ALL.filter((id) => !left.includes(id));

describe('a recipient that declared which duties it can honour', () => {
  it('receives what it would receive undeclared when it honours them all', () => {
    expect(decided(declaring(ALL), about).cells).toEqual(decided(asking('PROVIDER'), about).cells);
    expect(decided(declaring(null), about).cells).toEqual(decided(asking('PROVIDER'), about).cells);
    expect(released(declaring(ALL), about).length).toBeGreaterThan(0);
  });

  it('is withheld what carries one that it cannot, and nothing else', () => {
    const undeclared = decided(asking('PROVIDER'), about);
    const declared = decided(declaring(but('DELETE_BY')), about);
    for (const cell of undeclared.cells) {
      const now = cellOf(declared, cell.category, cell.regime);
      if (!cell.obligations.includes('DELETE_BY')) expect(now).toEqual(cell);
      else expect(now).toMatchObject({ outcome: 'D', reason: 'OBLIGATION_UNSUPPORTED', basis: null, extent: null, consents: [], consentsUsed: [], rules: cell.rules });
    }
    expect(cellOf(declared, 'MENTAL_HEALTH', 'CMIA').reason).toBe('OBLIGATION_UNSUPPORTED');
    expect(declared.permits('MENTAL_HEALTH', 'MINIMUM', 'CMIA')).toBe(false);
  });

  it('receives nothing when it cannot keep labels', () => {
    expect(released(declaring([]), about)).toEqual([]);
    expect(released(declaring(but('PERSIST_LABELS')), about)).toEqual([]);
    expect(decided(declaring([]), about).admits).toBe(false);
  });

  it('is asked for none of what the gateway does itself', () => {
    expect(decided(declaring(but(...GATEWAY_DUTIES)), about).cells).toEqual(decided(declaring(ALL), about).cells);
    expect(honours([], GATEWAY_DUTIES)).toBe(true);
  });

  it('is decided on by its own declaration, whatever was decided of another agency of its kind', () => {
    const clinic = agency('MENTAL_HEALTH');
    const treated = facts({ involvements: [involvement(clinic, 'TREATMENT')] });
    const counts = [ALL, but('PERSIST_LABELS'), null, but('NOTICE_831'), ALL].map((dutiesHonoured) =>
      released(asking('MENTAL_HEALTH', { who: { agency: { ...clinic, dutiesHonoured } } }), treated));
    expect(counts[0]!.length).toBeGreaterThan(counts[3]!.length);
    expect(counts).toEqual([counts[0], [], counts[0], counts[0]!.filter((line) => counts[3]!.includes(line)), counts[0]]);
    expect(counts[3]!.length).toBeGreaterThan(0);
  });

  it('receives of each county\'s youths what it declared to that county, and of others what it declared to all', () => {
    const clinic = agency('MENTAL_HEALTH', { dutiesHonoured: but('PERSIST_LABELS'), dutiesByCounty: { 19: ALL, 33: but('PERSIST_LABELS') } });
    const context = asking('MENTAL_HEALTH', { who: { agency: clinic } });
    const of = (county: string | null) => released(context, facts({ involvements: [involvement(clinic, 'TREATMENT')], subject: { county } }));
    const undeclared = (county: string | null) => {
      const plain = agency('MENTAL_HEALTH');
      return released(asking('MENTAL_HEALTH', { who: { agency: plain } }), facts({ involvements: [involvement(plain, 'TREATMENT')], subject: { county } }));
    };
    // One after the other, each as if the others had not been asked.
    expect(['19', '33', '34', null, '19'].map(of)).toEqual([undeclared('19'), [], [], [], undeclared('19')]);
    expect(of('19').length).toBeGreaterThan(0);
  });

  it.each<[string | null, readonly ObligationId[] | null]>([['19', ['DELETE_BY']], ['33', []], ['34', ['NO_ONWARD']], [null, ['NO_ONWARD']]])('of county %s honours %s', (county, expected) => {
    expect(dutiesTowards({ ...SHELTER, dutiesHonoured: ['NO_ONWARD'], dutiesByCounty: { 19: ['DELETE_BY'], 33: [] } }, county)).toEqual(expected);
    expect(dutiesTowards(SHELTER, county)).toBe(null);
  });

  it('is not sent even what a statute compels, where it cannot keep the name from public records', () => {
    const police = asking('LAW_ENFORCEMENT', { who: { agency: { ...agency('LAW_ENFORCEMENT'), dutiesHonoured: but('NAME_NOT_PUBLIC') } } });
    const compelled = decided(police, facts({ mandates: [report(police.caller, 'PC_11166_J')] }));
    expect(cellOf(compelled, 'IDENTITY_CORE').reason).toBe('OBLIGATION_UNSUPPORTED');
    expect(cellOf(compelled, 'CSEC_STATUS').outcome).toBe('P');
  });

  it('is told no other reason than one to whom nobody consented', () => {
    const told = (context: AccessContext, record: typeof about) => explain(context, record, decided(context, record), { policy: POLICY, audience: 'CALLER' })
      .categories.filter(({ category, regime }) => category === 'MENTAL_HEALTH' && regime === 'CMIA');
    const context = declaring(but('DELETE_BY'));
    expect(told(context, about)).toEqual(told(context, facts()));
  });
});
