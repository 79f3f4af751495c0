import { IN_FORCE, type Rule } from '../rule.js';

const SELF = ['YOUTH', 'FORMER_YOUTH'] as const;
/** The foster-care nurse treats, and needs no consent for what she treats (the letter K of the decision table). */
const TREATED = [...SELF, 'PUBLIC_HEALTH_NURSE'] as const;
const CONSENT_OR_ORDER = [['CONSENT_COVERS'], ['ORDER_COVERS']] as const;

/** Care and facts that the youth controls (rules ): nobody else's authority opens them. */
export const YOUTH_CONTROLLED_RULES: readonly Rule[] = [
  {
    id: 'R-46.C13.CONSENT', layer: 'CATEGORY_LAW', effect: 'REQUIRE',
    when: { categories: ['REPRODUCTIVE_HEALTH'], exceptRoles: TREATED },
    requires: [...CONSENT_OR_ORDER, ['REPORT_OF_MISSING']],
    authorities: ['FAM_6925', 'CIV_56_101', 'CIV_56_108', 'HSC_123115'], effective: IN_FORCE,
    plain: 'Reproductive health is the youth\'s own, at any age, and is released only on the youth\'s consent, an order of the court, or of pregnancy in the report of a missing child.',
  },
  {
    id: 'R-46.C14.CONSENT', layer: 'CATEGORY_LAW', effect: 'REQUIRE',
    when: { categories: ['COMMUNICABLE_DISEASE'], exceptRoles: TREATED },
    requires: CONSENT_OR_ORDER,
    authorities: ['FAM_6926', 'HSC_123110', 'HSC_123115'], effective: IN_FORCE,
    plain: 'Testing and treatment for communicable disease are released only on the youth\'s consent or an order of the court.',
  },
  {
    id: 'R-44.C15.CONSENT', layer: 'CATEGORY_LAW', effect: 'REQUIRE',
    when: { categories: ['HIV'], exceptRoles: SELF },
    requires: CONSENT_OR_ORDER,
    authorities: ['HSC_120975'], effective: IN_FORCE,
    plain: 'An HIV result is released only on a written authorization for that one disclosure, or to a court by order under the HIV statute.',
  },
  {
    id: 'R-37.C10.CONSENT', layer: 'CATEGORY_LAW', effect: 'REQUIRE', when: { categories: ['PSYCHOTHERAPY_NOTES'] },
    requires: CONSENT_OR_ORDER,
    authorities: ['CFR_45_164_501', 'CFR_45_164_508'], effective: IN_FORCE,
    plain: 'Psychotherapy notes are released only on an authorization of their own, or an order that makes the findings of the privilege.',
  },
  {
    id: 'R-51.C20.CONSENT', layer: 'CATEGORY_LAW', effect: 'REQUIRE',
    when: { categories: ['SOGIE'], exceptRoles: SELF },
    requires: CONSENT_OR_ORDER,
    authorities: ['WIC_16001_9'], effective: IN_FORCE,
    plain: 'Orientation and gender identity are released only as the youth permits or a court orders.',
  },
  {
    id: 'R-46.NO_ONWARD', layer: 'OBLIGATION', effect: 'OBLIGE',
    when: { categories: ['PSYCHOTHERAPY_NOTES', 'REPRODUCTIVE_HEALTH', 'HIV', 'SOGIE'] },
    obligations: ['NO_ONWARD'],
    authorities: ['CIV_56_13', 'CFR_45_164_508', 'HSC_120975', 'WIC_16001_9'], effective: IN_FORCE,
    plain: 'What the youth alone controls goes no further without a new consent.',
  },
];
