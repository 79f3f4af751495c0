import { dayText, dayTextOrNull } from './calendar.js';
import type { LocalDate } from '../../../src/kernel/dates.js';
import type { SyntheticOptions } from './extract-options.js';
import { planYouth } from './plan-youth.js';
import { syntheticCounty } from './synthetic-county.js';
import type { PlannedCase, YouthPlan } from './youth-plan.js';

/** A case of a synthetic youth as its rows tell it. */
export interface SyntheticCase {
  readonly caseKey: string;
  readonly county: string;
  readonly open: boolean;
  readonly startedOn: LocalDate;
  readonly endedOn: LocalDate | null;
  /** The worker who carries it, or carried it last. */
  readonly primaryStaffKey: string;
  readonly secondaryStaffKeys: readonly string[];
}

/** What the clean rows of a synthetic youth say, for those who need a youth of a certain shape. */
export interface SyntheticYouth {
  readonly index: number;
  readonly clientKey: string;
  readonly firstName: string;
  readonly middleName: string | null;
  readonly lastName: string;
  readonly bornOn: LocalDate;
  readonly diedOn: LocalDate | null;
  readonly sex: 'F' | 'M' | 'I' | 'U';
  readonly sensitivity: 'N' | 'S' | 'R';
  readonly addressConfidential: boolean;
  readonly minorParent: boolean;
  /** Two digits by the precedence of cases and referrals, a relative's case last; null where there is none. */
  readonly county: string | null;
  readonly hasOpenCase: boolean;
  readonly inCare: boolean;
  readonly awayNow: boolean;
  readonly cases: readonly SyntheticCase[];
  readonly referralKeys: readonly string[];
  readonly openReferralKeys: readonly string[];
  /** The CSEC_TPC codes of the grid rows, each once, ascending. */
  readonly gridTypes: readonly number[];
  readonly gridEntries: number;
  /** INJR_HMC of all allegations, each once, ascending. */
  readonly allegationSubtypes: readonly number[];
  readonly specialProjects: readonly string[];
  /** SVC_CNTC of contacts, visits and services, each once, ascending. */
  readonly serviceCodes: readonly number[];
  readonly otherIds: readonly { readonly system: number; readonly value: string }[];
  readonly aliases: number;
  readonly parentKeys: readonly string[];
  /** Clients of this youth's CLN_RELT rows, each once: the parents first. */
  readonly relatedKeys: readonly string[];
  /** The primary worker of the open case, else of the latest, else of the latest referral; null without any. */
  readonly primaryStaffKey: string | null;
}

/** The nth youth of the county that the options decide; dirt, if any, is planted in rows and not told here. */
export function describeYouth(options: SyntheticOptions, index: number): SyntheticYouth {
  const plan = planYouth(syntheticCounty(options), index);
  const { person, cases, referrals, grid } = plan;
  return {
    index, clientKey: person.clientKey, firstName: person.firstName, middleName: person.middleName, lastName: person.lastName,
    bornOn: dayText(person.bornOn), diedOn: dayTextOrNull(plan.diedOn), sex: person.sex, sensitivity: plan.sensitivity,
    addressConfidential: plan.addressConfidentialOn !== null, minorParent: plan.minorParent, county: countyOf(plan),
    hasOpenCase: cases.some(isOpen), inCare: plan.episode?.endedOn === null, awayNow: plan.away !== 'N',
    cases: cases.map(describeCase), referralKeys: referrals.map((referral) => referral.key),
    openReferralKeys: referrals.filter((referral) => referral.closedOn === null).map((referral) => referral.key),
    gridTypes: distinct(grid.map((entry) => entry.type)), gridEntries: grid.length,
    allegationSubtypes: distinct(referrals.flatMap((referral) => referral.allegations).flatMap((one) => one.subtypes.map(({ code }) => code))),
    specialProjects: [...referrals, ...cases].flatMap(({ participation }) => (participation ? [participation.projectName] : [])),
    serviceCodes: distinct(plan.services.map((service) => service.code)),
    otherIds: plan.otherIds.map(({ system, value }) => ({ system, value })), aliases: plan.aliases.length,
    parentKeys: plan.parents.map((parent) => parent.clientKey),
    relatedKeys: plan.relationships.map((one) => (one.primaryKey === person.clientKey ? one.secondaryKey : one.primaryKey)),
    primaryStaffKey: ((cases.find(isOpen) ?? cases.at(-1)) ?? referrals.at(-1))?.worker.staffKey ?? null,
  };
}

function isOpen(one: { readonly endedOn: number | null }): boolean {
  return one.endedOn === null;
}

function describeCase(one: PlannedCase): SyntheticCase {
  return {
    caseKey: one.key, county: one.county, open: isOpen(one), startedOn: dayText(one.startedOn), endedOn: dayTextOrNull(one.endedOn),
    primaryStaffKey: one.worker.staffKey,
    secondaryStaffKeys: one.assignments.filter(({ kind }) => kind === 'S').map(({ worker }) => worker.staffKey),
  };
}

/** Open case, newest open referral, latest closed case, newest closed referral, a relative's case. Source: cws-cms reference, §4.4. */
function countyOf({ cases, referrals, countyOfRelative }: YouthPlan): string | null {
  const chosen = cases.find(isOpen) ?? referrals.findLast((referral) => referral.closedOn === null) ?? cases.at(-1) ?? referrals.at(-1);
  return chosen?.county ?? countyOfRelative;
}

function distinct(codes: readonly number[]): number[] {
  return [...new Set(codes)].sort((left, right) => left - right);
}
