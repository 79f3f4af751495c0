import { randomUUID } from 'node:crypto';
import { identifyCaller, type CallerSources } from '../auth/identify-caller.js';
import { ApprovalRegister } from '../loaders/approval-register.js';
import { ApprovedAdmission } from '../loaders/approved-admission.js';
import { CrosswalkRegister } from '../loaders/crosswalk-register.js';
import { createLoaders } from '../loaders/create-loaders.js';
import { HistoryRegister } from '../loaders/history-register.js';
import { IntakeRegister } from '../loaders/intake-register.js';
import { LegalRegister } from '../loaders/legal-register.js';
import { PgAdministration } from '../loaders/pg-administration.js';
import { PartnerRegister, type PartnerSettings } from '../loaders/partner-register.js';
import { RequestStore } from '../loaders/request-store.js';
import { admissionFor, filterMayBeUsed } from '../policy/admission/admission.js';
import type { AccessContext } from '../policy/access-context.js';
import type { CompiledPolicy } from '../policy/evaluation/compile.js';
import { asksApprovals } from '../policy/counsel/approval-rows.js';
import { takenFromWorkers } from '../policy/counsel/county-narrowing.js';
import { DisclosureDraft } from '../release/disclosure-draft.js';
import { ReleaseGate } from '../release/gate.js';
import { Alerts } from '../schema/alerts.js';
import type { SealedSchema } from '../schema/build-schema.js';
import type { HistoryPort } from '../schema/history-port.js';
import type { MessagePort } from '../schema/message-port.js';
import type { PolicyTable } from '../policy/counsel/policy-table.js';
import { foreignRequest } from '../policy/relations/foreign-requests.js';
import type { ReadPushed } from '../schema/pushed-services-port.js';
import type { ProgramReports } from '../schema/report-port.js';
import type { ConsentDocuments } from '../schema/consent-documents.js';
import type { Simulation } from '../schema/simulation.js';
import { PgAdmission } from '../loaders/pg-admission.js';
import type { Pool } from '../store/pools.js';
import { asksOnlyNotices } from './asks-only-notices.js';
import type { GatewayRequest } from './gateway-request.js';
import type { IncomingRequest } from './graphql-routes.js';
import { serviceName, serviceSystemOf } from '../model/service-names.js';
import type { Pseudonyms } from './pseudonyms.js';

/** What every request is made of. */
export interface RequestParts {
  readonly pool: Pool;
  readonly callers: CallerSources;
  readonly sealed: SealedSchema;
  /** The policy that `simulation` decides under. */
  readonly policy: Pick<CompiledPolicy, 'rules' | 'settings'>;
  readonly simulation: Simulation;
  readonly messages: MessagePort;
  readonly consentDocuments: ConsentDocuments;
  /** Partners' histories over the transaction of a request. */
  readonly historiesOver: (store: RequestStore) => HistoryPort;
  readonly readPushed: ReadPushed;
  /** The programme report over the transaction of a request. */
  readonly reportsOver: (store: RequestStore) => ProgramReports;
  readonly policyTable: PolicyTable;
  /** The same for the life of the gateway's data. */
  readonly pseudonyms: Pseudonyms;
  readonly clientKeyOf: (uiId: string) => string | null;
  readonly partners: PartnerSettings;
}

/**
 * Makes the context of one request: who asks, for what, and the one gate through which records of youths come.
 * Errors: those of authentication and of the access context; nothing is read of any youth before they are settled.
 */
export async function openRequest(parts: RequestParts, incoming: IncomingRequest): Promise<GatewayRequest> {
  const { context } = await identifyCaller({
    headers: incoming.headers, requestId: incoming.id, channel: 'QUERY', asksOnlyNotices: () => asksOnlyNotices(incoming.body),
  }, parts.callers);
  return requestFor(parts, context);
}

/** The context of a caller who is known: over HTTP, and for clients in process. */
export function requestFor(parts: RequestParts, access: AccessContext): GatewayRequest {
  const store = new RequestStore(parts.pool);
  const draft = new DisclosureDraft();
  const admission = admissionFor(access, parts.policy.settings);
  const admitting = new PgAdmission(store, access, () => draft.noteLookUp());
  const source = asksApprovals(parts.policy) ? new ApprovedAdmission(store, access, admitting) : admitting;
  const alerts = new Alerts();
  const foreign = foreignRequest(access.caller);
  if (foreign) alerts.note({ event: foreign, agencyId: access.caller.agency.id });
  return {
    access, store, draft, loaders: createLoaders(store), projections: parts.sealed.projections,
    gate: new ReleaseGate(access, admission, source, (context, facts) => parts.simulation.decide(context, facts)),
    settings: parts.policy.settings,
    filterMayBeUsed: (category) => filterMayBeUsed(access, category) && !takenFromWorkers(parts.policy, category, access.purpose),
    pseudonymOf: (subjectId) => parts.pseudonyms.of(access.caller.agency.id, subjectId),
    serviceNameOf: (publicId) => serviceName(serviceSystemOf(access.caller.agency.id), parts.pseudonyms.of(access.caller.agency.id, publicId)),
    clientKeyOf: parts.clientKeyOf, administration: new PgAdministration(store, randomUUID),
    legal: new LegalRegister(store, randomUUID), approvals: new ApprovalRegister(store, randomUUID),
    intake: new IntakeRegister(store, randomUUID), partners: new PartnerRegister(store, randomUUID, parts.partners),
    crosswalk: new CrosswalkRegister(store, randomUUID), alerts, simulation: parts.simulation,
    messages: parts.messages, consentDocuments: parts.consentDocuments,
    histories: parts.historiesOver(store), received: new HistoryRegister(store, { newId: randomUUID, subjectOf: parts.pseudonyms.subjectOf }),
    readPushed: parts.readPushed, reports: parts.reportsOver(store), policyTable: parts.policyTable,
  };
}
