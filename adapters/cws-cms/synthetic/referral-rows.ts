import { dayText, dayTextOrNull, timeText } from './calendar.js';
import { governmentEntityOf } from './synthetic-county.js';
import { yesNo, type AddRow } from './synthetic-row.js';
import type { PlannedAllegation, PlannedParticipation, PlannedReferral, YouthPlan } from './youth-plan.js';

const APPROVED = 122;
const PENDING = 119;
const SITUATION_STABILIZED = 682;
const OPEN_NEW_CASE = 681;
const EMERGENCY_RESPONSE_WORKER = 137;

/** Referrals with the clients who take part, the reporter, the allegations and the special project. */
export function addReferralRows(add: AddRow, plan: YouthPlan): void {
  for (const referral of plan.referrals) {
    addReferral(add, plan, referral);
    addParticipants(add, plan, referral);
    addReporter(add, referral);
    for (const allegation of referral.allegations) addAllegation(add, plan.person.clientKey, { ...allegation, referral });
    if (referral.participation) {
      add('SPRJ_RFT', referral.participation.startedOn, {
        FKREFERL_T: referral.key, ...participationCells(referral.participation, referral.county),
      });
    }
    add('ASGNM_T', referral.receivedOn, {
      IDENTIFIER: referral.assignmentKey, ESTBLSH_ID: referral.key, ESTBLSH_CD: 'R', ASGNMNT_CD: 'P', ASSG_RLC: EMERGENCY_RESPONSE_WORKER,
      START_DT: dayText(referral.receivedOn), END_DT: dayTextOrNull(referral.closedOn), CNTY_SPFCD: referral.county,
      FKCASE_LDT: referral.worker.caseloadKey,
    });
  }
}

/** What SPRJ_RFT and SPRJ_CST have in common. */
export function participationCells(participation: PlannedParticipation, county: string) {
  return {
    THIRD_ID: participation.key, FKSPC_PRJT: participation.projectKey, CNTY_SPFCD: county, PART_STRDT: dayText(participation.startedOn),
    PART_ENDT: dayTextOrNull(participation.endedOn), SFSURB_IND: 'N',
  } as const;
}

function addReferral(add: AddRow, plan: YouthPlan, referral: PlannedReferral): void {
  const restricted = referral.limitedAccess !== 'N';
  add('REFERL_T', referral.receivedOn, {
    IDENTIFIER: referral.key, REF_RCV_DT: dayText(referral.receivedOn), REF_RCV_TM: timeText(referral.receivedAt),
    REFERRL_NM: `${plan.person.lastName}, ${plan.person.firstName}`, RFR_RSPC: referral.response, CMM_MTHC: referral.method,
    REFCLSR_DT: dayTextOrNull(referral.closedOn), ORIGCLS_DT: dayTextOrNull(referral.closedOn),
    APV_STC: referral.closedOn === null ? PENDING : APPROVED, GVR_ENTC: governmentEntityOf(referral.county), CNTY_SPFCD: referral.county,
    LMT_ACSSCD: referral.limitedAccess, LMT_ACS_DT: restricted ? dayText(referral.receivedOn) : null,
    L_GVR_ENTC: restricted ? governmentEntityOf(referral.county) : 0, SPRJRF_IND: yesNo(referral.participation !== null),
    RSP_AGY_CD: referral.responsibleAgency, FKSTFPERST: referral.worker.staffKey,
  });
}

function addParticipants(add: AddRow, plan: YouthPlan, referral: PlannedReferral): void {
  for (const person of [plan.person, ...plan.parents]) {
    const isYouth = person === plan.person;
    const openedCase = plan.cases.some((one) => one.referralKey === referral.key);
    add('REFR_CLT', referral.receivedOn, {
      FKREFERL_T: referral.key, FKCLIENT_T: person.clientKey, DISPSTN_CD: isYouth ? referral.disposition : '',
      RCL_DISPDT: isYouth && referral.disposition !== '' ? dayTextOrNull(referral.closedOn) : null,
      DSP_RSNC: isYouth && referral.closedOn !== null ? (openedCase ? OPEN_NEW_CASE : SITUATION_STABILIZED) : 0,
      RFCL_AGENO: Math.floor((referral.receivedOn - person.bornOn) / 365.25), AGE_PRD_CD: 'Y', CNTY_SPFCD: referral.county,
    });
  }
}

function addReporter(add: AddRow, { key, county, receivedOn, reporter }: PlannedReferral): void {
  if (!reporter) return;
  add('REPTR_T', receivedOn, {
    FKREFERL_T: key, RPTR_FSTNM: reporter.firstName, RPTR_LSTNM: reporter.lastName, RPTR_EMPNM: reporter.employer ?? '', PRM_TEL_NO: reporter.phone,
    MNRPTR_IND: yesNo(reporter.mandated), CNFWVR_IND: yesNo(reporter.confidentialityWaived), CNTY_SPFCD: county,
  });
}

function addAllegation(add: AddRow, clientKey: string, allegation: PlannedAllegation & { readonly referral: PlannedReferral }): void {
  const { referral } = allegation;
  add('ALLGTN_T', referral.receivedOn, {
    IDENTIFIER: allegation.key, ALG_TPC: allegation.type, ALG_DSPC: allegation.disposition, DISPSN_DT: dayTextOrNull(allegation.dispositionOn),
    FKCLIENT_T: clientKey, FKCLIENT_0: allegation.perpetratorKey ?? '', FKREFERL_T: referral.key,
    ABUSE_STDT: dayText(allegation.abuseStartedOn), ABUSE_ENDT: dayTextOrNull(allegation.abuseEndedOn),
    LOC_DSC: allegation.perpetratorKey === null ? 'Away from home' : 'Family home',
    DISPSN_DSC: allegation.disposition === 0 ? '' : 'Synthetic narrative of the disposition.',
    NON_PRT_CD: allegation.perpetratorKey === null ? 'U' : 'P', CNTY_SPFCD: referral.county,
  });
  for (const subtype of allegation.subtypes) {
    add('IJHM_DET', referral.receivedOn, { THIRD_ID: subtype.key, FKALLGTN_T: allegation.key, INJR_HMC: subtype.code, CNTY_SPFCD: referral.county });
  }
}
