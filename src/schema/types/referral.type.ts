import { ObjectType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import type { Allegation } from '../../model/allegation.js';
import type { Referral, Reporter } from '../../model/referral.js';
import type { Decision } from '../../policy/decision.js';
import { agencyUnlessImplying, unlessImplying } from '../../release/implied.js';
import { unlessVictimsArrest } from '../../policy/victims-arrest.js';
import { Classified } from '../classified.js';
import { CASE, CSEC, EXPLOITATION_NARRATIVE, REPORTER } from '../laws.js';
import { CountyCodeScalar, DateScalar } from '../scalars.js';
import { CodedValueType, codedValue } from './coded-value.type.js';

/** A referral in which the youth takes part. Source: REFERL_T, REFR_CLT. */
@ObjectType('Referral', { description: 'A referral in which the youth takes part. Source: REFERL_T, REFR_CLT.' })
export class ReferralType {
  @Classified(CASE, () => DateScalar, { nullable: true, description: 'Day received. Source: REFERL_T.REF_RCV_DT.' })
  receivedOn!: LocalDate | null;

  @Classified(CASE, () => DateScalar, { nullable: true, description: 'Day closed; null while open. Source: REFERL_T.REFCLSR_DT.' })
  closedOn!: LocalDate | null;

  @Classified(CASE, () => CodedValueType, { nullable: true, description: 'Response demanded. Source: REFERL_T.RFR_RSPC.' })
  response!: CodedValueType | null;

  @Classified(CASE, () => String, { nullable: true, description: 'Disposition for this youth: A, I, S or X. Source: REFR_CLT.DISPSTN_CD.' })
  disposition!: string | null;

  @Classified(CASE, () => CountyCodeScalar, { nullable: true, description: 'County of the referral. Source: REFERL_T.GVR_ENTC.' })
  county!: string | null;

  @Classified(CASE, () => String, { nullable: true, description: 'Responsible agency: C county welfare, P probation, …; null where it implies a category that is not released (rule G7). Source: REFERL_T.RSP_AGY_CD.' })
  responsibleAgency!: string | null;
}

/** The fields of a referral before release, with the key that joins its allegations and reporter inside the gateway; a code that tells of a withheld category is not there. */
export function referralFields(row: Referral, decision: Decision): ReferralType {
  return {
    receivedOn: row.receivedOn, closedOn: row.closedOn, response: codedValue(unlessImplying(decision, row.response), 'RFR_RSPC'), disposition: row.disposition,
    county: row.county, responsibleAgency: agencyUnlessImplying(decision, row.responsibleAgency),
  };
}

/** Who reported. */
@ObjectType('Reporter', { description: 'Who made the report. Only for the enumerated investigators of that referral (PC 11167(d)). Source: REPTR_T.' })
export class ReporterType {
  @Classified(REPORTER, () => String, { nullable: true, description: 'First name.' })
  firstName!: string | null;

  @Classified(REPORTER, () => String, { nullable: true, description: 'Last name.' })
  lastName!: string | null;

  @Classified(REPORTER, () => String, { nullable: true, description: 'Employer.' })
  employer!: string | null;

  @Classified(REPORTER, () => String, { nullable: true, description: 'Telephone, ten digits.' })
  phone!: string | null;

  @Classified(REPORTER, () => Boolean, { nullable: true, description: 'Whether the reporter is mandated by law to report.' })
  mandated!: boolean | null;
}

export function reporterFields(row: Reporter): ReporterType {
  return { firstName: row.firstName, lastName: row.lastName, employer: row.employer, phone: row.phone, mandated: row.mandated };
}

/** An allegation whose victim is the youth. Source: ALLGTN_T, IJHM_DET. */
@ObjectType('Allegation', { description: 'An allegation whose victim is the youth. Source: ALLGTN_T, IJHM_DET.' })
export class AllegationType {
  @Classified(CASE, () => CodedValueType, { nullable: true, description: 'Top-level type. Source: ALLGTN_T.ALG_TPC.' })
  type!: CodedValueType | null;

  @Classified(CSEC, () => [CodedValueType], { nullable: true, description: 'Sub-types; 6873 is commercial sexual exploitation, 6874 failure to protect from it, so that a sub-type tells of CSEC status (rule G7). Source: IJHM_DET.INJR_HMC.' })
  subtypes!: readonly CodedValueType[] | null;

  @Classified(CASE, () => CodedValueType, { nullable: true, description: 'Disposition; null while none. Source: ALLGTN_T.ALG_DSPC.' })
  disposition!: CodedValueType | null;

  @Classified(CASE, () => DateScalar, { nullable: true, description: 'Day of the disposition. Source: ALLGTN_T.DISPSN_DT.' })
  dispositionOn!: LocalDate | null;

  @Classified(CASE, () => DateScalar, { nullable: true, description: 'First day of the abuse alleged.' })
  abuseStartedOn!: LocalDate | null;

  @Classified(CASE, () => DateScalar, { nullable: true, description: 'Last day of the abuse alleged.' })
  abuseEndedOn!: LocalDate | null;

  @Classified(EXPLOITATION_NARRATIVE, () => String, { nullable: true, description: 'Where it happened, in the worker\'s words. Free text may hold any category (rule G6); null where it names an arrest of the victim (rule R-15). Source: ALLGTN_T.LOC_DSC.' })
  locationNarrative!: string | null;

  @Classified(EXPLOITATION_NARRATIVE, () => String, { nullable: true, description: 'Why it was disposed so, in the worker\'s words; null where they name an arrest of the victim (rule R-15). Source: ALLGTN_T.DISPSN_DSC.' })
  dispositionNarrative!: string | null;
}

export function allegationFields(row: Allegation): AllegationType {
  return {
    type: codedValue(row.type, 'INJR_HMC'), subtypes: row.subtypes.map((subtype) => codedValue(subtype, 'INJR_HMC')!),
    disposition: codedValue(row.disposition, 'ALG_DSPC'), dispositionOn: row.dispositionOn, abuseStartedOn: row.abuseStartedOn,
    abuseEndedOn: row.abuseEndedOn, locationNarrative: unlessVictimsArrest(row.locationNarrative),
    dispositionNarrative: unlessVictimsArrest(row.dispositionNarrative),
  };
}
