import { regulation, statute } from './authority-entry.js';

/** Federal statutes and regulations: Title IV-E, CAPTA, FERPA, 42 CFR Part 2 and HIPAA. */
export const FEDERAL_AUTHORITIES = {
  USC_42_671_A_8: statute({
    citation: '42 U.S.C. § 671(a)(8)', title: 'Safeguards of the Title IV-E plan',
    summary: 'A Title IV-E agency limits the use of information on the children and families it serves to the administration of the plan.',
    verification: 'RECALLED', ruleIds: ['R-01'],
  }),
  USC_42_671_A_35: statute({
    citation: '42 U.S.C. § 671(a)(35)', title: 'Missing children in care',
    summary: 'A child missing from care is reported within 24 hours to law enforcement, for entry into NCIC, and to the National Center for Missing and Exploited Children.',
    verification: 'SECOND_HAND', ruleIds: ['R-24'],
  }),
  USC_42_5106A: statute({
    citation: '42 U.S.C. § 5106a', title: 'Child Abuse Prevention and Treatment Act',
    summary: 'A State that takes the grant keeps the records of child abuse confidential.',
    verification: 'RECALLED', ruleIds: ['R-01'],
  }),
  CFR_34_99: regulation({
    citation: '34 C.F.R. part 99', title: 'Family Educational Rights and Privacy',
    summary: 'Education records go out only with consent or under a listed exception, one of which is the agency responsible for a child in foster care.',
    verification: 'VERIFIED', ruleIds: ['R-50', 'R-60'],
  }),
  CFR_42_2: regulation({
    citation: '42 C.F.R. part 2', title: 'Confidentiality of substance-use records',
    summary: 'Records that would identify a person as a patient of a federally assisted substance-use programme carry restrictions that follow them to whoever holds them.',
    verification: 'RECALLED', ruleIds: ['R-45'],
  }),
  CFR_42_2_13: regulation({
    citation: '42 C.F.R. § 2.13', title: 'No more than necessary, and no acknowledgement',
    summary: 'A disclosure is limited to what its purpose needs, and nobody acknowledges that a person is or was a patient.',
    verification: 'RECALLED', ruleIds: ['R-45'],
  }),
  CFR_42_2_14: regulation({
    citation: '42 C.F.R. § 2.14', title: 'Minor patients',
    summary: 'Where state law lets a minor obtain treatment alone, only the minor consents to disclosure.',
    verification: 'RECALLED', ruleIds: ['R-45'],
  }),
  CFR_42_2_15: regulation({
    citation: '42 C.F.R. § 2.15', title: 'Incompetent and deceased patients',
    summary: 'What identifies a deceased patient stays protected; where a written consent is needed, the personal representative may give it.',
    verification: 'RECALLED', ruleIds: ['R-45'],
  }),
  CFR_42_2_25: regulation({
    citation: '42 C.F.R. § 2.25', title: 'Accounting of Part 2 disclosures',
    summary: 'The patient may ask for an account of the disclosures made with consent in the three years before.',
    verification: 'RECALLED', ruleIds: ['R-45'],
  }),
  CFR_42_2_31: regulation({
    citation: '42 C.F.R. § 2.31', title: 'Elements of a written consent',
    summary: 'A consent names the patient, the discloser, the recipient and the information, and the members of an intermediary where there is one.',
    verification: 'VERIFIED', ruleIds: ['R-45'],
  }),
  CFR_42_2_32: regulation({
    citation: '42 C.F.R. § 2.32', title: 'Notice and copy of consent',
    summary: 'Each disclosure made with consent carries one of two statutory notices.',
    verification: 'VERIFIED', ruleIds: ['R-45'],
  }),
  CFR_42_2_33: regulation({
    citation: '42 C.F.R. § 2.33', title: 'Uses and redisclosure with consent',
    summary: 'What was received for treatment, payment or operations may go further only as that section allows, and never into proceedings against the patient.',
    verification: 'VERIFIED', ruleIds: ['R-45'],
  }),
  CFR_42_2_51: regulation({
    citation: '42 C.F.R. § 2.51', title: 'Medical emergencies',
    summary: 'Medical personnel may be told what a bona fide emergency needs when consent cannot be had, and the disclosure is recorded at once.',
    verification: 'RECALLED', ruleIds: ['R-45', 'R-60'],
  }),
  CFR_42_2_61: regulation({
    citation: '42 C.F.R. §§ 2.61-2.67', title: 'Court orders',
    summary: 'Only an order made on the findings those sections demand, together with a subpoena, opens the records.',
    verification: 'RECALLED', ruleIds: ['R-45'],
  }),
  CFR_45_160_203: regulation({
    citation: '45 C.F.R. § 160.203', title: 'Stricter state law prevails',
    summary: 'A state law that protects health information more strictly is not preempted.',
    verification: 'RECALLED', ruleIds: ['R-37'],
  }),
  CFR_45_164_501: regulation({
    citation: '45 C.F.R. § 164.501', title: 'Psychotherapy notes defined',
    summary: 'Psychotherapy notes are those kept apart from the rest of the record.',
    verification: 'RECALLED', ruleIds: ['R-37'],
  }),
  CFR_45_164_502: regulation({
    citation: '45 C.F.R. § 164.502', title: 'Minimum necessary; personal representatives',
    summary: 'A disclosure is limited to the minimum its purpose needs, and a minor who lawfully consents acts as the individual.',
    verification: 'RECALLED', ruleIds: ['R-37'],
  }),
  CFR_45_164_506: regulation({
    citation: '45 C.F.R. § 164.506', title: 'Treatment, payment and operations',
    summary: 'A covered entity may disclose for treatment, payment and health-care operations.',
    verification: 'RECALLED', ruleIds: ['R-37', 'R-60'],
  }),
  CFR_45_164_508: regulation({
    citation: '45 C.F.R. § 164.508', title: 'Authorizations',
    summary: 'Other disclosures need an authorization, and psychotherapy notes need one of their own.',
    verification: 'RECALLED', ruleIds: ['R-37'],
  }),
  CFR_45_164_512: regulation({
    citation: '45 C.F.R. § 164.512', title: 'Disclosures without authorization',
    summary: 'Lists the disclosures that law requires or allows without authorization, reports of child abuse among them.',
    verification: 'RECALLED', ruleIds: ['R-37'],
  }),
  CFR_45_164_514: regulation({
    citation: '45 C.F.R. § 164.514', title: 'De-identification; role-based limits',
    summary: 'Says how health information is de-identified and how access is limited by role.',
    verification: 'RECALLED', ruleIds: ['R-37'],
  }),
  CFR_45_164_524: regulation({
    citation: '45 C.F.R. § 164.524', title: 'The individual\'s access',
    summary: 'The individual may see and copy the record within thirty days, psychotherapy notes excepted.',
    verification: 'RECALLED', ruleIds: ['R-37'],
  }),
  CFR_45_164_528: regulation({
    citation: '45 C.F.R. § 164.528', title: 'Accounting of disclosures',
    summary: 'The individual may ask for an account of the disclosures of six years.',
    verification: 'RECALLED', ruleIds: [],
  }),
  CFR_45_205_50: regulation({
    citation: '45 C.F.R. § 205.50', title: 'Safeguarding aid records',
    summary: 'Information on applicants and recipients is used for administering the plan, and no legislative body is told a name or address.',
    verification: 'RECALLED', ruleIds: ['R-01', 'R-02'],
  }),
} as const;
