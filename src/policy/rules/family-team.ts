import { IN_FORCE, type Conditions, type Rule } from '../rule.js';

const CFT = { roles: ['CFT_MEMBER'], purposes: ['CARE_COORDINATION', 'CASE_MANAGEMENT'] } as const;
const RELEASED: Conditions = [['CONSENT_COVERS', 'CFT_CONSENT_COVERS', 'CFT_LIVE']];
const DUTIES = ['MOU_REQUIRED', 'NO_ONWARD'] as const;

/** The child and family team (rule R-08): its members receive on the written release that names them, while it lasts. */
export const FAMILY_TEAM_RULES: readonly Rule[] = [
  {
    id: 'R-08.CFT.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      ...CFT, facts: RELEASED,
      categories: [
        'IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER', 'GENERAL_MEDICAL', 'EDUCATION',
        'DEVELOPMENTAL_DISABILITY', 'JUVENILE_JUSTICE',
      ],
    },
    obligations: DUTIES, authorities: ['WIC_832'], effective: IN_FORCE,
    plain: 'A member of the family\'s team receives what the release to the team names, while he is one.',
  },
  {
    id: 'R-08.CFT.LOCATION', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'MINIMUM',
    when: { ...CFT, facts: RELEASED, categories: ['LOCATION'] },
    obligations: DUTIES, authorities: ['WIC_832', 'PC_293'], effective: IN_FORCE,
    plain: 'Where the youth is, a member of the family\'s team learns in outline.',
  },
  {
    id: 'R-08.CFT.CONTROLLED', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      ...CFT, facts: [['CONSENT_COVERS', 'CFT_LIVE']],
      categories: [
        'SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'ASSAULT_MEDICAL', 'SOGIE', 'IMMIGRATION',
      ],
    },
    obligations: DUTIES, authorities: ['CFR_42_2_31', 'CIV_56_11', 'HSC_120975', 'WIC_16001_9'], effective: IN_FORCE,
    plain: 'What the youth alone controls reaches a member of the family\'s team on a consent of its own.',
  },
];
