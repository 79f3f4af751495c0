import { IN_FORCE, type Conditions, type Rule } from '../rule.js';
import { AGENCY_PURPOSES } from '../situation.js';
import { OWN_COUNTY_REACH } from './county-agency.js';
import { OTHER_COUNTY_REACH } from './other-county.js';

const together = (reach: Conditions): Conditions => reach.map((set) => ['CONSENT_COVERS', ...set]);
const CONSENTED: Conditions = [['CONSENT_COVERS']];
const CONTROLLED = ['SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'SOGIE'] as const;
const CARE = ['TREATMENT', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'SERVICES', 'MDT'] as const;
/** What a team receives by consent only. */
const TEAM_BY_CONSENT = [
  'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'GENERAL_MEDICAL', 'EDUCATION',
  'DEVELOPMENTAL_DISABILITY', 'SOGIE', 'IMMIGRATION',
] as const;
const PARTNER_DUTIES = ['MOU_REQUIRED'] as const;

/** Release on a consent of the person who controls the record; whether one covers is decided by the consent checks. */
export const CONSENT_RULES: readonly Rule[] = [
  {
    id: 'C.CW.CONTROLLED', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['COUNTY_WORKER'], agencyKinds: ['CHILD_WELFARE'], purposes: [...AGENCY_PURPOSES, 'TREATMENT'],
      categories: CONTROLLED, facts: together(OWN_COUNTY_REACH),
    },
    authorities: ['CFR_42_2_31', 'CIV_56_11', 'HSC_120975', 'WIC_16001_9'], effective: IN_FORCE,
    plain: 'A consent that names the county agency opens to the worker of the case what the youth alone controls.',
  },
  {
    id: 'C.XCW.CONTROLLED', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['OTHER_COUNTY_WORKER'], agencyKinds: ['CHILD_WELFARE'], purposes: [...AGENCY_PURPOSES, 'TREATMENT'],
      categories: CONTROLLED, facts: together(OTHER_COUNTY_REACH),
    },
    authorities: ['CFR_42_2_31', 'CIV_56_11', 'HSC_120975', 'WIC_16001_9'], effective: IN_FORCE,
    plain: 'A consent that names the other county\'s agency opens to its worker of the case what the youth alone controls.',
  },
  {
    id: 'C.MH', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['MENTAL_HEALTH'], agencyKinds: ['MENTAL_HEALTH', 'HOSPITAL'], purposes: CARE, facts: CONSENTED,
      categories: [
        'IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'PSYCHOTHERAPY_NOTES', 'SUBSTANCE_USE_PART2',
        'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'ASSAULT_MEDICAL', 'EDUCATION', 'SOGIE', 'IMMIGRATION', 'JUVENILE_JUSTICE',
      ],
    },
    obligations: PARTNER_DUTIES, authorities: ['CIV_56_11', 'CFR_45_164_508', 'CFR_42_2_31'], effective: IN_FORCE,
    plain: 'A mental-health agency receives what a consent names it for.',
  },
  {
    id: 'C.CSP.OUTLINE', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'MINIMUM', widenedByFields: true,
    when: {
      roles: ['PROVIDER'], agencyKinds: ['COMMUNITY_PROVIDER'], purposes: CARE, facts: CONSENTED,
      categories: ['IDENTITY_CORE', 'CSEC_STATUS'],
    },
    obligations: PARTNER_DUTIES, authorities: ['CIV_56_11', 'WIC_10850'], effective: IN_FORCE,
    plain: 'A provider learns the first name, the age band and whether the youth is at risk or a victim; more only field by field.',
  },
  {
    id: 'C.CSP.LOCATION', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'MINIMUM',
    when: {
      roles: ['PROVIDER'], agencyKinds: ['COMMUNITY_PROVIDER'], purposes: CARE, facts: CONSENTED, categories: ['LOCATION'],
    },
    obligations: PARTNER_DUTIES, authorities: ['CIV_56_11', 'WIC_10850'], effective: IN_FORCE,
    plain: 'Where the youth is, a provider learns in outline.',
  },
  {
    id: 'C.CSP.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['PROVIDER'], agencyKinds: ['COMMUNITY_PROVIDER'], purposes: CARE, facts: CONSENTED,
      categories: [
        'CASE_FACTS', 'EXPLOITATION_DETAIL', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2', 'SUBSTANCE_USE_OTHER', 'REPRODUCTIVE_HEALTH',
        'COMMUNICABLE_DISEASE', 'HIV', 'ASSAULT_MEDICAL', 'GENERAL_MEDICAL', 'EDUCATION', 'DEVELOPMENTAL_DISABILITY', 'SOGIE', 'JUVENILE_JUSTICE',
      ],
    },
    obligations: PARTNER_DUTIES, authorities: ['CIV_56_11', 'WIC_5328_7', 'CFR_42_2_31'], effective: IN_FORCE,
    plain: 'A provider receives what a consent names it for.',
  },
  {
    id: 'C.CSP.LEGAL_AID', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['PROVIDER'], agencyKinds: ['COMMUNITY_PROVIDER'], purposes: CARE, facts: CONSENTED, categories: ['IMMIGRATION'],
    },
    obligations: PARTNER_DUTIES, authorities: ['WIC_831', 'GOV_7284'], effective: IN_FORCE, counsel: 'providersGiveLegalAid',
    plain: 'A provider of legal aid receives immigration information on the youth\'s consent.',
  },
  {
    id: 'C.MDT', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['MDT_MEMBER'], purposes: ['MDT'], facts: [['CONSENT_COVERS', 'TEAM_LIVE'], ['CONSENT_COVERS', 'TRAFFICKING_TEAM_LIVE']],
      categories: TEAM_BY_CONSENT,
    },
    obligations: PARTNER_DUTIES, authorities: ['CIV_56_11', 'WIC_5328_7', 'CFR_42_2_31'], effective: IN_FORCE,
    plain: 'A member of the team, while he is one, receives the health information that a consent names him for.',
  },
  {
    id: 'C.MDT30', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: { roles: ['MDT30_MEMBER'], purposes: ['MDT'], facts: [['CONSENT_COVERS', 'TEAM30_LIVE']], categories: TEAM_BY_CONSENT },
    obligations: PARTNER_DUTIES, authorities: ['CIV_56_11', 'WIC_5328_7', 'CFR_42_2_31'], effective: IN_FORCE,
    plain: 'A member of the team of an investigation receives, within its window, what a consent names him for.',
  },
  {
    id: 'C.NO_ONWARD', layer: 'OBLIGATION', effect: 'OBLIGE',
    when: { bases: ['CONSENT'], facts: [['CONSENT_PROHIBITS_REDISCLOSURE']] },
    obligations: ['NO_ONWARD'], authorities: ['CIV_56_13'], effective: IN_FORCE,
    plain: 'Where the consent prohibits it, the recipient discloses no further.',
  },
];
