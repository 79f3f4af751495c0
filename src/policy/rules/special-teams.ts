import { IN_FORCE, type Conditions, type Rule } from '../rule.js';

const MDT = ['MDT'] as const;
const DUTIES = ['NOTICE_MDT', 'NO_PROSECUTION_OF_MINOR', 'MOU_REQUIRED'] as const;
const EITHER: Conditions = [['TEAM_LIVE'], ['TEAM30_LIVE']];
const TRAFFICKING: Conditions = [['TRAFFICKING_TEAM_LIVE', 'CONSENT_COVERS', 'TRAFFICKING_CONSENT_COVERS']];
const EXCHANGED = [
  'IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'ABUSE_REPORT', 'SUBSTANCE_USE_OTHER', 'ASSAULT_MEDICAL',
  'JUVENILE_JUSTICE', 'WORKER_CONTACT',
] as const;

/** Teams beside the standing one (rules) and what every team may not lift. */
export const SPECIAL_TEAM_RULES: readonly Rule[] = [
  {
    id: 'R-07.STATE_SECRECY_ONLY', layer: 'BASIS', effect: 'DENY', basis: 'TEAM', when: { regimes: ['CMIA', 'PART2', 'FERPA'] },
    authorities: ['WIC_830', 'CFR_42_2', 'CFR_34_99', 'CFR_45_164_512'], effective: IN_FORCE,
    plain: 'A team lifts secrecy under state law: what came under federal law needs a basis of its own.',
  },
  {
    id: 'R-06.MDT30.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL',
    when: { roles: ['MDT30_MEMBER'], purposes: MDT, facts: [['TEAM30_LIVE']], categories: [...EXCHANGED, 'LOCATION'] },
    obligations: DUTIES, authorities: ['WIC_18961_7'], effective: IN_FORCE,
    plain: 'Within thirty days of a report the team of the investigation exchanges what bears on it.',
  },
  {
    id: 'R-06.MDT30.OTHERS', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'MINIMUM',
    when: { roles: ['MDT30_MEMBER'], purposes: MDT, facts: [['TEAM30_LIVE']], categories: ['THIRD_PARTY'] },
    obligations: DUTIES, authorities: ['WIC_18961_7', 'WIC_827'], effective: IN_FORCE,
    plain: 'Of other persons the team learns only who they are to the youth.',
  },
  {
    id: 'R-43.MDT30.LPS', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL',
    when: { roles: ['MDT30_MEMBER'], purposes: MDT, facts: [['TEAM30_LIVE']], categories: ['MENTAL_HEALTH'], regimes: ['LPS'] },
    obligations: DUTIES, authorities: ['WIC_5328', 'WIC_18961_7'], effective: IN_FORCE,
    plain: 'Public mental-health records may come to the team of the investigation.',
  },
  {
    id: 'R-06.MDT30.MEDICAL', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL',
    when: { roles: ['MDT30_MEMBER'], purposes: MDT, facts: [['TEAM30_LIVE']], categories: ['GENERAL_MEDICAL'], regimes: ['CHILD_WELFARE'] },
    obligations: DUTIES, authorities: ['WIC_18961_7', 'CIV_56_103'], effective: IN_FORCE, counsel: 'teamOpensGeneralMedical',
    plain: 'The team of the investigation receives general medical information that the county holds.',
  },
  {
    id: 'R-59.MDT.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL',
    when: { roles: ['MDT_MEMBER'], purposes: MDT, facts: TRAFFICKING, categories: EXCHANGED.filter((category) => category !== 'ABUSE_REPORT') },
    obligations: DUTIES, authorities: ['PC_13753'], effective: IN_FORCE,
    plain: 'A human-trafficking team exchanges what the youth\'s own written consent names, and nothing without it.',
  },
  {
    id: 'R-07.PROBATION.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL',
    when: {
      roles: ['PROBATION'], agencyKinds: ['PROBATION'], purposes: MDT, facts: EITHER, categories: ['CSEC_STATUS', 'EXPLOITATION_DETAIL'],
    },
    obligations: DUTIES, authorities: ['WIC_830', 'WIC_18951', 'WIC_18961_7'], effective: IN_FORCE,
    plain: 'Probation that sits in the youth\'s team learns of the exploitation there.',
  },
  {
    id: 'R-12.CAC.COUNSEL', layer: 'CATEGORY_LAW', effect: 'DENY', when: { roles: ['CHILD_ADVOCACY_CENTER'] },
    authorities: ['WIC_18961_7', 'PC_11167_5'], effective: IN_FORCE, counsel: 'advocacyCentersReceive',
    plain: 'What a child advocacy center receives waits for counsel.',
  },
  {
    id: 'R-06.CAC.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL',
    when: {
      roles: ['CHILD_ADVOCACY_CENTER'], agencyKinds: ['CHILD_ADVOCACY_CENTER'], purposes: MDT, facts: EITHER,
      categories: EXCHANGED.filter((category) => category !== 'WORKER_CONTACT'),
    },
    obligations: DUTIES, authorities: ['WIC_18961_7', 'WIC_830'], effective: IN_FORCE,
    plain: 'The center that interviews the youth receives what the team exchanges.',
  },
  {
    id: 'R-06.CAC.OUTLINE', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'MINIMUM',
    when: {
      roles: ['CHILD_ADVOCACY_CENTER'], agencyKinds: ['CHILD_ADVOCACY_CENTER'], purposes: MDT, facts: EITHER, categories: ['LOCATION', 'THIRD_PARTY'],
    },
    obligations: DUTIES, authorities: ['WIC_18961_7', 'WIC_827'], effective: IN_FORCE,
    plain: 'Where the youth is, and of other persons, the center learns the outline.',
  },
  {
    id: 'R-43.CAC.LPS', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL',
    when: {
      roles: ['CHILD_ADVOCACY_CENTER'], agencyKinds: ['CHILD_ADVOCACY_CENTER'], purposes: MDT, facts: EITHER, categories: ['MENTAL_HEALTH'],
      regimes: ['LPS'],
    },
    obligations: DUTIES, authorities: ['WIC_5328', 'WIC_830'], effective: IN_FORCE,
    plain: 'Public mental-health records may come to the center as to the team.',
  },
];
