/** The closed list of duties that travel with a release. Source: consent-engine rules, section 4.4. */
export const OBLIGATIONS = {
  NOTICE_42CFR2_32: { labels: ['42CFRPart2', 'NORDSCLCD', 'RedisclosureProhibitionMark'], notices: ['N1'] },
  CONSENT_COPY: { labels: ['42CFRPart2CD'], notices: [] },
  NOTICE_827_10850: { labels: ['NORDSCLW', 'CPLYJPP'], notices: ['N3'] },
  NOTICE_LPS: { labels: ['NORDSCLCD'], notices: ['N4'] },
  NOTICE_CMIA: { labels: ['NORDSCLCD'], notices: ['N5'] },
  NOTICE_MDT: { labels: ['CPLYJPP'], notices: ['N8'] },
  NOTICE_831: { labels: ['NORDSCLW'], notices: ['N9'] },
  NOTICE_VICTIM: { labels: [], notices: ['N10'] },
  NOTICE_HIV: { labels: ['NODSCLCDS'], notices: ['N6'] },
  NOTICE_FERPA: { labels: ['NORDSCLCD'], notices: ['N7'] },
  NO_DISCLOSURE_WITHOUT_CONSENT: { labels: ['NODSCLCDS'], notices: [] },
  NOT_TO_PARENT: { labels: ['NOPAT'], notices: [] },
  NOT_TO_AUTHOR: { labels: ['NOAUTH'], notices: [] },
  CONSENT_DIRECTIVE: { labels: ['CPLYCD'], notices: [] },
  DELETE_BY: { labels: ['DELAU'], notices: [] },
  ORDER_SCOPE: { labels: ['CPLYJPP'], notices: [] },
  EMERGENCY_REVIEW: { labels: ['csec:BREAK_GLASS'], notices: [] },
  NO_ONWARD: { labels: ['NORDSCLCD'], notices: [] },
  NO_PROSECUTION_OF_MINOR: { labels: ['csec:NO_PROSECUTION_OF_MINOR'], notices: [] },
  NAME_NOT_PUBLIC: { labels: ['csec:NAME_NOT_PUBLIC'], notices: [] },
  NAME_SUBSTITUTED: { labels: ['csec:NAME_SUBSTITUTED'], notices: [] },
  NO_ADDRESS_TO_DEFENSE: { labels: ['csec:NO_ADDRESS_TO_DEFENSE'], notices: [] },
  HUMAN_APPROVAL: { labels: ['HUAPRV'], notices: [] },
  REDACT: { labels: ['REDACT'], notices: [] },
  MASK: { labels: ['MASK'], notices: [] },
  PSEUDONYM: { labels: ['PSEUD'], notices: [] },
  NO_REUSE: { labels: ['NOREUSE'], notices: ['N13'] },
  NO_RELINK: { labels: ['NORELINK'], notices: ['N14'] },
  MOU_REQUIRED: { labels: ['NOMOU'], notices: [] },
  MIN_NECESSARY: { labels: ['MINEC'], notices: [] },
  ACCOUNTING: { labels: ['AOD', 'AUDIT', 'AUDTR'], notices: [] },
  PERSIST_LABELS: { labels: ['PERSISTLABEL'], notices: [] },
} as const satisfies Record<string, { labels: readonly string[]; notices: readonly string[] }>;

export type ObligationId = keyof typeof OBLIGATIONS;

/** Duties that the gateway does itself: a recipient need not be able to do them. All others bind the recipient. */
export const GATEWAY_DUTIES: readonly ObligationId[] = [
  'CONSENT_COPY', 'EMERGENCY_REVIEW', 'NAME_SUBSTITUTED', 'HUMAN_APPROVAL', 'REDACT', 'MASK', 'PSEUDONYM', 'MOU_REQUIRED', 'MIN_NECESSARY', 'ACCOUNTING',
];
