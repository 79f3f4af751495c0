import { ENDANGERMENT_KINDS } from '../../law/endangerment.js';
import { INVOLVEMENT_CONDITIONS, INVOLVEMENT_KINDS } from '../../model/agency.js';
import { DOCUMENT_KINDS } from '../../model/case-document.js';
import { COURT_ORDER_KINDS } from '../../model/court-order.js';
import { EMERGENCY_REASONS } from '../../model/emergency-access.js';
import { MANDATED_REPORT_STATUTES } from '../../model/mandated-report.js';
import { SEAL_STATUTES } from '../../model/seal-order.js';
import { ELECTION_SOURCES } from '../../model/victim-election.js';
import { ALARM_LEVELS } from '../../policy/relations/report-clock.js';
import { closedEnum } from './closed-enum.js';

export const DocumentKindEnum = closedEnum('DocumentKind', DOCUMENT_KINDS, 'What a document is.');
export const ConsentedByEnum = closedEnum(
  'ConsentedBy', ['MINOR', 'PARENT', 'COURT', 'NOT_APPLICABLE'], 'Who consented to the care that a record tells of; decides who controls its release (R-46).',
);
export const CourtOrderKindEnum = closedEnum('CourtOrderKind', COURT_ORDER_KINDS, 'What an order of a court does here.');
export const SealStatuteEnum = closedEnum('SealStatute', SEAL_STATUTES, 'The statute under which a record is sealed or vacated.');
export const EmergencyReasonEnum = closedEnum('EmergencyReason', EMERGENCY_REASONS, 'Why the glass is broken; each is of the roles that the law allows it (R-60).');
export const AlertAudienceEnum = closedEnum('AlertAudience', ['PRIVACY_OFFICER', 'SOURCE'], 'Why an agency is told that the glass was broken.', {
  PRIVACY_OFFICER: 'It is the county\'s own agency, whose privacy officer reviews.', SOURCE: 'Records that came from it were opened.',
});
export const EmergencyFindingEnum = closedEnum('EmergencyFinding', ['JUSTIFIED', 'NOT_JUSTIFIED'], 'What a reviewer found.');
export const ApprovalStateEnum = closedEnum('ApprovalState', ['PENDING', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'ENDED'], 'How a request for an approval stands.', {
  PENDING: 'Nobody has decided.', APPROVED: 'Approved, until it ends.', REFUSED: 'Refused.', WITHDRAWN: 'Approved, and withdrawn since.', ENDED: 'Approved, until a day that is over.',
});
export const MandatedReportStatuteEnum = closedEnum('MandatedReportStatute', MANDATED_REPORT_STATUTES, 'Reports that statute compels within 24 hours.', {
  PC_11166_J: 'A child receiving services was identified as a victim of commercial sexual exploitation.',
  USC_42_671_A_35: 'A child in care is missing or abducted.',
});
export const ElectionSourceEnum = closedEnum('ElectionSource', ELECTION_SOURCES, 'From whom a victim\'s election came.', {
  LAW_ENFORCEMENT_REPORT: 'The report of the law-enforcement agency that told her of her right (PC 293).',
});
export const AlarmLevelEnum = closedEnum('ReportAlarm', ALARM_LEVELS, 'How far the clock of a compelled report has run.');
export const InvolvementKindEnum = closedEnum('InvolvementKind', INVOLVEMENT_KINDS, 'How an agency, or one person of it, stands to a youth.');
export const InvolvementConditionEnum = closedEnum('InvolvementCondition', INVOLVEMENT_CONDITIONS, 'What widens or narrows an involvement.');
export const EndangermentKindEnum = closedEnum('EndangermentKind', ENDANGERMENT_KINDS, 'What endangers a missing child, as far as 42 U.S.C. 671(a)(35)(B) has it told.', {
  SUBSTANCE_USE: 'As others than a Part 2 programme know it.',
});
