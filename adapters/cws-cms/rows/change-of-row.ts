import type { Change, RowRejection } from '../../../src/model/change.js';
import { RECORD_NOUN_OF_TABLE, type SourceTable } from '../../../src/model/records/index.js';
import type { RowSources, SourceRow } from '../source-row.js';
import { addressFromAddrsT } from './address.js';
import { allegationDetailFromIjhmDet } from './allegation-detail.js';
import { allegationFromAllgtnT } from './allegation.js';
import { assignmentFromAsgnmT } from './assignment.js';
import { childClientFromChldClt } from './child-client.js';
import { childWelfareCaseFromCaseT } from './child-welfare-case.js';
import { clientAddressFromClAddrt } from './client-address.js';
import { clientFromClientT } from './client.js';
import { clientRelationshipFromClnRelt } from './client-relationship.js';
import { deliveredServiceFromDlSvcT } from './delivered-service.js';
import { gridEntryFromCsecHist } from './grid-entry.js';
import { otherIdentifierFromNcwsnoT } from './other-identifier.js';
import { otherNameFromOclNmT } from './other-name.js';
import { placementEpisodeFromPlcEpst } from './placement-episode.js';
import { placementHomeFromPlcHmT } from './placement-home.js';
import { placementFromOHmPlt } from './placement.js';
import { referralClientFromRefrClt } from './referral-client.js';
import { referralFromReferlT } from './referral.js';
import { reporterFromReptrT } from './reporter.js';
import type { RowFunction, RowReader } from './row-function.js';
import { serviceParticipantFromIdvSvct } from './service-participant.js';
import { specialProjectCaseFromSprjCst } from './special-project-case.js';
import { specialProjectReferralFromSprjRft } from './special-project-referral.js';
import { specialProjectFromSpcPrjt } from './special-project.js';
import { staffCaseloadFromStfcsldt } from './staff-caseload.js';
import { staffPersonFromStfperst } from './staff-person.js';
import { systemCodeFromSysCdC } from './system-code.js';

type RowFunctions = { readonly [T in SourceTable]: RowFunction<(typeof RECORD_NOUN_OF_TABLE)[T]> };

/** The row function of each table; the noun of each is checked against RECORD_NOUN_OF_TABLE. */
export const ROW_FUNCTIONS: RowFunctions = {
  SYS_CD_C: systemCodeFromSysCdC,
  STFPERST: staffPersonFromStfperst,
  STFCSLDT: staffCaseloadFromStfcsldt,
  CLIENT_T: clientFromClientT,
  CHLD_CLT: childClientFromChldClt,
  OCL_NM_T: otherNameFromOclNmT,
  CLN_RELT: clientRelationshipFromClnRelt,
  NCWSNO_T: otherIdentifierFromNcwsnoT,
  ADDRS_T: addressFromAddrsT,
  CL_ADDRT: clientAddressFromClAddrt,
  CSECHIST: gridEntryFromCsecHist,
  REFERL_T: referralFromReferlT,
  REFR_CLT: referralClientFromRefrClt,
  REPTR_T: reporterFromReptrT,
  ALLGTN_T: allegationFromAllgtnT,
  IJHM_DET: allegationDetailFromIjhmDet,
  CASE_T: childWelfareCaseFromCaseT,
  SPC_PRJT: specialProjectFromSpcPrjt,
  SPRJ_RFT: specialProjectReferralFromSprjRft,
  SPRJ_CST: specialProjectCaseFromSprjCst,
  PLC_EPST: placementEpisodeFromPlcEpst,
  PLC_HM_T: placementHomeFromPlcHmT,
  O_HM_PLT: placementFromOHmPlt,
  DL_SVC_T: deliveredServiceFromDlSvcT,
  IDV_SVCT: serviceParticipantFromIdvSvct,
  ASGNM_T: assignmentFromAsgnmT,
};

/** What a row of that table means. Pure; never throws for what a row holds. */
export function changeOfRow(table: SourceTable, row: SourceRow, sources: RowSources): Change | RowRejection {
  return ROW_FUNCTIONS[table](row, sources);
}

/** The same for the rows of one file, whose cells come in the order of these columns of it. */
export function readerOfRows(table: SourceTable, columns: readonly string[], sources: RowSources): RowReader {
  return ROW_FUNCTIONS[table].reader(columns, sources);
}
