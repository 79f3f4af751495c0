import type { AuthorityId } from './authority-ids.js';
import type { Regime } from './regime.js';

/** Notices that travel with a release. N1 and N2 are statutory; the rest are proposed, for counsel to settle. */
export const NOTICE_IDS = ['N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8', 'N9', 'N10', 'N11', 'N12', 'N13', 'N14'] as const;
export type NoticeId = (typeof NOTICE_IDS)[number];

export interface Notice {
  readonly id: NoticeId;
  readonly authorities: readonly AuthorityId[];
  readonly text: string;
  /** True: the words are the law's own and may not be edited. */
  readonly exact: boolean;
}

/** Authority: 42 CFR 2.32(a)(1), text of 2024. */
const PART_2_LONG =
  'This record which has been disclosed to you is protected by Federal confidentiality rules (42 CFR part ' +
  '2). These rules prohibit you from using or disclosing this record, or testimony that describes the ' +
  'information contained in this record, in any civil, criminal, administrative, or legislative proceedings ' +
  'by any Federal, State, or local authority, against the patient, unless authorized by the consent of the ' +
  'patient, except as provided at 42 CFR 2.12(c)(5) or as authorized by a court in accordance with 42 CFR ' +
  '2.64 or 2.65. In addition, the Federal rules prohibit you from making any other use or disclosure of this ' +
  'record unless at least one of the following applies: (i) Further use or disclosure is expressly permitted ' +
  'by the written consent of the individual whose information is being disclosed in this record or as ' +
  'otherwise permitted by 42 CFR part 2. (ii) You are a covered entity or business associate and have ' +
  'received the record for treatment, payment, or health care operations, or (iii) You have received the ' +
  'record from a covered entity or business associate as permitted by 45 CFR part 164, subparts A and E. A ' +
  'general authorization for the release of medical or other information is NOT sufficient to meet the ' +
  'required elements of written consent to further use or redisclose the record (see 42 CFR 2.31).';

/** Authority: 42 CFR 2.32(a)(2), text of 2024; the earlier wording lacks "use or". */
const PART_2_SHORT = '42 CFR part 2 prohibits unauthorized use or disclosure of these records.';

const exact = (id: NoticeId, text: string, ...authorities: AuthorityId[]): Notice => Object.freeze({ id, authorities, text, exact: true });
const proposed = (id: NoticeId, text: string, ...authorities: AuthorityId[]): Notice => Object.freeze({ id, authorities, text, exact: false });

/** Every notice. Source: confidentiality rules, section 7. */
export const NOTICES: Readonly<Record<NoticeId, Notice>> = Object.freeze({
  N1: exact('N1', PART_2_LONG, 'CFR_42_2_32'),
  N2: exact('N2', PART_2_SHORT, 'CFR_42_2_32'),
  N3: proposed('N3',
    'Confidential juvenile/child-welfare information. Do not redisclose or attach to any other document except as WIC 827, 10850 or a juvenile-court order allows.',
    'WIC_827', 'WIC_10850'),
  N4: proposed('N4',
    'Mental-health information disclosed only to coordinate health, mental-health or developmental services for the minor (WIC 5328.04). Use it for no other purpose. It is not admissible against the minor in any criminal or delinquency proceeding.',
    'WIC_5328', 'WIC_5328_04'),
  N5: proposed('N5',
    'Medical information. Do not disclose it further without a new authorization, except as Civil Code 56.13 or 56.103 or another law requires or permits.',
    'CIV_56_13', 'CIV_56_103'),
  N6: proposed('N6',
    'HIV-related information. Do not disclose it further without a new written authorization that names the recipient.',
    'HSC_120975'),
  N7: proposed('N7',
    'Education record. Do not redisclose it without consent, except as 34 CFR part 99 and Education Code 49076 allow.',
    'CFR_34_99', 'EDC_49076'),
  N8: proposed('N8',
    'Disclosed within a multidisciplinary team. You are bound by the same duties of confidentiality and the same penalties as the person who disclosed it. What is said in the team is confidential and inadmissible.',
    'WIC_830', 'WIC_18951', 'WIC_18961_7', 'WIC_18964'),
  N9: proposed('N9',
    'Juvenile information. Do not disclose it to federal officials, or attach it to any document given to them, without a juvenile-court order (WIC 831).',
    'WIC_831'),
  N11: proposed('N11',
    'The consent under which you received this information has been withdrawn. Receive, use and disclose no more of it under that consent, except as law requires or allows. What was done in reliance on the consent before stands. Return or destroy at the time that was pledged what you hold under Civil Code 56.104.',
    'CIV_56_15', 'CFR_42_2_31', 'CFR_45_164_508', 'CIV_56_104'),
  N12: proposed('N12',
    'The consent under which you received this information has been withdrawn in words and is suspended. Receive, use and disclose no more of it under that consent, except as law requires or allows, unless a new consent is signed. What was done in reliance on the consent before stands. You are told again when the written withdrawal is received.',
    'CIV_56_15', 'CFR_42_2_31', 'CFR_45_164_508'),
  N13: proposed('N13',
    'Use this information for the purpose for which it was released to you, and for no other.',
    'CIV_56_104', 'WIC_5328_04'),
  N14: proposed('N14',
    'These counts are de-identified. Do not link them to other records or to each other so as to learn of a person.',
    'CALHHS_DDG', 'WIC_10850'),
  N10: proposed('N10', 'The minor is a victim (SB 1322).', 'SB_1322'),
});

/**
 * The notice that every object from records under that law carries itself, so that it stays with the object wherever
 * that goes; the response carries the long one once. Authority: 42 CFR 2.32(a)(2). Absent: null where no law asks for one.
 */
export function noticeOnObject(regime: Regime): string | null {
  return regime === 'PART2' ? NOTICES.N2.text : null;
}
