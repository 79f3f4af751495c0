import { plusSeconds, type Instant } from '../../kernel/dates.js';
import type { Role } from '../../law/role.js';
import { EMERGENCY_HOURS, EMERGENCY_REASONS, type EmergencyAccess, type EmergencyReason } from '../../model/emergency-access.js';
import type { AccessContext } from '../access-context.js';
import { anyOf, earlier, NO, yesUntil, type Finding } from '../evaluation/finding.js';
import type { PredicateName } from '../evaluation/predicate-names.js';
import type { SettingName, Settings } from '../settings.js';
import type { Situation } from '../situation.js';

/** Who may break the glass, and for what. */
interface Eligible {
  readonly reasons: readonly EmergencyReason[];
  /** The law of the role is recollection: counsel decides. */
  readonly counsel?: SettingName;
}

/** The roles of rule R-60. Authority: CFR_45_164_512, CFR_42_2_51, WIC_10850, USC_42_671_A_35, CFR_34_99. */
export const ELIGIBLE: Readonly<Partial<Record<Role, Eligible>>> = {
  MENTAL_HEALTH: { reasons: ['MEDICAL_EMERGENCY'] },
  SUBSTANCE_USE_PROGRAM: { reasons: ['MEDICAL_EMERGENCY'] },
  COUNTY_WORKER: { reasons: ['IMMEDIATE_DANGER', 'MISSING_IN_DANGER'], counsel: 'onCallWorkersBreakGlass' },
  LAW_ENFORCEMENT: { reasons: ['MISSING_IN_DANGER', 'IMMEDIATE_DANGER', 'SCHOOL_EMERGENCY'] },
  EDUCATION: { reasons: ['SCHOOL_EMERGENCY'], counsel: 'schoolsBreakGlass' },
};

/**
 * Says whether a caller of this role, identified by more than a password, may open an emergency access for that reason.
 * Whom it opens what to, the rules of R-60 say; an access that the rules give nothing to is an access to nothing.
 */
export function mayBreakGlass({ caller, purpose }: AccessContext, reason: EmergencyReason, settings: Settings): boolean {
  const eligible = ELIGIBLE[caller.role];
  return eligible !== undefined && eligible.reasons.includes(reason) && caller.credential === 'VERIFIED'
    && (purpose === 'BREAK_GLASS' || purpose === 'EMERGENCY_TREATMENT')
    && (eligible.counsel === undefined || settings[eligible.counsel]);
}

/** An access ends four hours after it was opened at the latest, whatever is written in it. */
function endOf({ openedAt, endsAt, closedAt }: EmergencyAccess): Instant | null {
  return earlier(earlier(endsAt, plusSeconds(openedAt, EMERGENCY_HOURS * 3600)), closedAt);
}

function open(access: EmergencyAccess, asOf: Instant): Finding {
  const ends = endOf(access);
  return access.openedAt > asOf || (ends !== null && ends <= asOf) ? NO : yesUntil(ends);
}

/**
 * Says whether the caller himself has an emergency access to this youth open now, for one of these reasons and for a
 * reason of his role. Rule R-60.
 */
export function emergencyOpen(situation: Situation, ...reasons: readonly EmergencyReason[]): Finding {
  return anyOf(accessesFor(situation, reasons).map((one) => open(one, situation.context.asOf)));
}

function accessesFor({ facts, context, role }: Situation, reasons: readonly EmergencyReason[]): readonly EmergencyAccess[] {
  const { personId, agency } = context.caller;
  const own = ELIGIBLE[role]?.reasons ?? [];
  return (facts.emergencies ?? [])
    .filter((one) => one.subjectId === facts.subject.subjectId && one.personId === personId && one.agencyId === agency.id)
    .filter(({ reason }) => own.includes(reason) && reasons.includes(reason));
}

/** The reasons for which each predicate holds. */
export const REASONS_OF = {
  EMERGENCY_OPEN: EMERGENCY_REASONS, EMERGENCY_MEDICAL: ['MEDICAL_EMERGENCY'], EMERGENCY_MISSING: ['MISSING_IN_DANGER', 'IMMEDIATE_DANGER'],
  EMERGENCY_AT_SCHOOL: ['SCHOOL_EMERGENCY'],
} as const satisfies Partial<Record<PredicateName, readonly EmergencyReason[]>>;

/** The ids of the caller's own accesses that are open now, sorted, for the reasons that were asked for. */
export function emergenciesOpen(situation: Situation, asked: (name: PredicateName) => boolean): readonly string[] {
  const names = (Object.keys(REASONS_OF) as (keyof typeof REASONS_OF)[]).filter(asked);
  return accessesFor(situation, names.flatMap((name): readonly EmergencyReason[] => REASONS_OF[name]))
    .filter((one) => open(one, situation.context.asOf).truth === 'TRUE').map(({ id }) => id).sort();
}
