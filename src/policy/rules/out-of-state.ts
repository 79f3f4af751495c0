import { IN_FORCE, type Rule } from '../rule.js';

/** Recipients outside California (rule R-42). Authority: CIV_56_110, CIV_56_108. */
export const OUT_OF_STATE_RULES: readonly Rule[] = [
  {
    // The clearinghouse stands outside California; what it is told of pregnancy a federal statute names, and no abortion.
    id: 'R-42.OUT_OF_STATE', layer: 'CATEGORY_LAW', effect: 'REQUIRE',
    when: { categories: ['REPRODUCTIVE_HEALTH', 'SOGIE'], exceptRoles: ['NCMEC', 'YOUTH', 'FORMER_YOUTH'], facts: [['RECIPIENT_OUT_OF_STATE']] },
    requires: [['CONSENT_COVERS']],
    authorities: ['CIV_56_108', 'CIV_56_110'], effective: IN_FORCE,
    plain: 'Reproductive health and gender identity reach another state on the youth\'s own consent, and on no order, team or agreement.',
  },
];
