import type { Category } from '../law/category.js';
import type { AccessContext } from '../policy/access-context.js';
import type { Settings } from '../policy/settings.js';
import type { Project } from '../release/projection.js';
import type { DisclosureDraft } from '../release/disclosure-draft.js';
import type { ReleaseGate } from '../release/gate.js';
import type { Loaders } from '../loaders/create-loaders.js';
import type { Administration } from '../loaders/administration.js';
import type { IntakeRegister } from '../loaders/intake-register.js';
import type { CrosswalkRegister } from '../loaders/crosswalk-register.js';
import type { ApprovalRegister } from '../loaders/approval-register.js';
import type { PartnerRegister } from '../loaders/partner-register.js';
import type { LegalRegister } from '../loaders/legal-register.js';
import type { Alerts } from './alerts.js';
import type { ConsentDocuments } from './consent-documents.js';
import type { HistoryRegister } from '../loaders/history-register.js';
import type { HistoryPort } from './history-port.js';
import type { MessagePort } from './message-port.js';
import type { PolicyTable } from '../policy/counsel/policy-table.js';
import type { ReadPushed } from './pushed-services-port.js';
import type { ProgramReports } from './report-port.js';
import type { Simulation } from './simulation.js';

/** What the resolvers of one request may reach. Made once, frozen; holds no way around the gate. */
export interface GatewayContext {
  readonly access: AccessContext;
  readonly gate: ReleaseGate;
  readonly loaders: Loaders;
  /** What the log must hold of this request. */
  readonly draft: DisclosureDraft;
  /** The projection of each type of a youth's record, compiled from the sealed schema. */
  readonly projections: ReadonlyMap<string, Project>;
  /** Counsel's readings, under which rows of limited access are open or absent. */
  readonly settings: Settings;
  /** May the caller filter or order by this category? True only where it is released on every admitted row. */
  readonly filterMayBeUsed: (category: Category) => boolean;
  /** The pseudonym of a youth for the caller's agency; another agency's differs. */
  readonly pseudonymOf: (subjectId: string) => string;
  /** What the caller's agency is told that a row of a service history is called, by the row's random id. */
  readonly serviceNameOf: (publicId: string) => string;
  /** The ten-character CWS/CMS key of an id as its screens show it; null when it is not one. */
  readonly clientKeyOf: (uiId: string) => string | null;
  readonly administration: Administration;
  readonly legal: LegalRegister;
  readonly approvals: ApprovalRegister;
  readonly intake: IntakeRegister;
  readonly partners: PartnerRegister;
  readonly crosswalk: CrosswalkRegister;
  /** What the privacy officer is told once this request stands. */
  readonly alerts: Alerts;
  readonly simulation: Simulation;
  readonly messages: MessagePort;
  /** Partners that are asked now. */
  readonly histories: HistoryPort;
  /** What partners pushed, and under what terms. */
  readonly received: HistoryRegister;
  /** Reads what a partner pushes. */
  readonly readPushed: ReadPushed;
  readonly consentDocuments: ConsentDocuments;
  readonly reports: ProgramReports;
  /** The rules that decide here, laid out to be read. */
  readonly policyTable: PolicyTable;
}
