import { createHmac, randomUUID } from 'node:crypto';
import { identifyCaller, type CallerSources } from '../auth/identify-caller.js';
import { ApprovalRegister } from '../loaders/approval-register.js';
import { ApprovedAdmission } from '../loaders/approved-admission.js';
import { createLoaders } from '../loaders/create-loaders.js';
import { IntakeRegister } from '../loaders/intake-register.js';
import { LegalRegister } from '../loaders/legal-register.js';
import { PgAdministration } from '../loaders/pg-administration.js';
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
import type { MessagePort } from '../schema/message-port.js';
import type { PolicyTable } from '../policy/counsel/policy-table.js';
import { foreignRequest } from '../policy/relations/foreign-requests.js';
import type { ProgramReports } from '../schema/report-port.js';
import type { ConsentDocuments } from '../schema/consent-documents.js';
import type { Simulation } from '../schema/simulation.js';
import { PgAdmission } from '../loaders/pg-admission.js';
import type { Pool } from '../store/pools.js';
import { asksOnlyNotices } from './asks-only-notices.js';
import type { GatewayRequest } from './gateway-request.js';
import type { IncomingRequest } from './graphql-routes.js';

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
  /** The programme report over the transaction of a request. */
  readonly reportsOver: (store: RequestStore) => ProgramReports;
  readonly policyTable: PolicyTable;
  /** Secret under which pseudonyms are made; the same for the life of the gateway's data. */
  readonly pseudonymKey: string;
  readonly clientKeyOf: (uiId: string) => string | null;
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
    pseudonymOf: (subjectId) => pseudonym(parts.pseudonymKey, access.caller.agency.id, subjectId),
    clientKeyOf: parts.clientKeyOf, administration: new PgAdministration(store, randomUUID),
    legal: new LegalRegister(store, randomUUID), approvals: new ApprovalRegister(store, randomUUID),
    intake: new IntakeRegister(store, randomUUID), alerts, simulation: parts.simulation,
    messages: parts.messages, consentDocuments: parts.consentDocuments,
    reports: parts.reportsOver(store), policyTable: parts.policyTable,
  };
}

/** A youth's name for one agency: the same at every request, different for every agency, and no way back. */
function pseudonym(key: string, agencyId: string, subjectId: string): string {
  return createHmac('sha256', key).update(`pseudonym\n${agencyId}\n${subjectId}`, 'utf8').digest('base64url').slice(0, 22);
}
