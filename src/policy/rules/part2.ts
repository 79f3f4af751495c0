import { IN_FORCE, type Rule } from '../rule.js';

/** Records of substance-use programmes (rule R-45). Authority: CFR_42_2. */
export const PART2_RULES: readonly Rule[] = [
  {
    id: 'R-45.C11.CONSENT', layer: 'CATEGORY_LAW', effect: 'REQUIRE',
    when: { categories: ['SUBSTANCE_USE_PART2'], exceptRoles: ['YOUTH', 'FORMER_YOUTH'] },
    requires: [['CONSENT_COVERS'], ['ORDER_COVERS'], ['EMERGENCY_MEDICAL']],
    authorities: ['CFR_42_2', 'CFR_42_2_31', 'CFR_42_2_14', 'CFR_42_2_51', 'CFR_42_2_61'], effective: IN_FORCE,
    plain: 'A Part 2 record is released only on a Part 2 consent, an order with its regulation\'s findings, or in a medical emergency; no team, treatment or agency basis replaces these.',
  },
  {
    id: 'R-45.C11.NOTICE', layer: 'OBLIGATION', effect: 'OBLIGE', when: { categories: ['SUBSTANCE_USE_PART2'] },
    obligations: ['NOTICE_42CFR2_32', 'CONSENT_COPY', 'NO_ONWARD'],
    authorities: ['CFR_42_2_32', 'CFR_42_2_33'], effective: IN_FORCE,
    plain: 'Every release of a Part 2 record carries the federal notice and the scope of the consent.',
  },
];
