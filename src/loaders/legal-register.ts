import { plusSeconds, type Instant, type LocalDate } from '../kernel/dates.js';
import type { AgencyKind } from '../law/agreement.js';
import type { Involvement } from '../model/agency.js';
import type { CaseDocument } from '../model/case-document.js';
import type { CourtOrder } from '../model/court-order.js';
import { EMERGENCY_HOURS, type EmergencyAccess } from '../model/emergency-access.js';
import type { AnsweredReport, MandatedReport } from '../model/mandated-report.js';
import type { Endangerment, MissingChildDescription } from '../model/missing-child.js';
import type { FindingReview } from '../model/screening-finding.js';
import type { SealOrder } from '../model/seal-order.js';
import type { VictimElection } from '../model/victim-election.js';
import type { Sensitivity } from '../model/youth.js';
import type { DocumentMarks } from '../policy/filing.js';
import { agencyKindsNamed } from '../store/queries/agencies.js';
import { documentMarks } from '../store/queries/document-marks.js';
import { emergenciesToReview, type UnreviewedEmergency } from '../store/queries/emergencies-to-review.js';
import { emergencyAlertsTo, type EmergencyAlert } from '../store/queries/emergency-alerts.js';
import { mandatedReportsOfCounty } from '../store/queries/mandated-reports.js';
import { personsById } from '../store/queries/persons.js';
import { sealNoticesTo, type SealNotice } from '../store/queries/seal-notices.js';
import { fileCaseDocument, withdrawCaseDocument } from '../store/writers/case-documents.js';
import { acknowledgeSealNotice, recordCourtOrder, recordSealOrder, vacateCourtOrder, type EarlierRecipient } from '../store/writers/court-orders.js';
import { closeEmergency, endVoidEmergency, openEmergency, reviewEmergency, type EmergencyReview, type NamedYouth, type NewEmergency } from '../store/writers/emergency-accesses.js';
import { acknowledgeEmergencyAlert, alertEmergency } from '../store/writers/emergency-alerts.js';
import { endInvolvement, recordInvolvement } from '../store/writers/involvements.js';
import { endMandatedReport, noteReportMade, openMandatedReport } from '../store/writers/mandated-reports.js';
import { describeMissingChild, noteEndangerment, withdrawEndangerment } from '../store/writers/missing-child.js';
import { reviewScreeningFinding } from '../store/writers/screening-findings.js';
import { recordServiceDates, type ServiceDates } from '../store/writers/service-dates.js';
import { recordVictimElection } from '../store/writers/victim-elections.js';
import { closeTeam, designateForIndex, setAssignmentWindow, type AssignmentWindow } from '../store/writers/team-states.js';
import type { PageOf } from './administration.js';
import { cursorOf, momentOf, type Page } from './page.js';
import type { RequestStore } from './request-store.js';

export type NewCourtOrder = Omit<CourtOrder, 'id' | 'vacatedAt'>;
export type NewSealOrder = Omit<SealOrder, 'id'>;
export type NewDocument = Omit<CaseDocument, 'id'>;
export type NewReport = Omit<MandatedReport, 'id' | 'dueAt' | 'reportedAt' | 'reportNumber' | 'endedAt'>;
export type OpenedEmergency = Omit<NewEmergency, 'id' | 'endsAt'>;

/** A page of a county's list, and the clients whom its reader's privileges reach; every one unless told. */
export interface PageOfCounty extends PageOf {
  readonly sensitivities?: readonly Sensitivity[];
}

const REPORT_HOURS = 24;
const HOUR_SECONDS = 3_600;

/**
 * Orders, special accesses, compelled reports and documents within one request's transaction. Whoever may use which is
 * decided by the sealed schema; what concerns a youth works only for a subject that the transaction has opened, but for
 * breaking the glass, and the lists of a county's reviewers and reporters.
 * Errors: CONFLICT when a record changed meanwhile or is not in a state for the change; CATEGORY_NOT_ACCEPTED;
 * BAD_CURSOR.
 */
export class LegalRegister {
  constructor(private readonly store: RequestStore, private readonly newId: () => string) {}

  async recordCourtOrder(fresh: NewCourtOrder): Promise<CourtOrder> {
    const order: CourtOrder = { ...fresh, id: this.newId(), vacatedAt: null };
    await recordCourtOrder(this.store, order);
    return order;
  }

  vacateCourtOrder(change: { subjectId: string; orderId: string; vacatedAt: Instant }): Promise<void> {
    return vacateCourtOrder(this.store, change);
  }

  /** Seals and purges; answers who must be told, and nothing of what there was. */
  recordSealOrder(fresh: NewSealOrder): Promise<readonly EarlierRecipient[]> {
    return recordSealOrder(this.store, { ...fresh, id: this.newId() });
  }

  /** The notices to one agency, for that agency alone. */
  async sealNoticesTo(agencyId: string, { first, after }: PageOf): Promise<Page<SealNotice>> {
    const start = after ? momentOf('sealNotices', after) : null;
    const found = await sealNoticesTo(this.store, agencyId, { first: first + 1, after: start && { createdAt: start.at, id: start.id } });
    return pageOf('sealNotices', found, first, ({ createdAt }) => createdAt);
  }

  acknowledgeSealNotice(change: { agencyId: string; noticeId: string; acknowledgedAt: Instant }): Promise<void> {
    return acknowledgeSealNotice(this.store, change);
  }

  /** Breaks the glass for four hours. Absent: null when the name fits no youth, or more than one. */
  openEmergency(fresh: OpenedEmergency, youth: NamedYouth): Promise<EmergencyAccess | null> {
    const endsAt = plusSeconds(fresh.openedAt, EMERGENCY_HOURS * HOUR_SECONDS);
    return openEmergency(this.store, { ...fresh, id: this.newId(), endsAt }, youth);
  }

  /** Ends an access that opened nothing; with null it asks the same of an access that there is not. */
  endVoidEmergency({ accessId, ...change }: { personId: string; accessId: string | null; closedAt: Instant }): Promise<void> {
    return endVoidEmergency(this.store, { ...change, accessId: accessId ?? this.newId() });
  }

  /** An id that nobody bears. */
  nobody(): string {
    return this.newId();
  }

  closeEmergency(change: { personId: string; accessId: string; closedAt: Instant }): Promise<void> {
    return closeEmergency(this.store, change);
  }

  async emergenciesToReview(county: string, { first, after, ...limits }: PageOfCounty): Promise<Page<UnreviewedEmergency>> {
    const start = after ? momentOf('emergencies', after) : null;
    const found = await emergenciesToReview(this.store, { county, ...limits, first: first + 1, after: start && { openedAt: start.at, id: start.id } });
    return pageOf('emergencies', found, first, ({ openedAt }) => openedAt);
  }

  reviewEmergency(change: { county: string; sensitivities?: readonly Sensitivity[]; accessId: string; review: EmergencyReview }): Promise<void> {
    return reviewEmergency(this.store, change);
  }

  /** Tells privacy officer and sources of an access that opens something; each once. */
  alertEmergency(alert: Parameters<typeof alertEmergency>[1]): Promise<void> {
    return alertEmergency(this.store, alert);
  }

  /** The alerts to one agency, for that agency alone. */
  async emergencyAlertsTo(agencyId: string, { first, after, sensitivities }: PageOf & { readonly sensitivities: readonly Sensitivity[] }): Promise<Page<EmergencyAlert>> {
    const start = after ? momentOf('emergencyAlerts', after) : null;
    const found = await emergencyAlertsTo(this.store, agencyId, { sensitivities, first: first + 1, after: start && { createdAt: start.at, id: start.id } });
    return pageOf('emergencyAlerts', found, first, ({ createdAt }) => createdAt);
  }

  acknowledgeEmergencyAlert(change: Parameters<typeof acknowledgeEmergencyAlert>[1]): Promise<void> {
    return acknowledgeEmergencyAlert(this.store, change);
  }

  /** Opens a compelled report, due in twenty-four hours, and answers its id: that of the live one where there is one. */
  openMandatedReport(fresh: NewReport): Promise<string> {
    return openMandatedReport(this.store, { ...fresh, id: this.newId(), dueAt: plusSeconds(fresh.learnedAt, REPORT_HOURS * HOUR_SECONDS) });
  }

  noteReportMade(change: { subjectId: string; reportId: string; reportedAt: Instant; reportNumber: string | null }): Promise<void> {
    return noteReportMade(this.store, change);
  }

  endMandatedReport(change: { subjectId: string; reportId: string; endedAt: Instant }): Promise<void> {
    return endMandatedReport(this.store, change);
  }

  async mandatedReportsOf(county: string, { first, after, ...limits }: PageOfCounty & { readonly unmade: boolean }): Promise<Page<AnsweredReport>> {
    const start = after ? momentOf('mandatedReports', after) : null;
    const found = await mandatedReportsOfCounty(this.store, { county, ...limits, first: first + 1, after: start && { dueAt: start.at, id: start.id } });
    return pageOf('mandatedReports', found, first, ({ dueAt }) => dueAt);
  }

  describeMissingChild(fresh: Omit<MissingChildDescription, 'id'>): Promise<void> {
    return describeMissingChild(this.store, { ...fresh, id: this.newId() });
  }

  noteEndangerment(fresh: Omit<Endangerment, 'id'>): Promise<void> {
    return noteEndangerment(this.store, { ...fresh, id: this.newId() });
  }

  withdrawEndangerment(change: Parameters<typeof withdrawEndangerment>[1]): Promise<void> {
    return withdrawEndangerment(this.store, change);
  }

  recordVictimElection(fresh: Omit<VictimElection, 'id'>): Promise<void> {
    return recordVictimElection(this.store, { ...fresh, id: this.newId() });
  }

  /** Answers whether the subject has that finding. */
  reviewScreeningFinding(review: FindingReview): Promise<boolean> {
    return reviewScreeningFinding(this.store, review);
  }

  async fileDocument(fresh: NewDocument): Promise<CaseDocument> {
    const document: CaseDocument = { ...fresh, id: this.newId() };
    await fileCaseDocument(this.store, document);
    return document;
  }

  /** The classes, of those asked, of the agencies that a text names. */
  agencyKindsNamed(kinds: readonly AgencyKind[], text: string): Promise<readonly AgencyKind[]> {
    return agencyKindsNamed(this.store, kinds, text);
  }

  /** What decides who may know of a document; null when there is none. */
  documentMarks(subjectId: string, documentId: string): Promise<DocumentMarks | null> {
    return documentMarks(this.store, subjectId, documentId);
  }

  withdrawDocument(change: { subjectId: string; documentId: string; by: string; withdrawnAt: Instant }): Promise<void> {
    return withdrawCaseDocument(this.store, change);
  }

  recordServiceDates(dates: ServiceDates): Promise<void> {
    return recordServiceDates(this.store, dates);
  }

  recordInvolvement(involvement: Involvement): Promise<void> {
    return recordInvolvement(this.store, { ...involvement, recordKey: this.newId() });
  }

  endInvolvement(change: Parameters<typeof endInvolvement>[1]): Promise<void> {
    return endInvolvement(this.store, change);
  }

  /** The CWS/CMS staff id of a person of that agency; null when he has none. */
  async staffKeyOf(personId: string, agencyId: string): Promise<string | null> {
    const [person] = await personsById(this.store, [personId]);
    return person?.agencyId === agencyId ? person.staffKey : null;
  }

  designateForIndex(change: { personId: string; agencyId: string; on: LocalDate | null }): Promise<void> {
    return designateForIndex(this.store, change);
  }

  closeTeam(change: { teamId: string; closedAt: Instant }): Promise<void> {
    return closeTeam(this.store, change);
  }

  setAssignmentWindow(window: AssignmentWindow): Promise<void> {
    return setAssignmentWindow(this.store, window);
  }
}

function pageOf<R extends { readonly id: string }>(list: string, found: readonly R[], first: number, keyOf: (row: R) => string): Page<R> {
  return { rows: found.slice(0, first).map((row) => ({ row, cursor: cursorOf(list, [keyOf(row), row.id]) })), hasNextPage: found.length > first };
}
