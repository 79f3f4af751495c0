import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { Queryable, Statement } from '../request-session.js';

const DESIGNATE: Statement = { name: 'designate-for-index', text: 'select csec.designate_for_index($1, $2::uuid, $3::date)' };
const CLOSE_TEAM: Statement = { name: 'close-team', text: 'select csec.close_team($1::uuid, $2::timestamptz)' };
const SET_WINDOW: Statement = {
  name: 'set-assignment-window', text: 'select csec.set_assignment_window($1::uuid, $2::uuid, $3::timestamptz, $4::date, $5)',
};

/** The window of a child abuse team on one youth (WIC 18961.7): when the report opened it, and what lengthened it. */
export interface AssignmentWindow {
  readonly subjectId: string;
  readonly teamId: string;
  readonly windowOpenedAt: Instant | null;
  /** The last day; only with the cause. */
  readonly windowExtendedTo: LocalDate | null;
  readonly goodCause: string | null;
}

/** Designates a person of an agency for the county's index (WIC 18961.5), or ends that with null. Errors: CONFLICT when the agency has no such person. */
export async function designateForIndex(
  session: Queryable, change: { readonly personId: string; readonly agencyId: string; readonly on: LocalDate | null },
): Promise<void> {
  await session.query(DESIGNATE, [change.personId, change.agencyId, change.on]);
}

/** Ends a team's work; of two moments the earlier stands. Errors: CONFLICT when there is no such team. */
export async function closeTeam(session: Queryable, change: { readonly teamId: string; readonly closedAt: Instant }): Promise<void> {
  await session.query(CLOSE_TEAM, [change.teamId, change.closedAt]);
}

/** Sets the window of a team's live assignment to an open subject. Errors: CONFLICT when there is no live assignment. */
export async function setAssignmentWindow(session: Queryable, window: AssignmentWindow): Promise<void> {
  await session.query(SET_WINDOW, [window.subjectId, window.teamId, window.windowOpenedAt, window.windowExtendedTo, window.goodCause]);
}
