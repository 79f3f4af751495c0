import { describe, expect, it } from 'vitest';
import { CATEGORY_FACTS, type Category } from '../../src/law/category.js';
import { ACT_CODE, CSEC_CATEGORY, CSEC_SENSITIVITY } from '../../src/law/code-systems.js';
import { localDate } from '../../src/kernel/dates.js';
import { explain } from '../../src/policy/explain.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import type { Facts } from '../../src/policy/facts.js';
import { residualOf } from '../../src/policy/residual.js';
import { agency, asking, assignment, consentFor, facts, refusal } from './people.js';
import { POLICY, decided } from './released.js';

const SHELTER = agency('COMMUNITY_PROVIDER');
const residual = (context: AccessContext, about: Facts) => residualOf(decided(context, about).cells);
const categoriesIn = (steps: ReturnType<typeof residualOf>): readonly string[] =>
  steps.flatMap(({ securityLabel = [] }) => securityLabel.filter(({ system }) => system === CSEC_CATEGORY).map(({ code }) => code));
const CONCEALED = Object.entries(CATEGORY_FACTS).filter(([, { whenWithheld }]) => whenWithheld === 'conceal');

describe('the residual of a decision', () => {
  it('forbids everything where nothing is released', () => {
    expect(residual(asking('PROVIDER'), facts())).toEqual([{ type: 'forbid' }]);
  });

  it('forbids, and then permits by their labels what is released in full, of every source', () => {
    const about = facts({ consents: [consentFor(SHELTER, { categories: ['IDENTITY_CORE', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'MENTAL_HEALTH'] })] });
    // The name in outline: the form cannot say how far, and lets it through not at all.
    expect(decided(asking('PROVIDER'), about).permits('IDENTITY_CORE', 'MINIMUM', 'CHILD_WELFARE')).toBe(true);
    expect(residual(asking('PROVIDER'), about)).toEqual([
      { type: 'forbid' },
      {
        type: 'permit', securityLabel: [
          { system: CSEC_CATEGORY, code: 'EXPLOITATION_DETAIL' }, { system: CSEC_SENSITIVITY, code: 'CSE_DETAIL' },
          { system: CSEC_CATEGORY, code: 'MENTAL_HEALTH' }, { system: ACT_CODE, code: 'MH' }, { system: ACT_CODE, code: 'PSY' }, { system: ACT_CODE, code: 'EMOTDIS' },
        ],
      },
    ]);
  });

  it('permits for the days of a consent that covers some days alone, both included', () => {
    const of = { categories: ['EXPLOITATION_DETAIL'], dataFrom: localDate('2025-01-01'), dataTo: localDate('2026-01-01') } as const;
    const [, permit] = residual(asking('PROVIDER'), facts({ consents: [consentFor(SHELTER, of)] }));
    expect(permit).toMatchObject({ type: 'permit', dataPeriod: { start: '2025-01-01', end: '2025-12-31' } });
  });

  it('never names a category that law conceals, nor bears a label of one, released or not', () => {
    const worker = asking('COUNTY_WORKER', { purpose: 'CHILD_WELFARE' });
    const about = facts({ assignments: [assignment()], consents: [consentFor(SHELTER)] });
    const asked = [residual(worker, about), residual(asking('PROVIDER'), about)];
    expect(decided(asking('PROVIDER'), about).permits('SUBSTANCE_USE_PART2', 'MINIMUM', 'PART2')).toBe(true);
    const labels = new Set(CONCEALED.flatMap(([, { sensitivity }]) => sensitivity));
    for (const steps of asked) {
      expect(categoriesIn(steps).length).toBeGreaterThan(0);
      expect(categoriesIn(steps).filter((one) => CATEGORY_FACTS[one as Category].whenWithheld === 'conceal')).toEqual([]);
      const codes = steps.flatMap(({ securityLabel = [] }) => securityLabel.map(({ system, code }) => (system === ACT_CODE ? code : `csec:${code}`)));
      expect(codes.filter((code) => labels.has(code))).toEqual([]);
    }
  });

  it('is the same with and without a consent to what law conceals, and with a refusal of it', () => {
    const withConsent = (...categories: Category[]) => residual(asking('PROVIDER'), facts({ consents: [consentFor(SHELTER, { categories: ['EXPLOITATION_DETAIL', ...categories] })] }));
    expect(withConsent('SUBSTANCE_USE_PART2', 'HIV')).toEqual(withConsent());
    expect(withConsent()).toHaveLength(2);
    const refused = facts({ consents: [consentFor(SHELTER, { categories: ['EXPLOITATION_DETAIL'] }), refusal({ categories: ['HIV'] })] });
    expect(residual(asking('PROVIDER'), refused)).toEqual(withConsent());
  });

  it('lets no label through that a category bears which is withheld', () => {
    const steps = residual(asking('PROVIDER'), facts({ consents: [consentFor(SHELTER, { categories: ['EXPLOITATION_DETAIL', 'CSEC_STATUS'] })] }));
    const codes = steps.flatMap(({ securityLabel = [] }) => securityLabel.map(({ code }) => code));
    // ASSAULT_MEDICAL, which is withheld, bears both.
    expect(codes.filter((code) => code === 'SDV' || code === 'VIO')).toEqual([]);
  });

  it('of another caller tells an asker of nothing that is withheld from himself', () => {
    const about = facts({ assignments: [assignment()], consents: [consentFor(SHELTER, { categories: ['MENTAL_HEALTH'] })] });
    const provider = asking('PROVIDER');
    const asker = decided(asking('COUNTY_WORKER', { purpose: 'CASE_MANAGEMENT' }), about);
    const nobody = decided(asking('FEDERAL'), about);
    const toldTo = (to: typeof asker) => explain(provider, null, decided(provider, about), { policy: POLICY, audience: 'COUNSEL', asker: to }).residual;
    expect(toldTo(nobody)).toEqual([{ type: 'forbid' }]);
    expect(categoriesIn(toldTo(asker))).toEqual(['MENTAL_HEALTH']);
    expect(categoriesIn(toldTo(asker)).every((category) => asker.cells.some((cell) => cell.category === category && cell.outcome === 'P'))).toBe(true);
  });
});
