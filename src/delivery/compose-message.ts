import { execute, Kind, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { adapterFor, PARTNER_ADAPTER_LIST } from '../../adapters/partner-adapters.js';
import type { AnyPartnerAdapter, MessageContent, MessageEnvelope } from '../../adapters/partner-adapter.js';
import { withEveryService } from '../../adapters/partner-history.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { globalId } from '../kernel/ids.js';
import { invariant } from '../kernel/invariant.js';
import { CATEGORY_FACTS, CONFIDENTIALITY, type Category, type Confidentiality } from '../law/category.js';
import { NOTICES, type NoticeId } from '../law/notices.js';
import { agreementInForce } from '../policy/relations/agreement-in-force.js';
import type { Decision } from '../policy/decision.js';
import { tellsOfMissing } from '../policy/relations/missing-child.js';
import { consentScopes } from '../release/consent-scope.js';
import { consentsSpared, restedOn } from '../release/consent-uses.js';
import { namesDoe } from '../release/elected-name.js';
import { deletionsOwed, dutiesDoing, dutiesOf } from '../release/obligations.js';
import { disclosedBy, withheldNotices, type SelectedField } from '../release/withheld.js';
import type { GatewayContext } from '../schema/gateway-context.js';
import type { EncodedMessage, MessageFormat, MessagePort } from '../schema/message-port.js';
import { selectedFields } from '../schema/selected-fields.js';

interface Prepared {
  readonly adapter: AnyPartnerAdapter;
  readonly document: DocumentNode;
  /** Absent: null where there are no further pages to ask for. */
  readonly further: DocumentNode | null;
  readonly fields: readonly SelectedField[];
}

/**
 * Composes partner messages: the adapter's committed document, executed in process against the sealed schema under the
 * caller's own context, and the adapter's encoder. An adapter is a client like any other; it has no other way to data.
 */
export class MessageComposer implements MessagePort {
  readonly #prepared = new Map<AnyPartnerAdapter, Prepared>();

  /** Errors: InvariantError when a committed document does not fit the schema. */
  constructor(private readonly schema: GraphQLSchema) {
    for (const adapter of PARTNER_ADAPTER_LIST) {
      const document = parse(adapter.document);
      const further = adapter.further === undefined ? null : parse(adapter.further);
      const faults = [document, ...(further === null ? [] : [further])].flatMap((each) => validate(schema, each));
      invariant(faults.length === 0, `The document of ${adapter.format} does not fit the schema: ${faults.map((fault) => fault.message).join('; ')}`);
      const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
      invariant(operation, `The document of ${adapter.format} has no operation.`);
      this.#prepared.set(adapter, { adapter, document, further, fields: selectedFields(schema, document, operation, () => ({})) });
    }
  }

  async compose(context: GatewayContext, decision: Decision, format: MessageFormat): Promise<EncodedMessage> {
    const { adapter, document, further, fields } = this.#offered(context, decision, format);
    context.draft.ask(fields);
    const caseId = globalId('Case', decision.subjectId);
    const ask = async (asked: DocumentNode, variables: Readonly<Record<string, string>>): Promise<unknown> => {
      const result = await execute({ schema: this.schema, document: asked, contextValue: context, variableValues: variables });
      if (result.errors?.[0]) throw result.errors[0].originalError ?? result.errors[0];
      // GraphQL results have no prototype; encoders read plain objects.
      return JSON.parse(JSON.stringify(result.data));
    };
    const first = await ask(document, { id: caseId });
    const released = further === null ? first : await withEveryService(first, (after) => ask(further, { id: caseId, after }));
    const content = adapter.encode(released, envelopeOf(context, decision, fields));
    context.draft.noteMessage(fields);
    return { mediaType: adapter.mediaType, ...writtenAsText(content) };
  }

  /** Of whom a message may not say what its being there says, it is offered as little as to a class of agency that it is not for. */
  #offered({ access, gate }: GatewayContext, decision: Decision, format: MessageFormat): Prepared {
    const adapter = adapterFor(format, access.caller.agency.kind, access.purpose);
    const prepared = adapter === null ? undefined : this.#prepared.get(adapter);
    if (prepared && (prepared.adapter.states !== 'MISSING' || tellsOfMissing(decision, gate.factsOn(decision.subjectId)))) return prepared;
    throw new GatewayError('FORMAT_NOT_OFFERED', 'This format is not offered to the caller\'s class of agency here.', { field: 'format' });
  }
}

/** The content as GraphQL can carry it: bytes of a file in base64. */
function writtenAsText(content: MessageContent): Pick<EncodedMessage, 'encoding' | 'content'> {
  if (typeof content === 'string') return { encoding: 'TEXT', content };
  return { encoding: 'BASE64', content: Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('base64') };
}

function envelopeOf(context: GatewayContext, decision: Decision, fields: readonly SelectedField[]): MessageEnvelope {
  const { agency } = context.access.caller;
  const { released, withheld, used: cells } = disclosedBy(fields, decision);
  // Every message names the youth by the recipient's own pseudonym. What it leaves out is what an answer would name as withheld.
  const redacts = withheldNotices(fields, [decision], () => ({ reason: '', remedy: '' })).length > 0;
  const duties = dutiesDoing(dutiesOf(cells), { redacts, pseudonymizes: true });
  const { subject, consents } = context.gate.factsOn(decision.subjectId);
  const [first] = deletionsOwed(cells, { context: context.access, county: subject.county, consents });
  const spared = consentsSpared(cells, consents);
  return {
    caseId: globalId('Case', decision.subjectId), pseudonym: context.pseudonymOf(decision.subjectId),
    pseudonymSystem: `urn:ca:csec:pseudo:${agency.id}`, recipient: { agencyId: agency.id, name: agency.name, kind: agency.kind },
    county: senderCounty(context), decisionId: decision.decisionId, policyVersion: decision.policyVersion,
    generatedAt: context.access.asOf, validUntil: duties.validUntil, basis: [...new Set(cells.map((cell) => cell.basis!))].sort(),
    consentIds: restedOn(duties.consents, spared), consentScopes: consentScopes(cells, consents).filter(({ consent }) => !spared.includes(consent)),
    obligations: duties.obligations, deleteBy: first?.on ?? null, labels: duties.labels,
    namesDoe: namesDoe(decision, { purpose: context.access.purpose, elected: subject.victimElection ?? false }),
    confidentiality: highWater(released),
    notices: duties.notices.map((id) => ({ id, text: NOTICES[id as NoticeId].text })),
    withheld: withheld.filter((category) => CATEGORY_FACTS[category].whenWithheld === 'state').map((category) => ({ category, whenWithheld: 'state' })),
  };
}

/** The county that sends: the one with which the agency's agreement is in force, where there is exactly one; else unnamed. */
function senderCounty({ access }: GatewayContext): string | null {
  if (access.caller.agency.kind === 'CHILD_WELFARE') return access.caller.agency.county;
  const counties = [...new Set(access.agreements.map(({ county }) => county))].filter((county) => agreementInForce(access, county).truth === 'TRUE');
  return counties.length === 1 ? counties[0]! : null;
}

/** The most restrictive confidentiality of what is released; never lower than restricted. */
function highWater(released: readonly Category[]): Confidentiality {
  const levels = released.map((category) => CONFIDENTIALITY.indexOf(CATEGORY_FACTS[category].confidentiality));
  return CONFIDENTIALITY[Math.max(CONFIDENTIALITY.indexOf('R'), ...levels)]!;
}
