import { CATEGORIES, CATEGORY_FACTS } from '../../law/category.js';
import { AGENCY_KINDS, REGIME_STATUSES, TEAM_STATUTES } from '../../law/agreement.js';
import { BASES } from '../../law/basis.js';
import { EXTENTS } from '../../law/extent.js';
import { PURPOSES, PURPOSE_NAMES } from '../../law/purpose.js';
import { REGIMES, REGIME_TITLES } from '../../law/regime.js';
import { ROLES } from '../../law/role.js';
import { CONSENT_CONCERNS, CONSENT_REGIMES, CONSENT_STATUSES, EXPLICIT_MENTIONS, SIGNATORY_ROLES } from '../../model/consent.js';
import { REQUEST_PRIORITIES } from '../../model/service-record.js';
import { MESSAGE_ENCODINGS, MESSAGE_FORMATS, type MessageFormat } from '../message-port.js';
import { closedEnum } from './closed-enum.js';

const described = <T extends string>(words: readonly T[], text: (word: T) => string) =>
  Object.fromEntries(words.map((word) => [word, text(word)])) as Record<T, string>;

export const CategoryEnum = closedEnum(
  'Category', CATEGORIES, 'The thirty categories of information.',
  described(CATEGORIES, (word) => `${CATEGORY_FACTS[word].id}: ${CATEGORY_FACTS[word].title}.`),
);
export const PurposeEnum = closedEnum(
  'Purpose', PURPOSE_NAMES, 'Purposes of use.', described(PURPOSE_NAMES, (word) => `${PURPOSES[word].code}: ${PURPOSES[word].title}.`),
);
export const RoleEnum = closedEnum('Role', ROLES, 'The caller\'s role towards a subject.');
export const BasisEnum = closedEnum('Basis', BASES, 'What a permission rests on.');
export const ExtentEnum = closedEnum('Extent', EXTENTS, 'How much of a category a release reaches.');
export const RegimeEnum = closedEnum(
  'Regime', REGIMES, 'The law that came with a fact from its source.', described(REGIMES, (word) => REGIME_TITLES[word]),
);
export const AgencyKindEnum = closedEnum('AgencyKind', AGENCY_KINDS, 'Classes of agency.');
export const RegimeStatusEnum = closedEnum('RegimeStatus', REGIME_STATUSES, 'HIPAA and Part 2 standing of an agency.');
const STATUTES = Object.keys(TEAM_STATUTES) as (keyof typeof TEAM_STATUTES)[];
export const TeamStatuteEnum = closedEnum(
  'TeamStatute', STATUTES, 'The statute a team is constituted under.', described(STATUTES, (word) => TEAM_STATUTES[word].title),
);
export const ConsentRegimeEnum = closedEnum('ConsentRegime', CONSENT_REGIMES, 'The laws that a consent claims to satisfy.');
export const ConsentStatusEnum = closedEnum('ConsentStatus', CONSENT_STATUSES, 'Where a consent stands.');
export const ExplicitMentionEnum = closedEnum('ExplicitMention', EXPLICIT_MENTIONS, 'Information that a consent names expressly.');
export const ConsentConcernEnum = closedEnum('ConsentConcern', CONSENT_CONCERNS, 'What was found of a signature, which voids it (K26).');
export const SignatoryRoleEnum = closedEnum('SignatoryRole', SIGNATORY_ROLES, 'In what capacity a consent was signed.');
export const ConsentEffectEnum = closedEnum('ConsentEffect', ['PERMIT', 'REFUSE'], 'Whether a record releases or refuses.');
export const CapacityBasisEnum = closedEnum(
  'CapacityBasis', ['AGE_18', 'MINOR_STATUTE', 'COURT_ORDER', 'PARENT_AUTHORITY'], 'Why the signer could sign.',
);
export const RedisclosureEnum = closedEnum('Redisclosure', ['PROHIBITED', 'TO_NAMED', 'HIPAA_TPO'], 'What the recipient may pass on.');
export const ExpiryKindEnum = closedEnum('ConsentExpiryKind', ['DATE', 'EVENT', 'NONE_TPO'], 'How a consent ends.');
export const SignatureMethodEnum = closedEnum('SignatureMethod', ['WET', 'ELECTRONIC'], 'How a signature was made.');
export const CaseStatusEnum = closedEnum('CaseStatus', ['OPEN', 'CLOSED'], 'Whether the youth has an open CWS/CMS case.');
export const CsecStatusEnum = closedEnum(
  'CsecStatus', ['AT_RISK', 'VICTIM_CURRENT', 'VICTIM_PAST'], 'At risk or victim, derived from the CSEC Grid through the code table.',
);
export const AgeBandEnum = closedEnum(
  'AgeBand', ['UNDER_10', 'AGE_10_12', 'AGE_13_15', 'AGE_16_17', 'AGE_18_PLUS'], 'Age in bands, for those who need no birth date.',
);
export const SexEnum = closedEnum('Sex', ['F', 'M', 'I', 'U'], 'CLIENT_T.GENDER_CD.', { F: 'Female.', M: 'Male.', I: 'Intersex.', U: 'Unknown.' });
export const ProgrammeEnum = closedEnum(
  'SpecialProjectProgramme', ['CSEC_REFERRAL', 'CSEC_HISTORICAL', 'OTHER'], 'What a special project is to the CSEC programme.',
);
export const ThroughEnum = closedEnum('Through', ['REFERRAL', 'CASE'], 'Whether a thing attaches through a referral or a case.');
export const AbsenceKindEnum = closedEnum('AbsenceKind', ['RAN_AWAY', 'ABDUCTED', 'UNEXPLAINED'], 'Why the youth was away.');
export const AbsenceSourceEnum = closedEnum(
  'AbsenceSource', ['PLACEMENT_END', 'EPISODE_GAP', 'AWOL_INDICATOR', 'GRID_ROW'], 'The trace that an absence was derived from.',
);
export const ServiceKindEnum = closedEnum('ServiceKind', ['CONTACT', 'VISIT', 'SERVICE'], 'DL_SVC_T.CNT_VST_CD.');
export const ServiceStatusEnum = closedEnum('ServiceStatus', ['COMPLETED', 'ATTEMPTED', 'SCHEDULED'], 'DL_SVC_T.STATUS_CD.');
export const RequestPriorityEnum = closedEnum('RequestPriority', REQUEST_PRIORITIES, 'How urgent a request is, in the words of HL7 FHIR\'s RequestPriority.');
export const AssignmentKindEnum = closedEnum('AssignmentKind', ['PRIMARY', 'SECONDARY', 'READ_ONLY'], 'ASGNM_T.ASGNMNT_CD.');
export const CaseOrderEnum = closedEnum('CaseOrder', ['ANY', 'OPENED_ON', 'YOUTH_NAME'], 'The order of a list of cases.', {
  ANY: 'A stable order that says nothing of the records.',
  OPENED_ON: 'Newest first. Reads CASE_FACTS on every row.',
  YOUTH_NAME: 'Last, then first name. Reads IDENTITY_CORE on every row.',
});
export const MessageEncodingEnum = closedEnum('PartnerMessageEncoding', MESSAGE_ENCODINGS, 'How the content of a partner message is written.', {
  TEXT: 'As text.', BASE64: 'The bytes of a file, in base64.',
});
export const MessageFormatEnum = closedEnum('PartnerMessageFormat', MESSAGE_FORMATS, 'Formats of partner messages.', {
  FHIR_R4_BUNDLE: 'HL7 FHIR R4 collection Bundle, for mental and behavioural health.',
  FHIR_R4_MESSAGE: 'The same as a FHIR message, with a MessageHeader.',
  NIEM_6_XML: 'NIEM 6.0 XML, for law enforcement.',
  NIEM_6_JSON: 'The same message as NIEM JSON (JSON-LD).',
  MISSING_PERSON_WORKSHEET_JSON: 'The officer\'s worksheet for a missing-person entry (NCIC, MUPS) as data. The gateway submits nothing to CLETS.',
  MISSING_PERSON_WORKSHEET_PDF: 'The same worksheet for printing.',
  PROVIDER_JSON: 'The plain JSON profile `csec.referral.v1`, for service providers.',
  PROVIDER_CSV: 'The same profile as CSV.',
  HTCDS_2_CSV: 'The columns of the Human Trafficking Case Data Standard 2.0 as CSV, for agencies against trafficking.',
} satisfies Record<MessageFormat, string>);
