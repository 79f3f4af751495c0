import { statute } from './authority-entry.js';

/** State law of health records: LPS, developmental services, CMIA, HIV and the minor's own consent. */
export const HEALTH_AUTHORITIES = {
  WIC_4514: statute({
    citation: 'Welf. & Inst. Code § 4514', title: 'Developmental-services records',
    summary: 'Records of regional-centre services are confidential and released only in the cases that section lists.',
    verification: 'RECALLED', ruleIds: ['R-54'],
  }),
  WIC_5328: statute({
    citation: 'Welf. & Inst. Code § 5328', title: 'Public mental-health records',
    summary: 'Information from public mental-health services is confidential and released only in the cases that section lists.',
    verification: 'RECALLED', ruleIds: ['R-43', 'R-13'],
  }),
  WIC_5328_03: statute({
    citation: 'Welf. & Inst. Code § 5328.03', title: 'Parents after removal, public mental health',
    summary: 'After a child\'s removal a parent\'s authorization does not release the child\'s mental-health records unless the juvenile court allowed it.',
    verification: 'SECOND_HAND', ruleIds: ['R-39'],
  }),
  WIC_5328_04: statute({
    citation: 'Welf. & Inst. Code § 5328.04', title: 'Coordination of a child\'s care',
    summary: 'Mental-health information may go to those responsible for a child to coordinate care, for that purpose only, and is not admissible against the minor.',
    verification: 'VERIFIED', ruleIds: ['R-31', 'R-43'],
  }),
  WIC_5328_15: statute({
    citation: 'Welf. & Inst. Code § 5328.15', title: 'Licensing staff',
    summary: 'Authorized licensing staff may receive mental-health information in their work.',
    verification: 'RECALLED', ruleIds: ['R-43'],
  }),
  WIC_5328_6: statute({
    citation: 'Welf. & Inst. Code § 5328.6', title: 'Record of each disclosure',
    summary: 'The date, circumstances, recipient and content of a disclosure are entered promptly in the patient\'s record.',
    verification: 'RECALLED', ruleIds: ['R-43'],
  }),
  WIC_5328_7: statute({
    citation: 'Welf. & Inst. Code § 5328.7', title: 'Form of consent, public mental health',
    summary: 'A consent form is signed for each separate use, naming the information and the recipient, with a copy to the patient.',
    verification: 'RECALLED', ruleIds: ['R-43'],
  }),
  WIC_5330: statute({
    citation: 'Welf. & Inst. Code § 5330', title: 'Damages for disclosure',
    summary: 'A person whose mental-health information was wrongly released may recover damages.',
    verification: 'RECALLED', ruleIds: ['R-43'],
  }),
  FAM_6924: statute({
    citation: 'Fam. Code § 6924', title: 'Minor\'s consent to outpatient mental health',
    summary: 'A minor of twelve or more who is mature enough may consent to outpatient mental-health treatment or shelter services.',
    verification: 'VERIFIED', ruleIds: ['R-46g'], from: '2024-07-01',
  }),
  FAM_6925: statute({
    citation: 'Fam. Code § 6925', title: 'Minor\'s consent to reproductive care',
    summary: 'A minor of any age may consent to the prevention or treatment of pregnancy.',
    verification: 'SECOND_HAND', ruleIds: ['R-46a', 'R-46b'],
  }),
  FAM_6926: statute({
    citation: 'Fam. Code § 6926', title: 'Minor\'s consent to care of infections',
    summary: 'A minor of twelve or more may consent to the diagnosis, treatment and prevention of sexually transmitted and reportable disease.',
    verification: 'SECOND_HAND', ruleIds: ['R-46e', 'R-46f'],
  }),
  FAM_6927: statute({
    citation: 'Fam. Code § 6927', title: 'Minor\'s consent to care after rape',
    summary: 'A minor of twelve or more may consent to care after rape.',
    verification: 'SECOND_HAND', ruleIds: ['R-46d'],
  }),
  FAM_6928: statute({
    citation: 'Fam. Code § 6928', title: 'Minor\'s consent to care after sexual assault',
    summary: 'A minor of any age may consent to care after sexual assault.',
    verification: 'SECOND_HAND', ruleIds: ['R-46c'],
  }),
  FAM_6929: statute({
    citation: 'Fam. Code § 6929', title: 'Minor\'s consent to drug and alcohol counselling',
    summary: 'A minor of twelve or more may consent to care and counselling for a drug or alcohol problem.',
    verification: 'SECOND_HAND', ruleIds: ['R-45', 'R-46i'],
  }),
  CIV_56_10: statute({
    citation: 'Civ. Code § 56.10', title: 'Medical information: when it may be disclosed',
    summary: 'A provider discloses no medical information without authorization, unless compelled or permitted by the cases listed.',
    verification: 'RECALLED', ruleIds: ['R-37', 'R-41', 'R-60'],
  }),
  CIV_56_101: statute({
    citation: 'Civ. Code § 56.101', title: 'Segregating sensitive services',
    summary: 'A business that stores medical information for providers must be able to limit access to and segregate gender-affirming care, abortion and contraception.',
    verification: 'VERIFIED', ruleIds: ['R-42'], from: '2024-07-01',
  }),
  CIV_56_103: statute({
    citation: 'Civ. Code § 56.103', title: 'Coordinating the care of foster children',
    summary: 'A provider may disclose medical information to those responsible for a foster child to coordinate care, and they may pass it on only for that.',
    verification: 'VERIFIED', ruleIds: ['R-38'],
  }),
  CIV_56_104: statute({
    citation: 'Civ. Code § 56.104', title: 'Outpatient psychotherapy information',
    summary: 'Who asks for outpatient psychotherapy information signs a statement of its use, its keeping and its return or destruction.',
    verification: 'RECALLED', ruleIds: ['R-40'],
  }),
  CIV_56_106: statute({
    citation: 'Civ. Code § 56.106', title: 'Parents after removal, psychotherapy',
    summary: 'A psychotherapist does not release a removed minor\'s records on a parent\'s authorization unless the juvenile court allowed it.',
    verification: 'VERIFIED', ruleIds: ['R-39'],
  }),
  CIV_56_108: statute({
    citation: 'Civ. Code § 56.108', title: 'Abortion information and other states',
    summary: 'Medical information on abortion is not released to enforce another state\'s law against it.',
    verification: 'SECOND_HAND', ruleIds: ['R-42'],
  }),
  CIV_56_11: statute({
    citation: 'Civ. Code § 56.11', title: 'Form of a medical authorization',
    summary: 'An authorization names discloser, recipient, information, uses and an expiry of one year or less unless the signer asks for longer, over a signature that serves no other purpose.',
    verification: 'SECOND_HAND', ruleIds: ['R-41'],
  }),
  CIV_56_110: statute({
    citation: 'Civ. Code § 56.110', title: 'Abortion information in record exchanges',
    summary: 'Abortion information goes through an electronic exchange to nobody in another state, save under an authorization that says so.',
    verification: 'VERIFIED', ruleIds: ['R-42'],
  }),
  CIV_56_13: statute({
    citation: 'Civ. Code § 56.13', title: 'Redisclosure of medical information',
    summary: 'Who received medical information under an authorization discloses it further only under a new one or where law requires or permits.',
    verification: 'RECALLED', ruleIds: ['R-41'],
  }),
  CIV_56_15: statute({
    citation: 'Civ. Code § 56.15', title: 'Cancelling a medical authorization',
    summary: 'A cancellation takes effect when the provider receives it in writing.',
    verification: 'RECALLED', ruleIds: ['R-41'],
  }),
  HSC_120975: statute({
    citation: 'Health & Saf. Code §§ 120975-121025', title: 'HIV test results and records',
    summary: 'Nobody may be compelled in a proceeding to identify the subject of an HIV test.',
    verification: 'VERIFIED', ruleIds: ['R-44'],
  }),
  HSC_123110: statute({
    citation: 'Health & Saf. Code § 123110', title: 'Access to patient records',
    summary: 'A minor controls access to the records of care to which the minor lawfully consented or could have.',
    verification: 'SECOND_HAND', ruleIds: ['R-46'],
  }),
  HSC_123115: statute({
    citation: 'Health & Saf. Code § 123115', title: 'Limits on a parent\'s access',
    summary: 'A parent has no right to inspect the records of care that the minor has the right to control.',
    verification: 'SECOND_HAND', ruleIds: ['R-46'],
  }),
  HSC_124260: statute({
    citation: 'Health & Saf. Code § 124260', title: 'Minor\'s consent to mental health, other path',
    summary: 'A mature minor of twelve or more may consent to outpatient mental-health care outside Medi-Cal.',
    verification: 'SECOND_HAND', ruleIds: ['R-46h'],
  }),
} as const;
