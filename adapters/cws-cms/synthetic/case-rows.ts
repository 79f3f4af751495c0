import { dayText, dayTextOrNull, timeText } from './calendar.js';
import { participationCells } from './referral-rows.js';
import { governmentEntityOf, type SyntheticCounty } from './synthetic-county.js';
import { yesNo, type AddRow } from './synthetic-row.js';
import type { PlannedCase, PlannedService, YouthPlan } from './youth-plan.js';

const APPROVED = 122;
const NONRELATIVE = 1637;

/** Cases with assignments and projects, the removal episode with its placements, and services with who received them. */
export function addCaseRows(add: AddRow, plan: YouthPlan, county: SyntheticCounty): void {
  for (const one of plan.cases) addCase(add, plan, one);
  addEpisode(add, plan, county);
  for (const service of plan.services) addService(add, service, county);
}

function addCase(add: AddRow, plan: YouthPlan, one: PlannedCase): void {
  const restricted = one.limitedAccess !== 'N';
  add('CASE_T', one.startedOn, {
    IDENTIFIER: one.key, FKCHLD_CLT: plan.person.clientKey, START_DT: dayText(one.startedOn), END_DT: dayTextOrNull(one.endedOn),
    CLS_RSNC: one.closeReason, SRV_CMPC: one.component, SRV_CMPDT: dayText(one.startedOn),
    CASE_NM: `${plan.person.lastName}, ${plan.person.firstName}`, GVR_ENTC: governmentEntityOf(one.county), CNTY_SPFCD: one.county,
    RSP_AGY_CD: one.responsibleAgency, LMT_ACSSCD: one.limitedAccess, LMT_ACS_DT: restricted ? dayText(one.startedOn) : null,
    L_GVR_ENTC: restricted ? governmentEntityOf(one.county) : 0, FKSTFPERST: one.worker.staffKey, FKREFERL_T: one.referralKey ?? '',
    SPRJ_CST_B: yesNo(one.participation !== null), ICPCSTAT_B: 'N', ICPC_RQT_B: 'N',
  });
  for (const assignment of one.assignments) {
    add('ASGNM_T', assignment.startedOn, {
      IDENTIFIER: assignment.key, ESTBLSH_ID: one.key, ESTBLSH_CD: 'C', ASGNMNT_CD: assignment.kind, ASSG_RLC: assignment.role,
      START_DT: dayText(assignment.startedOn), START_TM: '08:00:00', END_DT: dayTextOrNull(assignment.endedOn),
      CNTY_SPFCD: one.county, FKCASE_LDT: assignment.worker.caseloadKey,
    });
  }
  if (one.participation) {
    add('SPRJ_CST', one.participation.startedOn, { FKCASE_T: one.key, ...participationCells(one.participation, one.county) });
  }
}

function addEpisode(add: AddRow, { episode, person }: YouthPlan, county: SyntheticCounty): void {
  if (!episode) return;
  add('PLC_EPST', episode.removedOn, {
    FKCLIENT_T: person.clientKey, THIRD_ID: episode.key, REMOVAL_DT: dayText(episode.removedOn), REMOVAL_TM: timeText(episode.removedAt),
    RMV_RSNC: episode.reason, PLEPS_ENDT: dayTextOrNull(episode.endedOn), TERM_TY_C: episode.endReason, AGY_RSPC: episode.agency,
    NFC_PLCT_B: 'N', GVR_ENTC: governmentEntityOf(county.code), RMV_BY_ID: episode.worker.staffKey, RMV_BY_CD: 'S',
  });
  for (const placement of episode.placements) {
    add('O_HM_PLT', placement.startedOn, {
      IDENTIFIER: placement.key, FKPLC_EPST: person.clientKey, FKPLC_EPS0: episode.key, FKPLC_HM_T: placement.homeKey,
      START_DT: dayText(placement.startedOn), END_DT: dayTextOrNull(placement.endedOn), PLCG_RNC: placement.endReason,
      SCP_RLTC: NONRELATIVE, APV_STC: APPROVED,
    });
  }
}

function addService(add: AddRow, service: PlannedService, county: SyntheticCounty): void {
  const span = { START_DT: dayText(service.startedOn), END_DT: dayTextOrNull(service.endedOn), CNTY_SPFCD: county.code } as const;
  add('DL_SVC_T', service.startedOn, {
    IDENTIFIER: service.key, ...span, START_TM: timeText(service.startedAt), CNT_VST_CD: service.kind, STATUS_CD: service.status,
    SVC_CNTC: service.code, CMM_MTHC: service.method, CNT_LOC: service.location, PROVD_BYCD: service.providedBy,
    PROVD_BYID: service.providerKey, WRAPSVCIND: yesNo(service.wraparound), CORESVCIND: 'N',
  });
  for (const participant of service.participants) {
    add('IDV_SVCT', service.startedOn, {
      FKDL_SVC_T: service.key, DEL_IDV_CD: participant.role, DEL_IDV_ID: participant.key, SVC_CNTC: service.code, ...span,
    });
  }
}
