import { statute } from './authority-entry.js';

/** State law of victims, reports of abuse, privileges, addresses, education and adoption. */
export const PROTECTION_AUTHORITIES = {
  PC_236_1: statute({
    citation: 'Penal Code § 236.1', title: 'Human trafficking',
    summary: 'A minor induced into a commercial sex act is a victim of trafficking without any force, fraud or coercion.',
    verification: 'SECOND_HAND', ruleIds: ['R-12', 'R-27'],
  }),
  PC_236_14: statute({
    citation: 'Penal Code § 236.14', title: 'Vacatur for victims of trafficking',
    summary: 'Non-violent arrests and adjudications that were a direct result of trafficking may be vacated, sealed and destroyed.',
    verification: 'VERIFIED', ruleIds: ['R-28'],
  }),
  PC_293: statute({
    citation: 'Penal Code § 293', title: 'Identity of a victim',
    summary: 'A victim of a sex offence or of trafficking may keep the name from becoming public, and law enforcement keeps the address.',
    verification: 'RECALLED', ruleIds: ['R-25'],
  }),
  PC_841_5: statute({
    citation: 'Penal Code § 841.5', title: 'Address of a victim or witness',
    summary: 'Law enforcement does not tell a defendant the address or telephone number of a victim or witness.',
    verification: 'RECALLED', ruleIds: ['R-26'],
  }),
  PC_11105: statute({
    citation: 'Penal Code § 11105', title: 'Criminal-offender record information',
    summary: 'State summary criminal history goes only to those whom statute authorizes.',
    verification: 'RECALLED', ruleIds: ['R-29'],
  }),
  PC_11165_1: statute({
    citation: 'Penal Code § 11165.1', title: 'Sexual abuse and commercial sexual exploitation defined',
    summary: 'Sexual abuse includes sexual exploitation, and that includes commercial sexual exploitation.',
    verification: 'VERIFIED', ruleIds: ['R-23'],
  }),
  PC_11166_J: statute({
    citation: 'Penal Code § 11166(j)', title: 'Report within 24 hours',
    summary: 'Child welfare and probation report an identified victim, and an exploited or at-risk child who is missing, to law enforcement within 24 hours.',
    verification: 'SECOND_HAND', ruleIds: ['R-23', 'R-24'],
  }),
  PC_11167: statute({
    citation: 'Penal Code § 11167', title: 'Identity of the reporter',
    summary: 'The identity of a person who reports abuse is confidential and disclosed only to those the section names, on waiver or by court order.',
    verification: 'SECOND_HAND', ruleIds: ['R-20'],
  }),
  PC_11167_5: statute({
    citation: 'Penal Code § 11167.5', title: 'Confidentiality of abuse reports',
    summary: 'Reports of child abuse are confidential and disclosed only to the persons and agencies listed, multidisciplinary teams among them.',
    verification: 'SECOND_HAND', ruleIds: ['R-21'],
  }),
  PC_11170: statute({
    citation: 'Penal Code § 11170', title: 'Child Abuse Central Index',
    summary: 'The Department of Justice keeps the index of substantiated reports and says who may learn from it.',
    verification: 'RECALLED', ruleIds: ['R-21', 'R-22'],
  }),
  PC_13753: statute({
    citation: 'Penal Code § 13753', title: 'Human-trafficking team',
    summary: 'Members of a human-trafficking team may exchange information confidential under state law, when generally relevant, after a report of suspected trafficking.',
    verification: 'VERIFIED', ruleIds: ['R-35', 'R-59'],
  }),
  PC_14205: statute({
    citation: 'Penal Code § 14205', title: 'Reports of missing persons',
    summary: 'A report of a missing person holds the description, the last known location and the category of the absence.',
    verification: 'VERIFIED', ruleIds: ['R-24'],
  }),
  GOV_6205: statute({
    citation: 'Gov. Code § 6205 et seq.', title: 'Safe at Home',
    summary: 'Agencies accept the substitute address of a participant in place of the residence, school or work address.',
    verification: 'VERIFIED', ruleIds: ['R-30'],
  }),
  CCP_135: statute({
    citation: 'Civ. Proc. Code § 135', title: 'Judicial holidays',
    summary: 'The days on which the courts are closed: the full days of Government Code section 6700 with the exceptions that the section names, and the day after Thanksgiving.',
    verification: 'RECALLED', ruleIds: ['R-60'],
  }),
  GOV_6700: statute({
    citation: 'Gov. Code § 6700', title: 'State holidays',
    summary: 'The holidays of the State.',
    verification: 'RECALLED', ruleIds: ['R-60'],
  }),
  GOV_7284: statute({
    citation: 'Gov. Code § 7284 et seq.', title: 'California Values Act',
    summary: 'Limits what state and local agencies do for immigration enforcement.',
    verification: 'RECALLED', ruleIds: ['R-10'],
  }),
  GOV_7923_600: statute({
    citation: 'Gov. Code § 7923.600', title: 'Records of an investigation',
    summary: 'Records of a law-enforcement investigation are exempt from public disclosure.',
    verification: 'RECALLED', ruleIds: [],
  }),
  GOV_8310_8: statute({
    citation: 'Gov. Code § 8310.8', title: 'Collecting orientation and identity in the aggregate',
    summary: 'Governs the collection of sexual orientation and gender identity for aggregate reports.',
    verification: 'SECOND_HAND', ruleIds: ['R-51'],
  }),
  FAM_9200: statute({
    citation: 'Fam. Code § 9200 et seq.', title: 'Adoption file',
    summary: 'The adoption file is closed to all but the parties and those the court allows.',
    verification: 'RECALLED', ruleIds: ['R-55'],
  }),
  EDC_49076: statute({
    citation: 'Ed. Code § 49076', title: 'Access to pupil records',
    summary: 'A school may disclose to the caseworker who addresses a pupil\'s education, and the agency passes it on only as federal and state law allow.',
    verification: 'SECOND_HAND', ruleIds: ['R-50'],
  }),
  EVID_730: statute({
    citation: 'Evid. Code § 730', title: 'Evaluation ordered by a court',
    summary: 'An evaluation that a court ordered is made for the court; county policy shares it not even between departments.',
    verification: 'SECOND_HAND', ruleIds: ['R-56'],
  }),
  EVID_1010: statute({
    citation: 'Evid. Code §§ 1010-1027', title: 'Psychotherapist-patient privilege',
    summary: 'What passes between psychotherapist and patient is privileged, and membership of a team is no exception.',
    verification: 'RECALLED', ruleIds: ['R-33'],
  }),
  EVID_1035_4: statute({
    citation: 'Evid. Code §§ 1035.4, 1035.8', title: 'Sexual-assault counsellor privilege',
    summary: 'What passes between a victim and a sexual-assault counsellor is privileged; only a court may compel it, after weighing it in private.',
    verification: 'RECALLED', ruleIds: ['R-34'],
  }),
  EVID_1038: statute({
    citation: 'Evid. Code §§ 1038-1038.3', title: 'Human-trafficking caseworker privilege',
    summary: 'What passes between a trafficking victim and a human-trafficking caseworker is privileged, and the caseworker must claim it.',
    verification: 'VERIFIED', ruleIds: ['R-35'],
  }),
  EVID_1040: statute({
    citation: 'Evid. Code § 1040', title: 'Official information',
    summary: 'A public entity may refuse to disclose official information acquired in confidence.',
    verification: 'RECALLED', ruleIds: [],
  }),
} as const;
