import type { AddressRecord, ClientAddressRecord } from './address-record.js';
import type { AllegationDetailRecord, AllegationRecord } from './allegation-record.js';
import type { ChildClientRecord } from './child-client-record.js';
import type { ChildWelfareCaseRecord } from './child-welfare-case-record.js';
import type { ClientRecord } from './client-record.js';
import type { ClientRelationshipRecord } from './client-relationship-record.js';
import type { GridEntryRecord } from './grid-entry-record.js';
import type { OtherIdentifierRecord } from './other-identifier-record.js';
import type { OtherNameRecord } from './other-name-record.js';
import type { PlacementEpisodeRecord, PlacementHomeRecord, PlacementRecord } from './placement-record.js';
import type { ReferralClientRecord, ReferralRecord, ReporterRecord } from './referral-record.js';
import type { DeliveredServiceRecord, ServiceParticipantRecord } from './service-records.js';
import type { SpecialProjectCaseRecord, SpecialProjectRecord, SpecialProjectReferralRecord } from './special-project-record.js';
import type { AssignmentRecord, StaffCaseloadRecord, StaffPersonRecord } from './staff-records.js';
import type { SystemCodeRecord } from './system-code-record.js';

export type * from './address-record.js';
export type * from './allegation-record.js';
export type * from './child-client-record.js';
export type * from './child-welfare-case-record.js';
export type * from './client-record.js';
export type * from './client-relationship-record.js';
export type * from './grid-entry-record.js';
export type * from './other-identifier-record.js';
export type * from './other-name-record.js';
export type * from './placement-record.js';
export type * from './referral-record.js';
export type * from './service-records.js';
export type * from './special-project-record.js';
export type * from './staff-records.js';
export type * from './system-code-record.js';

/** Every noun that a county's extract speaks of: what one understood source row means. */
export interface CountyRecords {
  readonly client: ClientRecord;
  readonly childClient: ChildClientRecord;
  readonly otherName: OtherNameRecord;
  readonly clientRelationship: ClientRelationshipRecord;
  readonly clientAddress: ClientAddressRecord;
  readonly address: AddressRecord;
  readonly gridEntry: GridEntryRecord;
  readonly specialProject: SpecialProjectRecord;
  readonly specialProjectReferral: SpecialProjectReferralRecord;
  readonly specialProjectCase: SpecialProjectCaseRecord;
  readonly referral: ReferralRecord;
  readonly referralClient: ReferralClientRecord;
  readonly reporter: ReporterRecord;
  readonly allegation: AllegationRecord;
  readonly allegationDetail: AllegationDetailRecord;
  readonly childWelfareCase: ChildWelfareCaseRecord;
  readonly placementEpisode: PlacementEpisodeRecord;
  readonly placement: PlacementRecord;
  readonly placementHome: PlacementHomeRecord;
  readonly deliveredService: DeliveredServiceRecord;
  readonly serviceParticipant: ServiceParticipantRecord;
  readonly assignment: AssignmentRecord;
  readonly staffPerson: StaffPersonRecord;
  readonly staffCaseload: StaffCaseloadRecord;
  readonly otherIdentifier: OtherIdentifierRecord;
  readonly systemCode: SystemCodeRecord;
}

export type RecordNoun = keyof CountyRecords;

/** The noun that a row of each source table is. The order loads parents before what hangs off them. */
export const RECORD_NOUN_OF_TABLE = {
  SYS_CD_C: 'systemCode',
  STFPERST: 'staffPerson',
  STFCSLDT: 'staffCaseload',
  CLIENT_T: 'client',
  CHLD_CLT: 'childClient',
  OCL_NM_T: 'otherName',
  CLN_RELT: 'clientRelationship',
  NCWSNO_T: 'otherIdentifier',
  ADDRS_T: 'address',
  CL_ADDRT: 'clientAddress',
  CSECHIST: 'gridEntry',
  REFERL_T: 'referral',
  REFR_CLT: 'referralClient',
  REPTR_T: 'reporter',
  ALLGTN_T: 'allegation',
  IJHM_DET: 'allegationDetail',
  CASE_T: 'childWelfareCase',
  SPC_PRJT: 'specialProject',
  SPRJ_RFT: 'specialProjectReferral',
  SPRJ_CST: 'specialProjectCase',
  PLC_EPST: 'placementEpisode',
  PLC_HM_T: 'placementHome',
  O_HM_PLT: 'placement',
  DL_SVC_T: 'deliveredService',
  IDV_SVCT: 'serviceParticipant',
  ASGNM_T: 'assignment',
} as const satisfies Record<string, RecordNoun>;

/** A source table whose rows are understood. */
export type SourceTable = keyof typeof RECORD_NOUN_OF_TABLE;
