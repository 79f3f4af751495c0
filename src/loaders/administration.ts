import type { Instant } from '../kernel/dates.js';
import type { DutyDeclaration } from '../store/writers/parties.js';
import type { Agency, Agreement, Team, TeamMember } from '../model/agency.js';
import type { Consent, ConsentConcern } from '../model/consent.js';
import type { AccessContext } from '../policy/access-context.js';
import type { Facts } from '../policy/facts.js';
import type { SeatReliedOn } from '../policy/relations/seats-relied-on.js';
import type { Told, WithdrawalNotice } from '../store/queries/withdrawals.js';
import type { RunCheck } from '../store/landing/run-checks.js';
import type { QuarantineFilter } from '../store/queries/quarantined-rows.js';
import type { RunProgressRow } from '../store/queries/sync-watch.js';
import type { Page } from './page.js';

export type NewAgreement = Omit<Agreement, 'id' | 'terminatedAt'>;
export type NewTeam = Omit<Team, 'id'>;
/** A seat to record; a person who is new here is recorded by the name. */
export type NewMember = Omit<TeamMember, 'leftAt'> & { readonly personName: string | null };
export type NewConsent = Omit<Consent, 'id' | 'version' | 'usesSoFar' | 'revocation'>;

/** Which consent of which youth is withdrawn, and who recorded that. */
export interface ConsentWithdrawal {
  readonly subjectId: string;
  readonly consentId: string;
  readonly by: string;
}

/** The count of one table of a run. */
export interface TableCount {
  readonly table: string;
  readonly rowsRead: number;
  readonly rowsApplied: number | null;
  readonly rowsUnchanged: number | null;
  readonly rowsSuperseded: number | null;
  readonly rowsTombstoned: number | null;
  readonly rowsHeld: number | null;
  readonly rowsQuarantined: number;
  readonly rowsJoined: number | null;
  readonly outcome: string;
}

export interface SyncRun {
  readonly id: string;
  readonly county: string;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly status: string;
  readonly kind: string;
  readonly failureCode: string | null;
  readonly youthsAssembled: number | null;
  readonly tables: readonly TableCount[];
  readonly checks: readonly RunCheck[];
  readonly progress: Omit<RunProgressRow, 'runId'> | null;
}

export interface QuarantinedRow {
  readonly runId: string;
  readonly table: string;
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
  readonly at: Instant;
  readonly settledBy: string | null;
}

/** What an entry of the accounting rests on; of court orders those alone that are still on file. */
export interface AccountedGrounds {
  readonly rules: readonly string[];
  readonly authorities: readonly string[];
  readonly consents: readonly string[];
  readonly teams: readonly string[];
  readonly orders: readonly string[];
  readonly reports: readonly string[];
  readonly emergencies: readonly string[];
  readonly approvals: readonly string[];
  readonly notices: readonly string[];
  readonly labels: readonly string[];
}

/** One entry of the accounting of a youth, with the agency that received. */
export interface AccountedDisclosure {
  readonly decisionId: string | null;
  readonly at: Instant;
  readonly agency: Agency | null;
  readonly role: string;
  readonly purpose: string;
  readonly outcome: string;
  readonly categoriesReleased: readonly string[];
  readonly categoriesWithheld: readonly string[];
  /** What the release rests on, and the same of the categories alone that may be spoken of. */
  readonly grounds: AccountedGrounds;
  readonly spoken: AccountedGrounds;
  readonly breakGlass: readonly string[];
  /** The recipient's seats in the teams that the release rests on, as they stood; none in earlier records. */
  readonly seats: readonly SeatReliedOn[];
  /** A seal order reached what was disclosed. */
  readonly sealed: boolean;
}

export interface PageOf {
  readonly first: number;
  readonly after: string | null;
}

/**
 * The county's registers and logs within one request's transaction. Whoever may use which is decided by the sealed
 * schema; what concerns a youth works only for a subject that the transaction has opened.
 * Errors: CONFLICT when a record changed meanwhile or is not in a state for the change; BAD_INPUT naming the field that
 * refers to nothing.
 */
export interface Administration {
  agency(agencyId: string): Promise<{ readonly agency: Agency; readonly agreements: readonly Agreement[] } | null>;
  /** The facts on which a decision for another caller about an opened subject would rest. */
  factsAs(context: AccessContext, subjectId: string): Promise<Facts | null>;
  recordConsent(consent: NewConsent): Promise<Consent>;
  /** Suspends, and has whoever received under the consent told of it. */
  suspendConsent(change: ConsentWithdrawal & { readonly oralStatedAt: Instant; readonly recordedAt: Instant }): Promise<Consent>;
  /** Revokes, and has whoever received under the consent told of it. */
  revokeConsent(change: ConsentWithdrawal & { readonly writtenReceivedAt: Instant; readonly categories: readonly string[]; readonly recordedAt: Instant }): Promise<Consent>;
  /** The withdrawals that wait for a recipient to take note of them, for that recipient alone. */
  withdrawalsTo(told: Told, page: PageOf): Promise<Page<WithdrawalNotice>>;
  acknowledgeWithdrawal(change: Told & { readonly noticeId: string; readonly acknowledgedAt: Instant }): Promise<void>;
  noteConcerns(change: ConsentWithdrawal & { readonly concerns: readonly ConsentConcern[] }): Promise<Consent>;
  recordAgreement(agreement: NewAgreement): Promise<Agreement>;
  /** The duties that an agency declares to a county it can honour, in place of those that it declared to that county. */
  declareDuties(declared: DutyDeclaration): Promise<void>;
  recordTeam(team: NewTeam): Promise<Team>;
  recordMember(member: NewMember): Promise<void>;
  endMember(change: { teamId: string; personId: string; leftAt: Instant }): Promise<void>;
  assignTeam(change: { teamId: string; subjectId: string; at: Instant }): Promise<void>;
  unassignTeam(change: { teamId: string; subjectId: string; at: Instant }): Promise<void>;
  team(teamId: string): Promise<{ readonly team: Team; readonly members: readonly TeamMember[] } | null>;
  /** Whether any case is with the team then, or will be; never which. */
  teamCarriesCases(teamId: string, at: Instant): Promise<boolean>;
  disclosuresOf(subjectId: string, page: PageOf & { readonly part2Recipients: boolean }): Promise<Page<AccountedDisclosure>>;
  syncRuns(county: string, page: PageOf): Promise<Page<SyncRun>>;
  quarantine(county: string, filter: QuarantineFilter, page: PageOf): Promise<Page<QuarantinedRow>>;
}
