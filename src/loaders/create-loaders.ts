import DataLoader from 'dataloader';
import type { Absence } from '../model/absence.js';
import type { Address } from '../model/address.js';
import type { Agency, Involvement, Team, TeamMember } from '../model/agency.js';
import type { Alias } from '../model/alias.js';
import type { Allegation } from '../model/allegation.js';
import type { Assignment } from '../model/assignment.js';
import type { ChildWelfareCase } from '../model/child-welfare-case.js';
import type { Consent } from '../model/consent.js';
import type { CourtOrder } from '../model/court-order.js';
import type { CsecGridEntry } from '../model/csec-grid-entry.js';
import type { Identifier } from '../model/identifier.js';
import type { AnsweredReport } from '../model/mandated-report.js';
import type { MissingChild } from '../model/missing-child.js';
import type { Placement } from '../model/placement.js';
import type { Referral } from '../model/referral.js';
import type { ScreeningFinding } from '../model/screening-finding.js';
import type { SpecialProjectParticipation } from '../model/special-project-participation.js';
import type { VictimElection } from '../model/victim-election.js';
import type { Youth } from '../model/youth.js';
import type { Queryable } from '../store/request-session.js';
import { absencesBySubject } from '../store/queries/absences.js';
import { addressesBySubject } from '../store/queries/addresses.js';
import { agenciesById } from '../store/queries/agencies.js';
import { aliasesBySubject } from '../store/queries/aliases.js';
import { allegationsBySubject } from '../store/queries/allegations.js';
import { teamsBySubject } from '../store/queries/assigned-teams.js';
import { assignmentsBySubject } from '../store/queries/assignments.js';
import { childWelfareCasesBySubject } from '../store/queries/child-welfare-cases.js';
import { consentsBySubject } from '../store/queries/consents.js';
import { courtOrdersBySubject } from '../store/queries/court-orders.js';
import { gridEntriesBySubject } from '../store/queries/grid-entries.js';
import { involvementsBySubject } from '../store/queries/involvements.js';
import { mandatedReportsBySubject } from '../store/queries/mandated-reports.js';
import { missingChildrenBySubject } from '../store/queries/missing-child.js';
import { placementsBySubject } from '../store/queries/placements.js';
import { referralsBySubject } from '../store/queries/referrals.js';
import { screeningFindingsBySubject } from '../store/queries/screening-findings.js';
import { specialProjectsBySubject } from '../store/queries/special-projects.js';
import { membersByTeam } from '../store/queries/teams.js';
import { victimElectionsBySubject } from '../store/queries/victim-elections.js';
import { youthsBySubject } from '../store/queries/youths.js';
import { caseDocumentLoader, type CaseDocumentKey, type CaseDocumentPage } from './case-documents.js';
import { identifierLoader, type IdentifierKey } from './identifiers.js';
import { reporterLoader, type ReporterKey } from './reporters.js';
import { serviceRecordLoader, type ServiceRecordKey, type ServiceRecordPage } from './service-records.js';
import type { Reporter } from '../model/referral.js';

type BySubject<T> = DataLoader<string, T>;

/** The batched reads of one request: one statement a relation for the whole page, nothing kept beyond the request. */
export interface Loaders {
  readonly youth: BySubject<Youth | null>;
  readonly aliases: BySubject<readonly Alias[]>;
  readonly addresses: BySubject<readonly Address[]>;
  readonly gridEntries: BySubject<readonly CsecGridEntry[]>;
  readonly screeningFindings: BySubject<readonly ScreeningFinding[]>;
  readonly specialProjects: BySubject<readonly SpecialProjectParticipation[]>;
  readonly referrals: BySubject<readonly Referral[]>;
  readonly allegations: BySubject<readonly Allegation[]>;
  readonly childWelfareCases: BySubject<readonly ChildWelfareCase[]>;
  readonly placements: BySubject<readonly Placement[]>;
  readonly absences: BySubject<readonly Absence[]>;
  readonly identifiers: DataLoader<IdentifierKey, readonly Identifier[], string>;
  readonly assignments: BySubject<readonly Assignment[]>;
  readonly reporter: DataLoader<ReporterKey, Reporter | null, string>;
  readonly services: DataLoader<ServiceRecordKey, ServiceRecordPage, string>;
  /** Whoever recorded them. */
  readonly consents: BySubject<readonly Consent[]>;
  readonly victimElections: BySubject<readonly VictimElection[]>;
  readonly involvements: BySubject<readonly Involvement[]>;
  /** By its id. */
  readonly agencies: DataLoader<string, Agency | null>;
  /** Teams that the case is assigned to now, by the youth; members by the team. */
  readonly teams: BySubject<readonly Team[]>;
  readonly members: DataLoader<string, readonly TeamMember[]>;
  readonly courtOrders: BySubject<readonly CourtOrder[]>;
  readonly mandatedReports: BySubject<readonly AnsweredReport[]>;
  readonly missingChild: BySubject<MissingChild>;
  readonly documents: DataLoader<CaseDocumentKey, CaseDocumentPage, string>;
}

/** One set of loaders for one request's session; row-level security bounds what any of them can return. */
export function createLoaders(session: Queryable): Loaders {
  const bySubject = <T>(query: (session: Queryable, ids: readonly string[]) => Promise<readonly T[]>): BySubject<T> =>
    new DataLoader((ids) => query(session, ids));
  return {
    youth: bySubject(youthsBySubject), aliases: bySubject(aliasesBySubject), addresses: bySubject(addressesBySubject),
    gridEntries: bySubject(gridEntriesBySubject), screeningFindings: bySubject(screeningFindingsBySubject),
    specialProjects: bySubject(specialProjectsBySubject),
    referrals: bySubject(referralsBySubject), allegations: bySubject(allegationsBySubject),
    childWelfareCases: bySubject(childWelfareCasesBySubject), placements: bySubject(placementsBySubject),
    absences: bySubject(absencesBySubject), identifiers: identifierLoader(session), assignments: bySubject(assignmentsBySubject),
    reporter: reporterLoader(session), services: serviceRecordLoader(session),
    consents: bySubject(consentsBySubject), victimElections: bySubject(victimElectionsBySubject), involvements: bySubject(involvementsBySubject),
    agencies: new DataLoader((ids) => agenciesById(session, ids)), teams: bySubject(teamsCarrying), members: new DataLoader((ids) => membersByTeam(session, ids)),
    courtOrders: bySubject(courtOrdersBySubject),
    mandatedReports: bySubject(mandatedReportsBySubject), missingChild: bySubject(missingChildrenBySubject), documents: caseDocumentLoader(session),
  };
}

/** The teams that a case is with now. In the order of the subjects. */
async function teamsCarrying(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly Team[])[]> {
  const assigned = await teamsBySubject(session, subjectIds);
  return assigned.map((teams) => teams.filter(({ unassignedAt }) => unassignedAt === null).map(({ team }) => team));
}
