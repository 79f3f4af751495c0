import { PERMISSIVE_BASES } from '../../law/basis.js';
import { IN_FORCE, type Rule } from '../rule.js';

/** Refusals and narrower instructions of the person who controls the record (step 5). */
export const REFUSAL_RULES: readonly Rule[] = [
  {
    id: 'P.REFUSAL', layer: 'NARROWING', effect: 'DENY',
    when: { bases: PERMISSIVE_BASES, facts: [['REFUSED']] },
    authorities: ['CIV_56_11', 'CFR_45_164_508', 'WIC_16001_9'], effective: IN_FORCE,
    plain: 'A live refusal by the person who controls the record beats every permission that the law leaves open.',
  },
];
