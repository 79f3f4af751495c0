import { randomUUID } from 'node:crypto';
import { Kind, parse } from 'graphql';
import { EXCHANGE_SCHEMA } from '../../adapters/law-enforcement/niem.js';
import { globalId } from '../kernel/ids.js';
import { assertNever, invariant } from '../kernel/invariant.js';
import type { PartnerSubscription } from '../model/partner-subscription.js';
import type { CellDecision, Decision } from '../policy/decision.js';
import { tellsOfMissing } from '../policy/relations/missing-child.js';
import { documentHashOf } from '../release/disclosure-draft.js';
import { consentsToConsume, consentsToHold } from '../release/consent-uses.js';
import { selectedFields } from '../schema/selected-fields.js';
import type { SelectedField } from '../release/withheld.js';
import type { WaitingEvent } from '../store/delivery/events.js';
import { consumeConsents, restOnConsents } from '../store/writers/consent-uses.js';
import type { DeliveryParts } from './delivery-parts.js';
import { onFileOf } from './on-file.js';
import { asFormerPartner, asPartner, type OpenedRequest } from './opened-request.js';
import { EVENT_LINK_SCHEMA, eventBody, type EventContent } from './partner-event.js';
import { noticesTo } from './tell-withdrawals.js';

const EVENT_DOCUMENT = 'query PartnerEvent($id: ID!) { case(id: $id) { pseudonym } }';

/** An event whose disclosure stands, and which leaves at once. */
export interface ComposedEvent {
  readonly mediaType: string;
  readonly body: string;
}

/** Composes events at the moment of their delivery. */
export class EventComposer {
  readonly #fields: readonly SelectedField[];

  constructor(private readonly parts: DeliveryParts) {
    const document = parse(EVENT_DOCUMENT);
    const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    invariant(operation, 'The document of an event has no operation.');
    this.#fields = selectedFields(parts.schema, document, operation, () => ({}));
  }

  /** Says whether the partner could ask now for what the event tells. What it may be told is decided when it is composed. */
  async mayAsk(event: WaitingEvent, subscription: PartnerSubscription): Promise<boolean> {
    return await this.#asToldTo(event, subscription, () => Promise.resolve(true)) ?? false;
  }

  /**
   * Decides anew, records the disclosure and commits it: whoever withdrew a consent before this was first, and whoever does
   * after it finds the disclosure standing. `STOPPED` when the event may not be sent any more, and `UNABLE` when the partner
   * could not ask at all, so that nothing is decided of it.
   * Errors: AUDIT_UNAVAILABLE, DECISION_STALE, STORE_UNAVAILABLE.
   */
  async compose(event: WaitingEvent, subscription: PartnerSubscription): Promise<ComposedEvent | 'STOPPED' | 'UNABLE'> {
    const composed = await this.#asToldTo(event, subscription, async (request) => await this.#composed(event, subscription, request) ?? 'STOPPED');
    return composed ?? 'UNABLE';
  }

  /** That a consent was withdrawn is told also when the agreement has ended. */
  #asToldTo<T>({ kind }: WaitingEvent, subscription: PartnerSubscription, work: (request: OpenedRequest) => Promise<T>): Promise<T | null> {
    return (kind === 'CONSENT_WITHDRAWN' ? asFormerPartner : asPartner)(this.parts.open, subscription, work);
  }

  #composed(event: WaitingEvent, subscription: PartnerSubscription, request: OpenedRequest): Promise<ComposedEvent | null> {
    switch (event.kind) {
      case 'CASE_CHANGED': return this.#thin(event, subscription, request);
      case 'MISSING_CHILD_REPORTED': return this.#report(event, subscription, request);
      case 'CASE_ENDED': return this.#ended(event, subscription, request);
      case 'CONSENT_WITHDRAWN': return this.#withdrawn(event, subscription, request);
      default: return assertNever(event.kind, 'kind of event');
    }
  }

  /** What tells a former recipient that something ended opens nothing. Of a case that is there again, that it ended is no longer so. */
  async #ended(event: WaitingEvent, subscription: PartnerSubscription, request: OpenedRequest): Promise<ComposedEvent | null> {
    if (await admitted(request, event.subjectId, subscription) !== null) return null;
    return eventBody(this.#content(event, subscription, { pseudonym: request.pseudonymOf(event.subjectId), ...NO_DECISION }));
  }

  /** Told while the partner's own list of notices tells it. */
  async #withdrawn(event: WaitingEvent, subscription: PartnerSubscription, request: OpenedRequest): Promise<ComposedEvent | null> {
    const notices = await noticesTo(request);
    if (!notices.some(({ id }) => id === event.cause)) return null;
    return eventBody(this.#content(event, subscription, { pseudonym: request.pseudonymOf(event.subjectId), ...NO_DECISION }));
  }

  async #thin(event: WaitingEvent, subscription: PartnerSubscription, request: OpenedRequest): Promise<ComposedEvent | null> {
    const decision = await admitted(request, event.subjectId, subscription);
    if (decision === null) return null;
    request.draft.ask(this.#fields);
    request.draft.noteMessage(this.#fields);
    const composed = eventBody(this.#content(event, subscription, { pseudonym: request.pseudonymOf(event.subjectId), ...decided(decision) }));
    // That the youth is there for the partner is all it tells, and rests on whatever opens anything.
    await this.#record(request, decision, { composed, document: EVENT_DOCUMENT, used: opened(decision) });
    return composed;
  }

  /**
   * The report that statute compels within twenty-four hours: sent whole, and to nobody for whom it is not that report that opens
   * it. That of her exploitation opens who she is too, and would tell the police that a child is missing who is not.
   */
  async #report(event: WaitingEvent, subscription: PartnerSubscription, request: OpenedRequest): Promise<ComposedEvent | null> {
    const decision = await admitted(request, event.subjectId, subscription);
    if (decision === null || !tellsOfMissing(decision, request.gate.factsOn(event.subjectId))) return null;
    const message = await request.messages.compose(request, decision, 'NIEM_6_XML');
    const { used } = request.draft.disclosedBy(decision);
    const composed = eventBody({
      ...this.#content(event, subscription, { pseudonym: request.pseudonymOf(event.subjectId), ...decided(decision) }),
      confidentiality: 'V', payload: { mediaType: message.mediaType, schema: EXCHANGE_SCHEMA, content: message.content },
    });
    await this.#record(request, decision, { composed, document: 'MissingChildReport', used });
    return composed;
  }

  #content(event: WaitingEvent, { county }: PartnerSubscription, about: Pick<EventContent, 'pseudonym' | 'policyVersion' | 'basis'>): EventContent {
    return {
      ...about, id: event.id, kind: event.kind, county, raisedAt: event.raisedAt, confidentiality: 'R',
      payload: {
        mediaType: 'application/json', schema: EVENT_LINK_SCHEMA,
        content: { link: `${this.parts.publicUrl}/graphql`, event: globalId('PartnerEvent', event.id) },
      },
    };
  }

  /** No audit, no event: and the consents that it rests on are held until it stands, and used where they are for a number of uses. */
  async #record(request: OpenedRequest, decision: Decision, { composed, document, used }: Recorded): Promise<void> {
    const { consents } = request.gate.factsOn(decision.subjectId);
    const records = request.draft.disclosures(request.access, request.gate.decisions.values(), {
      ...onFileOf(request), name: 'PartnerEvent', documentHash: documentHashOf(document), payloadMac: this.parts.payloadMac(composed.body),
    }, randomUUID);
    const consumed = document === EVENT_DOCUMENT ? [] : consentsToConsume(used, consents);
    await request.store.inTurn(async (session) => {
      await consumeConsents(session, { consents: consumed, requestId: request.access.requestId, at: request.access.asOf });
      await restOnConsents(session, { held: consentsToHold(used, consents), releases: [] });
      await this.parts.auditLog(session).appendAndCommit(records);
    });
  }
}

/** What is recorded of an event before it leaves. */
interface Recorded {
  readonly composed: ComposedEvent;
  readonly document: string;
  readonly used: readonly CellDecision[];
}

const NO_DECISION = Object.freeze({ policyVersion: null, basis: [] });

const opened = ({ cells }: Decision): readonly CellDecision[] => cells.filter(({ outcome }) => outcome === 'P');

const decided = (decision: Decision): Pick<EventContent, 'policyVersion' | 'basis'> => (
  { policyVersion: decision.policyVersion, basis: [...new Set(opened(decision).flatMap(({ basis }) => basis ?? []))].sort() });

async function admitted({ gate }: OpenedRequest, subjectId: string, { county }: PartnerSubscription): Promise<Decision | null> {
  gate.asksForOne();
  const decision = await gate.admit(subjectId);
  return decision !== null && gate.factsOn(subjectId).subject.county === county ? decision : null;
}
