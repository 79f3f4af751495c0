import { IN_FORCE, type Rule } from '../rule.js';

/** Juvenile information and federal officials (rule R-10). Authority: WIC_831. */
export const FEDERAL_OFFICIAL_RULES: readonly Rule[] = [
  {
    id: 'R-10.ROLE', layer: 'FLOOR', effect: 'DENY', when: { roles: ['FEDERAL'] },
    authorities: ['WIC_831'], effective: IN_FORCE,
    plain: 'Juvenile information goes to no federal official without an order of the juvenile court.',
  },
  {
    id: 'R-10.AGENCY', layer: 'FLOOR', effect: 'DENY', when: { facts: [['FEDERAL_RECIPIENT']] },
    authorities: ['WIC_831'], effective: IN_FORCE,
    plain: 'Staff of a federal body are federal officials, whatever role they ask in.',
  },
];
