import { IN_FORCE, type Rule } from '../rule.js';

/** Health information and law enforcement (rule R-37). */
export const HEALTH_AND_INVESTIGATOR_RULES: readonly Rule[] = [
  {
    id: 'R-37.LE.HEALTH', layer: 'CATEGORY_LAW', effect: 'REQUIRE',
    when: {
      roles: ['LAW_ENFORCEMENT'],
      categories: [
        'MENTAL_HEALTH', 'PSYCHOTHERAPY_NOTES', 'SUBSTANCE_USE_PART2', 'SUBSTANCE_USE_OTHER', 'REPRODUCTIVE_HEALTH',
        'COMMUNICABLE_DISEASE', 'HIV', 'GENERAL_MEDICAL',
      ],
    },
    requires: [['ORDER_COVERS'], ['REPORT_OF_MISSING']],
    authorities: ['CIV_56_10', 'CFR_45_160_203', 'CFR_45_164_512', 'WIC_5328', 'CFR_42_2_61'], effective: IN_FORCE,
    plain: 'California health records reach an investigator only by a court order or the report of a missing child, also where the youth is the victim.',
  },
  {
    id: 'R-31.LE.IDENTITY', layer: 'CATEGORY_LAW', effect: 'REQUIRE', when: { roles: ['LAW_ENFORCEMENT'] },
    requires: [['CREDENTIAL_VERIFIED']],
    authorities: ['WIC_828', 'WIC_18961_7'], effective: IN_FORCE,
    plain: 'An investigator\'s identity must have been verified by more than a password.',
  },
  {
    id: 'R-31.LE.TEAM', layer: 'BASIS', effect: 'DENY', basis: 'TEAM', when: { roles: ['LAW_ENFORCEMENT', 'DISTRICT_ATTORNEY'] },
    authorities: ['WIC_830', 'WIC_18961_7'], effective: IN_FORCE,
    plain: 'What a team talks of is no source for an investigation: a team member asks in a session of his own.',
  },
];
