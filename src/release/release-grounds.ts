import type { Disclosure } from '../audit/disclosure.js';
import { CATEGORY_FACTS } from '../law/category.js';
import type { EmergencyAccess } from '../model/emergency-access.js';
import type { CellDecision } from '../policy/decision.js';
import type { SeatReliedOn } from '../policy/relations/seats-relied-on.js';
import { restedOn } from './consent-uses.js';
import { dutiesOf } from './obligations.js';

/** What is on file of a subject, as it was decided on; each asked only where a release rests on such a thing. */
export interface OnFile {
  /** The emergency accesses. Absent: none. */
  readonly emergenciesOf?: (subjectId: string) => readonly EmergencyAccess[];
  /** The refusals that would have closed what a compelled report released. Absent: none. */
  readonly refusalsOf?: (subjectId: string, released: readonly CellDecision[]) => readonly string[];
  /** The consents, `id@3`, that a release does not rest on though its cells name them. Absent: none. */
  readonly sparedOf?: (subjectId: string, used: readonly CellDecision[]) => readonly string[];
  /** The caller's seats in these teams. Absent: none. */
  readonly seatsOf?: (subjectId: string, teams: readonly string[]) => readonly SeatReliedOn[];
}

/** What a release rests on and owes, as many records share it. */
export type Grounds = Required<Pick<Disclosure, 'rules' | 'authorities' | 'spoken' | 'obligations' | 'notices' | 'labels' | 'consents' | 'teams'>> & {
  /** What most releases do not rest on: undefined where none of it is. */
  readonly documents: Documents | undefined;
};
type Documents = Pick<Disclosure, 'orders' | 'reports' | 'emergencies' | 'approvals'>;

const distinct = <T extends string>(cells: readonly CellDecision[], of: (cell: CellDecision) => readonly T[]): T[] => [...new Set(cells.flatMap(of))].sort();

/** Named only where a release rests on one. */
function documentsOf(used: readonly CellDecision[]): Documents | undefined {
  if (!used.some((cell) => cell.orders.length > 0 || cell.reports.length > 0 || cell.emergencies.length > 0 || cell.approvals.length > 0)) return undefined;
  const [orders, reports] = [distinct(used, (cell) => cell.orders), distinct(used, (cell) => cell.reports)];
  const [emergencies, approvals] = [distinct(used, (cell) => cell.emergencies), distinct(used, (cell) => cell.approvals)];
  return {
    ...(orders.length > 0 && { orders }), ...(reports.length > 0 && { reports }), ...(emergencies.length > 0 && { emergencies }),
    ...(approvals.length > 0 && { approvals }),
  };
}

/** What the cells of a release rest on and owe, each thing once; and the same of those alone that may be spoken of. */
export function groundsOf(used: readonly CellDecision[]): Grounds {
  const stated = used.filter(({ category }) => CATEGORY_FACTS[category].whenWithheld === 'state');
  const { obligations, notices, labels } = dutiesOf(used);
  const duties = stated.length === used.length ? { notices, labels } : dutiesOf(stated);
  return {
    rules: distinct(used, (cell) => cell.rules), authorities: distinct(used, (cell) => cell.authorities),
    spoken: {
      rules: distinct(stated, (cell) => cell.rules), authorities: distinct(stated, (cell) => cell.authorities),
      consents: distinct(stated, (cell) => cell.consents), teams: distinct(stated, (cell) => cell.teams),
      notices: duties.notices, labels: duties.labels, ...documentsOf(stated),
    },
    obligations, notices, labels, consents: distinct(used, (cell) => cell.consents), teams: distinct(used, (cell) => cell.teams),
    documents: documentsOf(used),
  };
}

/** What one subject's record names that others with the same cells do not: null where it rests on no document. */
export function restingOn(
  subjectId: string, { used, grounds, onFile }: { readonly used: readonly CellDecision[]; readonly grounds: Grounds; readonly onFile: OnFile },
): Partial<Disclosure> | null {
  const { consents, teams, spoken, documents } = grounds;
  if (consents.length === 0 && teams.length === 0 && documents === undefined) return null;
  const spared = consents.length === 0 ? [] : onFile.sparedOf?.(subjectId, used) ?? [];
  const seats = teams.length === 0 ? [] : onFile.seatsOf?.(subjectId, teams) ?? [];
  const compelled = documents?.reports === undefined ? [] : used.filter(({ basis }) => basis === 'MANDATE');
  const refusals = compelled.length === 0 ? [] : onFile.refusalsOf?.(subjectId, compelled) ?? [];
  const broken = documents?.emergencies === undefined ? undefined
    : onFile.emergenciesOf?.(subjectId).filter(({ id }) => documents.emergencies?.includes(id)).map(({ reason }) => reason);
  return {
    ...(spared.length > 0 && { consents: restedOn(consents, spared), spoken: { ...spoken, consents: restedOn(spoken.consents ?? [], spared) } }),
    ...(seats.length > 0 && { seats }), ...(refusals.length > 0 && { refusals }), ...(broken && { breakGlass: [...new Set(broken)].sort() }),
  };
}
