import type { MessageEnvelope } from '../../../adapters/partner-adapter.js';
import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { ObligationId } from '../../law/obligation.js';
import type { ConsentScope } from '../../release/consent-scope.js';
import type { WithheldNotice } from '../../release/withheld.js';
import type { GatewayContext } from '../../schema/gateway-context.js';
import { pseudonymSystemOf } from './search-parameters.js';

/** `extensions.disclosure` of an answer, as every client is told it. */
export interface ToldDisclosure {
  readonly policyVersion: string;
  readonly validUntil: Instant | null;
  readonly decisions: readonly { readonly case: string; readonly decisionId: string }[];
  readonly obligations: readonly ObligationId[];
  readonly labels: readonly string[];
  readonly deleteBy?: readonly { readonly case: string; readonly on: LocalDate | null }[];
  readonly notices: readonly { readonly id: string; readonly text: string }[];
  readonly consents: readonly string[];
  readonly consentScopes: readonly ConsentScope[];
  readonly withheld: readonly WithheldNotice[];
}

/** What goes with a released case, from what the answer told of its disclosure. Nothing in it names the case itself. */
export function envelopeOf(
  told: ToldDisclosure, of: { readonly context: GatewayContext; readonly caseId: string; readonly pseudonym: string; readonly basis: readonly string[] },
): MessageEnvelope {
  const { context, caseId, pseudonym, basis } = of;
  const { agency } = context.access.caller;
  return {
    caseId, pseudonym, pseudonymSystem: pseudonymSystemOf(agency.id), recipient: { agencyId: agency.id, name: agency.name, kind: agency.kind },
    county: null, decisionId: told.decisions.find((decision) => decision.case === caseId)?.decisionId ?? '', policyVersion: told.policyVersion,
    generatedAt: context.access.asOf, validUntil: told.validUntil, basis, consentIds: told.consents, consentScopes: told.consentScopes, obligations: told.obligations, namesDoe: false,
    deleteBy: told.deleteBy?.find((deletion) => deletion.case === caseId)?.on ?? null, labels: told.labels, confidentiality: 'R', notices: told.notices,
    withheld: [...new Set(told.withheld.map(({ category }) => category))].map((category) => ({ category, whenWithheld: 'state' as const })),
  };
}
