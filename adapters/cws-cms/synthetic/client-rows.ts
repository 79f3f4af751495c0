import { dayText, dayTextOrNull } from './calendar.js';
import { HISPANIC_ETHNICITIES, NATIVE_ETHNICITIES } from './distributions.js';
import { inventedEmail } from './invented-names.js';
import { momentOfKey } from './row-keys.js';
import { governmentEntityOf, type SyntheticCounty } from './synthetic-county.js';
import { yesNo, type AddRow } from './synthetic-row.js';
import type { PlannedPerson, YouthPlan } from './youth-plan.js';

const LEGAL_NAME = 1313;
const ALSO_KNOWN_AS = 1311;
const CALIFORNIA = 1828;
const APARTMENT = 2066;

/** CLIENT_T of youth and parents, CHLD_CLT, other names and ids, addresses, and the grid. */
export function addClientRows(add: AddRow, plan: YouthPlan, county: SyntheticCounty): void {
  addYouth(add, plan);
  for (const parent of plan.parents) addParent(add, parent);
  const { clientKey } = plan.person;
  for (const alias of plan.aliases) {
    add('OCL_NM_T', alias.createdOn, {
      THIRD_ID: alias.key, FKCLIENT_T: clientKey, FIRST_NM: alias.firstName, LAST_NM: alias.lastName, NAME_TPC: ALSO_KNOWN_AS,
    });
  }
  for (const id of plan.otherIds) {
    add('NCWSNO_T', plan.person.createdOn, { THIRD_ID: id.key, FKCLIENT_T: clientKey, OTH_ID_C: id.system, OTHER_CLID: id.value });
  }
  addAddresses(add, plan, county);
  for (const entry of plan.grid) {
    add('CSECHIST', entry.startedOn, {
      FKCHLD_CLT: clientKey, THIRD_ID: entry.key, CSEC_TPC: entry.type, START_DT: dayText(entry.startedOn),
      END_DT: dayTextOrNull(entry.endedOn), CREATN_TS: momentOfKey(entry.key),
    });
  }
}

/** CLN_RELT. */
export function addRelationshipRows(add: AddRow, plan: YouthPlan): void {
  for (const one of plan.relationships) {
    add('CLN_RELT', one.createdOn, {
      IDENTIFIER: one.key, CLNTRELC: one.code, START_DT: dayText(one.startedOn), END_DT: dayTextOrNull(one.endedOn),
      SAME_HM_CD: one.sameHome, ABSENT_CD: yesNo(one.isParent && one.sameHome === 'N'), FKCLIENT_T: one.primaryKey, FKCLIENT_0: one.secondaryKey,
    });
  }
}

/** What CLIENT_T says of anyone. */
function personCells(person: PlannedPerson) {
  return {
    IDENTIFIER: person.clientKey, COM_FST_NM: person.firstName, COM_MID_NM: person.middleName, COM_LST_NM: person.lastName,
    SUFX_TLDSC: person.suffix ?? '', NAME_TPC: LEGAL_NAME, BIRTH_DT: dayText(person.bornOn), GENDER_CD: person.sex, P_ETHNCTYC: person.ethnicity,
    HISP_CD: yesNo(HISPANIC_ETHNICITIES.has(person.ethnicity)), P_LANG_TPC: person.language, CREATN_DT: dayText(person.createdOn),
    SOC158_IND: 'N', LITRATE_CD: 'U', SOCPLC_CD: 'N',
  } as const;
}

function addYouth(add: AddRow, plan: YouthPlan): void {
  const { person } = plan;
  add('CLIENT_T', person.createdOn, {
    ...personCells(person),
    EST_DOB_CD: yesNo(plan.estimatedBirthDate), DEATH_DT: dayTextOrNull(plan.diedOn),
    // No social security number: blank or all zeros, as an unknown one is.
    SS_NO: plan.index % 2 === 0 ? '000000000' : '', SENSTV_IND: plan.sensitivity, SNTV_HLIND: yesNo(plan.sensitiveHealth),
    CONF_EFIND: yesNo(plan.addressConfidentialOn !== null), CONF_ACTDT: dayTextOrNull(plan.addressConfidentialOn), CHLD_CLT_B: 'Y',
    EMAIL_ADDR: plan.index % 3 === 0 ? inventedEmail(person.firstName, person.lastName, plan.index) : '',
    CLNT_SOC: plan.orientation, CLNT_GIC: plan.genderIdentity, CLNT_GEC: plan.genderExpression,
  });
  const current = plan.cases.find((one) => one.endedOn === null) ?? plan.cases.at(-1);
  add('CHLD_CLT', person.createdOn, {
    FKCLIENT_T: person.clientKey, CURNT_CSID: current?.key ?? '', AWOL_AB_CD: plan.away, MNRMOM_IND: yesNo(plan.minorParent),
    ICWA_ELGCD: NATIVE_ETHNICITIES.has(person.ethnicity) ? 'Y' : 'N', DISABLD_CD: 'N', SFSURB_IND: 'N',
  });
}

function addParent(add: AddRow, parent: PlannedPerson): void {
  add('CLIENT_T', parent.createdOn, {
    ...personCells(parent), EST_DOB_CD: 'N', DEATH_DT: null, SS_NO: '', SENSTV_IND: 'N', SNTV_HLIND: 'N', CONF_EFIND: 'N', CHLD_CLT_B: 'N',
  });
}

function addAddresses(add: AddRow, plan: YouthPlan, county: SyntheticCounty): void {
  for (const address of plan.addresses) {
    add('ADDRS_T', address.startedOn, {
      IDENTIFIER: address.addressKey, CITY_NM: address.city, STATE_C: address.state, ZIP_NO: address.zip, PRM_TEL_NO: address.phone,
      GVR_ENTC: address.state === CALIFORNIA ? governmentEntityOf(county.code) : 0,
      // Someone without a home has a town and no street.
      ...(address.homeless ? {} : {
        STREET_NO: `${address.streetNumber}`, STREET_NM: address.street, ST_SFX_C: address.streetKind,
        UNT_DSGC: address.unit === null ? 0 : APARTMENT, UNIT_NO: address.unit === null ? '' : `${address.unit}`,
      }),
    });
    add('CL_ADDRT', address.startedOn, {
      IDENTIFIER: address.linkKey, ADDR_TPC: address.kind, EFF_STRTDT: dayText(address.startedOn), EFF_END_DT: dayTextOrNull(address.endedOn),
      FKADDRS_T: address.addressKey, FKCLIENT_T: plan.person.clientKey, HOMLES_IND: yesNo(address.homeless),
    });
  }
}
