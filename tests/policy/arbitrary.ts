import fc from 'fast-check';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { TeamStatute } from '../../src/law/agreement.js';
import { CATEGORIES } from '../../src/law/category.js';
import { PURPOSE_NAMES } from '../../src/law/purpose.js';
import type { Role } from '../../src/law/role.js';
import type { Involvement, InvolvementKind } from '../../src/model/agency.js';
import type { Consent } from '../../src/model/consent.js';
import { COURT_ORDER_KINDS } from '../../src/model/court-order.js';
import { EMERGENCY_REASONS } from '../../src/model/emergency-access.js';
import { MANDATED_REPORT_STATUTES } from '../../src/model/mandated-report.js';
import type { AccessContext, WorkerPrivilege } from '../../src/policy/access-context.js';
import type { Facts, SubjectFacts } from '../../src/policy/facts.js';
import { brokenGlass, order, report } from './documents-on-file.js';
import { NOON, agency, agreement, asking, assignment, consentFor, involvement, refusal, seat, youth } from './people.js';

/** The roles that rules speak of, the commonest twice, and the relations that open something to each. */
const RULED: readonly Role[] = [
  'COUNTY_WORKER', 'MENTAL_HEALTH', 'LAW_ENFORCEMENT', 'PROVIDER', 'MDT_MEMBER',
  'COUNTY_WORKER', 'MENTAL_HEALTH', 'LAW_ENFORCEMENT', 'PROVIDER', 'MDT_MEMBER',
  'MDT30_MEMBER', 'CFT_MEMBER', 'SUBSTANCE_USE_PROGRAM', 'TRAFFICKING_CASEWORKER', 'NCMEC', 'PROBATION', 'PUBLIC_HEALTH_NURSE', 'DISTRICT_ATTORNEY', 'EDUCATION', 'COURT', 'MINORS_COUNSEL', 'PARENT', 'CAREGIVER', 'YOUTH',
];
const RELATED_BY: Readonly<Partial<Record<Role, readonly InvolvementKind[]>>> = {
  COUNTY_WORKER: ['SUPERVISION', 'REQUEST', 'INVESTIGATION'], MENTAL_HEALTH: ['TREATMENT', 'TREATMENT', 'SUPERVISION'],
  PROBATION: ['PROBATION', 'INVESTIGATION'], PUBLIC_HEALTH_NURSE: ['NURSING', 'TREATMENT'], DISTRICT_ATTORNEY: ['PROSECUTION'],
  EDUCATION: ['SCHOOLING'], COURT: ['JURISDICTION'], MINORS_COUNSEL: ['REPRESENTATION'], PARENT: ['PARENTAGE', 'PARENTAGE', 'CARE'],
  CAREGIVER: ['CARE', 'CARE', 'PARENTAGE'], YOUTH: ['SELF'],
};
const ended = fc.constantFrom(null, null, null, localDate('2026-02-01'), localDate('2026-05-01'));

/** Who asks: a ruled role with any purpose, credential, privileges and agreement. */
export const contexts: fc.Arbitrary<AccessContext> = fc.record({
  role: fc.constantFrom(...RULED), purpose: fc.constantFrom(...PURPOSE_NAMES),
  county: fc.constantFrom('19', '19', '19', '37', '99'), credential: fc.constantFrom(...(['VERIFIED', 'VERIFIED', 'VERIFIED', 'VERIFIED', 'PASSWORD'] as const)),
  privileges: fc.subarray<WorkerPrivilege>(['SEALED', 'SENSITIVE', 'COUNTYWIDE_READ', 'STATEWIDE_READ']),
  agreed: fc.constantFrom(true, true, true, true, false), usual: fc.constantFrom(true, true, true, true, false),
}).map(({ role, purpose, county, credential, privileges, agreed, usual }) => {
  const worker = role === 'COUNTY_WORKER';
  const context = asking(role, { who: { credential, ...(worker ? { county, privileges } : {}) } });
  return {
    ...context, ...(usual ? {} : { purpose }),
    agreements: agreed ? [agreement(context.caller.agency)] : [],
  };
});

const subjects: fc.Arbitrary<SubjectFacts> = fc.record({
  county: fc.constantFrom('19', '19', '19', '19', '19', '37', null), bornOn: fc.constantFrom(localDate('2011-06-15'), localDate('2007-01-01'), localDate('2015-05-05'), localDate('2003-05-05'), null),
  diedOn: fc.constantFrom(null, null, null, null, null, null, null, localDate('2026-02-01')),
  sensitivity: fc.constantFrom(...(['N', 'N', 'N', 'N', 'S', 'R'] as const)), removedFromParent: fc.boolean(), hasOpenCase: fc.boolean(),
}).map((changes) => youth(changes));

/** A release for the caller, in any state. */
export function consentsFor(context: AccessContext): fc.Arbitrary<Consent> {
  const base = consentFor(context.caller.agency);
  return fc.record({
    id: fc.uuid(), categories: fc.subarray([...CATEGORIES], { minLength: 1 }), excludedCategories: fc.constantFrom<readonly string[]>([], [], [], ['CSEC_STATUS']),
    purposes: fc.oneof(fc.constant<readonly string[]>([context.purpose]), fc.subarray<string>([...PURPOSE_NAMES], { minLength: 1 })),
    status: fc.constantFrom('ACTIVE' as const, 'ACTIVE' as const, 'SUSPENDED' as const, 'EXPIRED' as const),
    role: fc.constantFrom('MINOR' as const, 'MINOR' as const, 'PARENT' as const, 'COURT' as const), named: fc.constantFrom(true, true, true, false),
    fields: fc.constantFrom<readonly string[]>([], ['Youth.bornOn'], ['IDENTITY_CORE']),
    on: fc.constantFrom(localDate('2026-08-31'), localDate('2026-02-28')),
  }).map(({ role, named, on, ...changes }) => ({
    ...base, ...changes, expiry: { kind: 'DATE' as const, on },
    recipientAgencyIds: named ? base.recipientAgencyIds : ['another'],
    signature: { ...base.signature!, role, authorityDocument: role === 'COURT' ? 'order' : null },
  }));
}

/** A refusal of some categories, or of everything. */
export const refusals: fc.Arbitrary<Consent> = fc.record({
  id: fc.uuid(), categories: fc.oneof(fc.constant<string[]>([]), fc.subarray<string>([...CATEGORIES], { minLength: 1 })),
  purposes: fc.constantFrom<readonly string[]>([], ['TREATMENT']), recipientAgencyIds: fc.constantFrom<readonly string[]>([], [], ['another']),
}).map((changes) => refusal(changes));

const STATUTE_OF_ROLE: Readonly<Partial<Record<Role, readonly TeamStatute[]>>> = {
  MDT30_MEMBER: ['S18961_7'], CFT_MEMBER: ['CFT832'], MDT_MEMBER: ['S18951D', 'S18951D', 'S18951D', 'PC13753'], PROBATION: ['S18951D', 'S18961_7'],
};

/** Everything one decision may look at, for that caller. */
export function factsFor(context: AccessContext): fc.Arbitrary<Facts> {
  const { agency: own } = context.caller;
  const other = agency('EDUCATION');
  return fc.record({
    subject: subjects,
    assignments: fc.array(fc.record({
      through: fc.constantFrom('CASE' as const, 'REFERRAL' as const), throughKey: fc.constantFrom('KEY1', 'KEY2'),
      kind: fc.constantFrom('PRIMARY' as const, 'READ_ONLY' as const), endedOn: ended,
    }).map((changes) => assignment(changes)), { minLength: 1, maxLength: 2 }),
    involvements: fc.array(fc.record({
      kind: fc.constantFrom(...(RELATED_BY[context.caller.role] ?? ['INVESTIGATION', 'INVESTIGATION', 'SUPERVISION'])), endedOn: ended,
      of: fc.constantFrom(own, own, other), referralKey: fc.constantFrom(null, 'KEY1'),
      personId: fc.constantFrom(context.caller.personId, context.caller.personId, context.caller.personId, null, 'another'),
      conditions: fc.constantFrom<NonNullable<Involvement['conditions']>>([], ['EDUCATION_RIGHTS']),
    }).map(({ of, kind, ...changes }) => involvement(of, kind, changes)), { minLength: 1, maxLength: 3 }),
    seats: fc.array(fc.record({
      leftAt: fc.constantFrom(null, null, null, null, NOON), unassignedAt: fc.constantFrom(null, null, null, null, NOON), activeTrainedMembers: fc.constantFrom(2, 3, 5, 5, 5),
      joinedAt: fc.constantFrom(...(['2025-03-01', '2025-03-02', '2025-03-03', '2026-04-01'].map((day) => instant(`${day}T18:00:00Z`)))), protocolVersion: fc.constantFrom('P1', 'P1', 'P1', 'P1', null),
      statute: fc.constantFrom(...(STATUTE_OF_ROLE[context.caller.role] ?? ['S18951D' as const])), closedAt: fc.constantFrom(null, null, null, NOON),
      windowOpenedAt: fc.constantFrom(null, instant('2026-02-20T18:00:00Z'), instant('2026-02-10T18:00:00Z'), instant('2026-01-01T18:00:00Z')),
    }).map((changes) => seat(own, changes)), { minLength: 1, maxLength: 2 }),
    orders: fc.array(fc.record({
      kind: fc.constantFrom(...COURT_ORDER_KINDS, 'DISCLOSURE_827' as const, 'DISCLOSURE_827' as const), findingsMade: fc.boolean(), subpoenaServed: fc.boolean(),
      expiresOn: ended, vacatedAt: fc.constantFrom(null, null, null, NOON),
    }).map(({ kind, ...changes }) => order(context.caller, kind, changes)), { maxLength: 2 }),
    mandates: fc.array(fc.record({ statute: fc.constantFrom(...MANDATED_REPORT_STATUTES), endedAt: fc.constantFrom(null, null, NOON) })
      .map(({ statute, ...changes }) => report(context.caller, statute, changes)), { maxLength: 2 }),
    emergencies: fc.array(fc.record({ reason: fc.constantFrom(...EMERGENCY_REASONS), closedAt: fc.constantFrom(null, null, NOON) })
      .map(({ reason, ...changes }) => brokenGlass(context.caller, reason, changes)), { maxLength: 2 }),
    consents: fc.array(fc.oneof({ weight: 6, arbitrary: consentsFor(context) }, { weight: 1, arbitrary: refusals }), { maxLength: 3 }),
  });
}

/** A caller and what may be looked at for him. */
export const asked: fc.Arbitrary<{ readonly context: AccessContext; readonly about: Facts }> =
  contexts.chain((context) => factsFor(context).map((about) => ({ context, about })));
