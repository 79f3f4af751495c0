import { IN_FORCE, type Rule } from '../rule.js';

const COURT = { roles: ['COURT'], agencyKinds: ['COURT'], purposes: ['COURT_PROCEEDING'], facts: [['HEARING']] } as const;
const COUNSEL = { roles: ['MINORS_COUNSEL'], agencyKinds: ['MINORS_COUNSEL'], purposes: ['COURT_PROCEEDING'], facts: [['REPRESENTING']] } as const;
const FILE = [
  'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'ABUSE_REPORT', 'JUVENILE_JUSTICE', 'THIRD_PARTY',
] as const;
const FILED = [
  'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER', 'ASSAULT_MEDICAL', 'GENERAL_MEDICAL', 'EDUCATION', 'DEVELOPMENTAL_DISABILITY',
] as const;

/** The juvenile court that hears the case, and the counsel it appointed for the minor (rules ). */
export const COURT_AND_COUNSEL_RULES: readonly Rule[] = [
  {
    id: 'R-03.COURT.FILE', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL', when: { ...COURT, categories: FILE },
    authorities: ['WIC_827', 'PC_11167_5'], effective: IN_FORCE,
    plain: 'The court that hears the case reads its own file.',
  },
  {
    id: 'R-03.COURT.FILED', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...COURT, categories: FILED, regimes: ['CHILD_WELFARE'] },
    authorities: ['WIC_827', 'WIC_369_5'], effective: IN_FORCE,
    plain: 'The court reads what the county filed of health and school; a provider\'s or school\'s own record it orders.',
  },
  {
    id: 'R-20.COURT.REPORTER', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...COURT, facts: [['HEARING_REFERRAL']], categories: ['REPORTER_IDENTITY'] },
    authorities: ['PC_11167'], effective: IN_FORCE,
    plain: 'The court learns who made the report of which its case came, of that referral only.',
  },
  {
    id: 'R-55.COURT.ADOPTION', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL', when: { ...COURT, categories: ['ADOPTION'] },
    authorities: ['FAM_9200', 'WIC_827'], effective: IN_FORCE,
    plain: 'The court reads the adoption file of its case.',
  },
  {
    id: 'R-03.MCOUN.FILE', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...COUNSEL, categories: [...FILE, 'IMMIGRATION'] },
    authorities: ['WIC_827', 'WIC_317', 'SB_413', 'PC_11167_5'], effective: IN_FORCE,
    plain: 'Counsel whom the court appointed for the youth reads the youth\'s file.',
  },
  {
    id: 'R-03.MCOUN.FILED', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...COUNSEL, categories: FILED, regimes: ['CHILD_WELFARE'] },
    authorities: ['WIC_827', 'WIC_317'], effective: IN_FORCE,
    plain: 'Counsel reads what the county filed of health and school; a provider\'s own record needs the youth\'s consent.',
  },
  {
    id: 'R-20.MCOUN.REPORTER', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...COUNSEL, facts: [['REPRESENTING_REFERRAL']], categories: ['REPORTER_IDENTITY'] },
    authorities: ['PC_11167'], effective: IN_FORCE,
    plain: 'The child\'s appointed counsel learns who made the report of which the case came, of that referral only.',
  },
  {
    id: 'R-55.MCOUN.ADOPTION', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL', when: { ...COUNSEL, categories: ['ADOPTION'] },
    authorities: ['FAM_9200', 'WIC_827'], effective: IN_FORCE,
    plain: 'Counsel reads the adoption file of the youth he is appointed for.',
  },
];
