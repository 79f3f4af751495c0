import { statute } from './authority-entry.js';

/** Welfare and Institutions Code: dependency, the juvenile file, the county's records, teams and the CSEC programme. */
export const CHILD_WELFARE_AUTHORITIES = {
  WIC_300_B_2: statute({
    citation: 'Welf. & Inst. Code § 300(b)(2)', title: 'Exploitation as a ground of dependency',
    summary: 'A child who is sexually trafficked or paid for sexual acts and is not adequately protected may be a dependent, and is known as a commercially sexually exploited child.',
    verification: 'VERIFIED', ruleIds: ['R-12'],
  }),
  WIC_827: statute({
    citation: 'Welf. & Inst. Code § 827', title: 'Juvenile case file',
    summary: 'Lists who may inspect a juvenile case file without a court order, and lets a stricter law over part of the file prevail.',
    verification: 'SECOND_HAND', ruleIds: ['R-03', 'R-11', 'R-52', 'R-53'],
  }),
  WIC_828: statute({
    citation: 'Welf. & Inst. Code § 828', title: 'Juvenile information held by law enforcement',
    summary: 'Law enforcement may give information on taking a minor into custody to those who need it for the official disposition of the case.',
    verification: 'RECALLED', ruleIds: ['R-04'],
  }),
  WIC_830: statute({
    citation: 'Welf. & Inst. Code § 830', title: 'Exchange within a multidisciplinary team',
    summary: 'Members of a child-abuse team may exchange information that state law otherwise keeps confidential, when it is generally relevant.',
    verification: 'SECOND_HAND', ruleIds: ['R-07', 'R-13'],
  }),
  WIC_831: statute({
    citation: 'Welf. & Inst. Code § 831', title: 'Juvenile information and federal officials',
    summary: 'Juvenile information, immigration status included, goes to no federal official without an order of the juvenile court.',
    verification: 'VERIFIED', ruleIds: ['R-10'],
  }),
  WIC_832: statute({
    citation: 'Welf. & Inst. Code § 832', title: 'Child and family team',
    summary: 'Members of a child and family team share relevant information under a written release naming them, for as long as the family takes part.',
    verification: 'VERIFIED', ruleIds: ['R-08'],
  }),
  WIC_781: statute({
    citation: 'Welf. & Inst. Code § 781', title: 'Sealing of juvenile records on petition',
    summary: 'A sealing order forbids access to and inspection of the records of every agency it reaches.',
    verification: 'VERIFIED', ruleIds: ['R-28'],
  }),
  WIC_786: statute({
    citation: 'Welf. & Inst. Code § 786', title: 'Dismissal and sealing after probation',
    summary: 'After satisfactory completion the petition is dismissed and sealed, and the arrest and proceedings are deemed not to have occurred.',
    verification: 'SECOND_HAND', ruleIds: ['R-28'],
  }),
  WIC_10850: statute({
    citation: 'Welf. & Inst. Code § 10850', title: 'Confidentiality of social-services records',
    summary: 'Records of aided social services are closed for every purpose not directly connected with administering the programme.',
    verification: 'VERIFIED', ruleIds: ['R-01', 'R-02', 'R-61'],
  }),
  WIC_10850_1: statute({
    citation: 'Welf. & Inst. Code § 10850.1', title: 'Team activity as administration',
    summary: 'The work of a multidisciplinary team counts as administration of public social services.',
    verification: 'VERIFIED', ruleIds: ['R-01', 'R-07'],
  }),
  WIC_10850_4: statute({
    citation: 'Welf. & Inst. Code § 10850.4', title: 'Child fatalities',
    summary: 'After a death reasonably suspected to be from abuse, listed facts and redacted documents are released on request, which the gateway leaves to people.',
    verification: 'VERIFIED', ruleIds: ['R-11'],
  }),
  WIC_16001_9: statute({
    citation: 'Welf. & Inst. Code § 16001.9', title: 'Rights of youth in foster care',
    summary: 'A foster youth\'s sexual orientation and gender identity stay confidential unless the youth permits, safety requires or law compels.',
    verification: 'RECALLED', ruleIds: ['R-51'],
  }),
  WIC_16010: statute({
    citation: 'Welf. & Inst. Code § 16010', title: 'Health and education summary',
    summary: 'The case plan of a foster child carries a summary of health and education for those who care for the child.',
    verification: 'RECALLED', ruleIds: ['R-00'],
  }),
  WIC_16010_4: statute({
    citation: 'Welf. & Inst. Code § 16010.4', title: 'What a caregiver is told',
    summary: 'Those who care for a foster child receive what they need to know of the child for the placement to succeed, and no more.',
    verification: 'RECALLED', ruleIds: ['R-00'],
  }),
  WIC_16501_5: statute({
    citation: 'Welf. & Inst. Code § 16501.5', title: 'The statewide system of record',
    summary: 'Establishes CWS/CMS; access to it runs through the county or state agency.',
    verification: 'RECALLED', ruleIds: ['R-00'],
  }),
  WIC_16501_35: statute({
    citation: 'Welf. & Inst. Code § 16501.35', title: 'Identify, document and serve; missing youth',
    summary: 'Child welfare and probation must identify and document exploited and at-risk youth, serve them, and have protocols to find those who are missing.',
    verification: 'VERIFIED', ruleIds: ['R-14', 'R-24'],
  }),
  WIC_16501_45: statute({
    citation: 'Welf. & Inst. Code § 16501.45', title: 'Counts of exploited youth',
    summary: 'The statewide system records which youth were exploited before care, during care or while missing, and which are at risk.',
    verification: 'VERIFIED', ruleIds: ['R-14'], from: '2016-01-01',
  }),
  WIC_16521_6: statute({
    citation: 'Welf. & Inst. Code § 16521.6', title: 'System-of-care agreement',
    summary: 'Each county has an agreement among the agencies that serve foster youth with severe trauma, with terms on sharing data.',
    verification: 'SECOND_HAND', ruleIds: ['R-16'],
  }),
  WIC_16524_6: statute({
    citation: 'Welf. & Inst. Code § 16524.6', title: 'CSEC Program',
    summary: 'Opens the county programme for preventing, identifying and serving the commercial sexual exploitation of children.',
    verification: 'RECALLED', ruleIds: ['R-12'],
  }),
  WIC_16524_7: statute({
    citation: 'Welf. & Inst. Code § 16524.7', title: 'Interagency protocol and team of the case',
    summary: 'County mental health, probation, public health and substance-use staff take part in planning the case and linking the youth to services.',
    verification: 'SECOND_HAND', ruleIds: ['R-12'],
  }),
  WIC_16524_8: statute({
    citation: 'Welf. & Inst. Code § 16524.8', title: 'Who writes the protocol',
    summary: 'The county\'s protocol is written by a team that human services leads, with probation, mental health, public health, the juvenile court, the office of education and the sheriff.',
    verification: 'VERIFIED', ruleIds: ['R-12'],
  }),
  WIC_18951: statute({
    citation: 'Welf. & Inst. Code § 18951(d)', title: 'What a multidisciplinary team is',
    summary: 'A standing team has three or more members trained in the prevention, identification and treatment of child abuse.',
    verification: 'SECOND_HAND', ruleIds: ['R-07'],
  }),
  WIC_18961_5: statute({
    citation: 'Welf. & Inst. Code § 18961.5', title: 'Shared county index',
    summary: 'Provider agencies of a county may share an index limited to identifying facts, case numbers, assigned staff and dates of contact.',
    verification: 'VERIFIED', ruleIds: ['R-05', 'R-61'],
  }),
  WIC_18961_7: statute({
    citation: 'Welf. & Inst. Code § 18961.7', title: 'Child-abuse team for an investigation',
    summary: 'A county may establish a team within its borders whose agencies share confidential information to investigate a report of abuse.',
    verification: 'VERIFIED', ruleIds: ['R-06', 'R-61', 'R-62'],
  }),
  WIC_18964: statute({
    citation: 'Welf. & Inst. Code § 18964', title: 'Duties of team members',
    summary: 'Members of a project-funded team hold what they learn under the duties of confidentiality of the agency it came from.',
    verification: 'RECALLED', ruleIds: ['R-07'],
  }),
  WIC_18986_46: statute({
    citation: 'Welf. & Inst. Code § 18986.46', title: 'Integrated children\'s services',
    summary: 'One written authorization may cover the providers of a formally established integrated programme, adoption records excepted.',
    verification: 'VERIFIED', ruleIds: ['R-09'],
  }),
  WIC_317: statute({
    citation: 'Welf. & Inst. Code § 317(f)', title: 'Who holds a dependent child\'s privilege',
    summary: 'A dependent child of sufficient age and maturity, or else the child\'s counsel, holds the child\'s privileges.',
    verification: 'RECALLED', ruleIds: ['R-33'],
  }),
  WIC_369: statute({
    citation: 'Welf. & Inst. Code § 369', title: 'Medical care of a dependent',
    summary: 'The juvenile court may give the social worker authority to consent to a dependent child\'s care.',
    verification: 'RECALLED', ruleIds: ['R-47'],
  }),
  WIC_369_5: statute({
    citation: 'Welf. & Inst. Code § 369.5', title: 'Psychotropic medication of a dependent',
    summary: 'The juvenile court authorizes psychotropic medication of a dependent child.',
    verification: 'RECALLED', ruleIds: ['R-48'],
  }),
} as const;
