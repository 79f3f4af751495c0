import { IN_FORCE, type Rule } from '../rule.js';

const OF_THE_DECEASED = { roles: ['PARENT'], agencyKinds: ['PERSON_PORTAL'], purposes: ['SUBJECT_REQUEST'] } as const;

/**
 * The personal representative of a youth who died. Death ends a parent's right to inspect; whoever then stands in the
 * youth's place signs in it, and receives what he signed for. That he inspects without a signature what the youth could
 * have inspected is recollected law, and waits for counsel.
 */
export const PERSONAL_REPRESENTATIVE_RULES: readonly Rule[] = [
  {
    id: 'C.REPRESENTATIVE', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      ...OF_THE_DECEASED, facts: [['CONSENT_COVERS', 'PERSONAL_REPRESENTATIVE']],
      categories: ['SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'ASSAULT_MEDICAL'],
    },
    authorities: ['CFR_42_2_15', 'CIV_56_11', 'CFR_45_164_502'], effective: IN_FORCE,
    plain: 'The personal representative of a youth who died receives what he signed for in the youth\'s place.',
  },
  {
    id: 'R-37.REPRESENTATIVE', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: {
      ...OF_THE_DECEASED, facts: [['PERSONAL_REPRESENTATIVE']], regimes: ['CHILD_WELFARE'],
      categories: ['IDENTITY_CORE', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY'],
    },
    authorities: ['CFR_45_164_502', 'CFR_45_164_524'], effective: IN_FORCE, counsel: 'representativeInspectsForTheDeceased',
    plain: 'The personal representative of a youth who died inspects what the county\'s file holds of the youth\'s health, as the youth could have.',
  },
];
