import { IN_FORCE, type Rule } from '../rule.js';

const TEAM = { purposes: ['MDT'], facts: [['TEAM_LIVE']] } as const;
/** An agency that has a role of its own sits in the standing team or in that of an investigation. */
const EITHER = { purposes: ['MDT'], facts: [['TEAM_LIVE'], ['TEAM30_LIVE']] } as const;
const TEAM_DUTIES = ['NOTICE_MDT', 'NO_PROSECUTION_OF_MINOR', 'MOU_REQUIRED'] as const;

/** The standing multidisciplinary team (rules ): lifts secrecy under state law only. */
export const STANDING_TEAM_RULES: readonly Rule[] = [
  {
    id: 'R-07.MDT.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL',
    when: {
      ...TEAM, roles: ['MDT_MEMBER'], regimes: ['CHILD_WELFARE', 'COURT', 'LAW_ENFORCEMENT'],
      categories: [
        'IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'ABUSE_REPORT', 'SUBSTANCE_USE_OTHER', 'ASSAULT_MEDICAL',
        'JUVENILE_JUSTICE', 'WORKER_CONTACT',
      ],
    },
    obligations: TEAM_DUTIES, authorities: ['WIC_830', 'WIC_18951', 'WIC_10850_1', 'PC_11167_5'], effective: IN_FORCE,
    plain: 'Members of the team assigned to the youth exchange what bears on preventing, finding and treating abuse.',
  },
  {
    id: 'R-07.MDT.LOCATION', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'MINIMUM',
    when: { ...TEAM, roles: ['MDT_MEMBER'], categories: ['LOCATION'] },
    obligations: TEAM_DUTIES, authorities: ['WIC_830', 'WIC_18951'], effective: IN_FORCE,
    plain: 'Where the youth is, the team learns as far as its work needs.',
  },
  {
    id: 'R-07.MDT.OTHERS', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'MINIMUM',
    when: { ...TEAM, roles: ['MDT_MEMBER'], categories: ['THIRD_PARTY'] },
    obligations: TEAM_DUTIES, authorities: ['WIC_830', 'WIC_827'], effective: IN_FORCE,
    plain: 'Of other persons the team learns only who they are to the youth.',
  },
  {
    id: 'R-43.MDT.LPS', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL',
    when: { ...TEAM, roles: ['MDT_MEMBER'], categories: ['MENTAL_HEALTH'], regimes: ['LPS'] },
    obligations: TEAM_DUTIES, authorities: ['WIC_5328', 'WIC_830'], effective: IN_FORCE,
    plain: 'Public mental-health records may come to the team; other mental-health records need a consent.',
  },
  {
    id: 'R-07.MDT.MEDICAL', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL',
    when: { ...TEAM, roles: ['MDT_MEMBER'], categories: ['GENERAL_MEDICAL'], regimes: ['CHILD_WELFARE'] },
    obligations: TEAM_DUTIES, authorities: ['WIC_830', 'CIV_56_103'], effective: IN_FORCE, counsel: 'teamOpensGeneralMedical',
    plain: 'The team receives general medical information that the county holds.',
  },
  {
    id: 'R-07.MH.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL',
    when: {
      ...EITHER, roles: ['MENTAL_HEALTH'], agencyKinds: ['MENTAL_HEALTH'], regimes: ['CHILD_WELFARE', 'COURT', 'LAW_ENFORCEMENT'],
      categories: ['CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'ABUSE_REPORT', 'SUBSTANCE_USE_OTHER', 'ASSAULT_MEDICAL'],
    },
    obligations: TEAM_DUTIES, authorities: ['WIC_830', 'WIC_18951', 'WIC_10850_1'], effective: IN_FORCE,
    plain: 'A treating agency that sits in the youth\'s team receives what the team exchanges.',
  },
  {
    id: 'R-07.CSP.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL',
    when: {
      ...EITHER, roles: ['PROVIDER'], agencyKinds: ['COMMUNITY_PROVIDER'], regimes: ['CHILD_WELFARE', 'COURT'],
      categories: ['CASE_FACTS', 'CSEC_STATUS'],
    },
    obligations: TEAM_DUTIES, authorities: ['WIC_830', 'WIC_18951', 'WIC_10850_1'], effective: IN_FORCE,
    plain: 'A provider that sits in the youth\'s team receives the outline that the team exchanges.',
  },
];
