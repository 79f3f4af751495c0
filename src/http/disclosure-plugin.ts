import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { getVariableValues, print, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { AuditLog } from '../audit/audit-log.js';
import type { Disclosure } from '../audit/disclosure.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { globalId } from '../kernel/ids.js';
import { REPORT_OBLIGATIONS } from '../law/disclosure-control.js';
import { NOTICES, type NoticeId } from '../law/notices.js';
import { refusalsPassed } from '../policy/consents/refusals.js';
import type { Decision } from '../policy/decision.js';
import { seatsReliedOn } from '../policy/relations/seats-relied-on.js';
import { situationOf, type Situation } from '../policy/situation.js';
import { documentHashOf, type AskedOperation } from '../release/disclosure-draft.js';
import { consentScopes } from '../release/consent-scope.js';
import { consentsSpared, consentsToConsume, consentsToHold, releasedUnder, restedOn, type ConsentUse } from '../release/consent-uses.js';
import { carriedBy, deletionsOwed, dutiesDoing, dutiesOf } from '../release/obligations.js';
import { withheldNotices, type Remedy } from '../release/withheld.js';
import type { Alert } from '../schema/alerts.js';
import { asksForOneYouth } from '../schema/asked-youths.js';
import { selectedFields } from '../schema/selected-fields.js';
import type { RequestSession } from '../store/request-session.js';
import { consumeConsents, restOnConsents, type ConsentRelease } from '../store/writers/consent-uses.js';
import { dataText } from './answer-text.js';
import type { GatewayRequest } from './gateway-request.js';
import { placesUnanswered } from './places-unanswered.js';

/** What the plugin is made of. */
export interface DisclosureParts {
  readonly schema: GraphQLSchema;
  readonly auditLog: (session: RequestSession) => AuditLog;
  /** The keyed hash of an answer, for the log. */
  readonly payloadMac: (payload: string) => string;
  readonly remedyFor: (request: GatewayRequest) => Remedy;
  /** Told the code of a fault that cost the caller his answer. */
  readonly onFault: (requestId: string, code: string) => void;
  /** Told what the privacy officer must know at once, when it stands. */
  readonly onAlert?: (requestId: string, alert: Alert) => void;
}

type Asked = GraphQLRequestContext<GatewayRequest>;

/**
 * No audit, no data: before an answer leaves, the disclosures of its subjects are appended in the transaction that
 * read them and counts the uses of its consents, and the transaction is committed; if any of it fails the answer is replaced by AUDIT_UNAVAILABLE or the
 * store's code. What was released, withheld and owed goes into `extensions.disclosure`, once per coordinate.
 */
export function disclosurePlugin(parts: DisclosureParts): ApolloServerPlugin<GatewayRequest> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation(asked) {
          const { document, operation, request, contextValue } = asked;
          if (!document || !operation) return;
          const variables = variablesOf(parts, operation, request);
          if (asksForOneYouth({ schema: parts.schema, document, operation, variables })) contextValue.gate.asksForOne();
          contextValue.draft.ask(selectedFields(parts.schema, document, operation, variables));
        },
        async willSendResponse(asked) {
          try {
            await conclude(parts, asked);
          } catch (fault) {
            await asked.contextValue.store.rollback();
            const code = fault instanceof GatewayError ? fault.code : 'AUDIT_UNAVAILABLE';
            parts.onFault(asked.contextValue.access.requestId, code);
            refuse(asked, fault instanceof GatewayError ? fault
              : new GatewayError('AUDIT_UNAVAILABLE', 'The disclosure cannot be recorded, so nothing is released.'));
          }
        },
      };
    },
  };
}

type Variables = () => Readonly<Record<string, unknown>>;

const variablesOf = ({ schema }: DisclosureParts, { variableDefinitions = [] }: OperationDefinitionNode, { variables = {} }: Asked['request']): Variables =>
  () => getVariableValues(schema, variableDefinitions, variables).coerced ?? {};

/** What an error left without an answer is disclosed by nothing: no consent is used for it and no record tells of it as released. */
function leaveOutUnanswered(parts: DisclosureParts, { contextValue, document, operation, request }: Asked, answer: Parameters<typeof placesUnanswered>[0]): void {
  const places = placesUnanswered(answer);
  if (!document || !operation || places.size === 0) return;
  contextValue.draft.answerOnly(selectedFields(parts.schema, document, operation, variablesOf(parts, operation, request), places));
}

async function conclude(parts: DisclosureParts, asked: Asked): Promise<void> {
  const { contextValue: request, document, operation, response: { body } } = asked;
  if (!request.store.begun) return;
  if (body?.kind !== 'single') throw new GatewayError('INTERNAL', 'An answer in parts is never sent.');
  const answer = body.singleResult;
  const failed = (answer.errors?.length ?? 0) > 0;
  if (failed && (operation?.operation === 'mutation' || await request.store.failed())) {
    // A mutation is whole or not at all: what an earlier field wrote is undone with the one that failed. And what was
    // read in a transaction that failed can no longer be recorded: nothing of it leaves, only why.
    answer.data = null;
    return request.store.rollback();
  }
  if (failed && answer.data) leaveOutUnanswered(parts, asked, answer);
  if (document) {
    const log: AskedOperation = {
      name: asked.operationName ?? null, documentHash: hashOf(document),
      emergenciesOf: (subjectId) => request.gate.factsOn(subjectId).emergencies ?? [],
      refusalsOf: (subjectId, cells) => refusalsPassed(cells, situationIn(request, subjectId)),
      sparedOf: (subjectId, used) => consentsSpared(used, request.gate.factsOn(subjectId).consents),
      seatsOf: (subjectId, teams) => seatsReliedOn(teams, situationIn(request, subjectId)),
      ...(answer.data ? request.gate.decisions.size > 0 && { payloadMac: parts.payloadMac(dataText(answer.data)) } : { unanswered: true }),
    };
    const records = request.draft.disclosures(request.access, request.gate.decisions.values(), log, randomUUID);
    await request.store.inTurn(async (session) => {
      const consents = answer.data ? consentsUsed(request) : [];
      await consumeConsents(session, { consents, requestId: request.access.requestId, at: request.access.asOf });
      await restOnConsents(session, consentsRestedOn(request, records));
      await parts.auditLog(session).appendAndCommit(records);
    });
  } else {
    await request.store.commit();
  }
  for (const alert of request.alerts.take()) parts.onAlert?.(request.access.requestId, alert);
  if (answer.data) answer.extensions = { ...answer.extensions, ...disclosureExtension(request, parts.remedyFor(request)) };
}

/** What was looked at when it was decided on that subject. */
const situationIn = ({ access, gate, settings }: GatewayRequest, subjectId: string): Situation => situationOf(access, gate.factsOn(subjectId), settings);

/**
 * The consents for a number of uses on which this answer rests: each is used once by it, or nothing leaves. Asks the
 * document and the decisions, never a row: that there is none is told under the consent too, and a use that hung on a row
 * would tell everybody who sees the use of the row.
 */
function consentsUsed({ gate, draft }: GatewayRequest): readonly ConsentUse[] {
  if (draft.fields.length === 0) return [];
  return [...gate.decisions.values()].flatMap((decision) => consentsToConsume(draft.disclosedBy(decision).used, gate.factsOn(decision.subjectId).consents));
}

/** What the records say was released under consents, and the consents that must stand until they do. */
function consentsRestedOn({ gate, draft }: GatewayRequest, records: readonly Disclosure[]): Parameters<typeof restOnConsents>[1] {
  const releases: ConsentRelease[] = [];
  const held: ConsentUse[] = [];
  for (const { id: disclosureId, subjectId, outcome, consents, agencyId, personId, at } of records) {
    const decision = consents.length > 0 && subjectId !== null && (outcome === 'RELEASED' || outcome === 'MESSAGE') ? gate.decisions.get(subjectId) : undefined;
    if (subjectId === null || decision === undefined) continue;
    const { used } = draft.disclosedBy(decision);
    held.push(...consentsToHold(used, gate.factsOn(subjectId).consents));
    for (const [consentId, categories] of releasedUnder(used, consents)) releases.push({ subjectId, consentId, disclosureId, agencyId, personId, categories, at });
  }
  return { held, releases };
}

const hashes = new WeakMap<DocumentNode, string>();

/** The executor keeps the documents that it parsed; what is kept is hashed once. */
function hashOf(document: DocumentNode): string {
  const known = hashes.get(document);
  if (known !== undefined) return known;
  const hash = documentHashOf(print(document));
  hashes.set(document, hash);
  return hash;
}

function disclosureExtension(request: GatewayRequest, remedy: Remedy): Record<string, unknown> {
  const decisions = [...request.gate.decisions.values()];
  const fields = request.draft.fields;
  if (decisions.length === 0 || fields.length === 0) return request.draft.tellsReport ? reportExtension(request) : {};
  const used = decisions.map((decision) => request.draft.disclosedBy(decision).used);
  const withheld = withheldNotices(fields, decisions, remedy);
  const duties = dutiesDoing(dutiesOf([...new Set(used)].flat()), {
    redacts: withheld.length > 0, pseudonymizes: fields.some(({ coordinate }) => coordinate === 'Case.pseudonym'),
  });
  const onFile = decisions.map(({ subjectId }) => request.gate.factsOn(subjectId).consents);
  const spared = onFile.flatMap((consents, index) => consentsSpared(used[index]!, consents));
  const scopes = onFile.flatMap((consents, index) => consentScopes(used[index]!, consents)).filter(({ consent }) => !spared.includes(consent));
  return {
    disclosure: {
      policyVersion: decisions[0]!.policyVersion, purpose: request.access.purpose, asOf: request.access.asOf, validUntil: duties.validUntil,
      decisions: decisions.map(({ subjectId, decisionId, role }) => ({ case: globalId('Case', subjectId), decisionId, role })),
      obligations: duties.obligations, labels: duties.labels,
      ...(duties.obligations.includes('DELETE_BY') && { deleteBy: deletionsOf(request, decisions) }),
      notices: inWords(duties.notices),
      consents: restedOn(duties.consents, spared),
      consentScopes: scopes,
      withheld,
    },
  };
}

const inWords = (notices: readonly string[]): readonly { id: string; text: string }[] =>
  notices.map((id) => ({ id, text: NOTICES[id as NoticeId].text }));

/** What travels with tables of the programme report: the same with every one of them. */
function reportExtension({ access: { purpose, asOf } }: GatewayRequest): Record<string, unknown> {
  const { labels, notices } = carriedBy(REPORT_OBLIGATIONS);
  return { disclosure: { purpose, asOf, obligations: REPORT_OBLIGATIONS, labels, notices: inWords(notices) } };
}

/** By which day what of each case is returned or destroyed. */
function deletionsOf({ access, gate, draft }: GatewayRequest, decisions: readonly Decision[]): readonly Record<string, unknown>[] {
  return decisions.flatMap((decision) => {
    const { subject, consents } = gate.factsOn(decision.subjectId);
    return deletionsOwed(draft.disclosedBy(decision).used, { context: access, county: subject.county, consents })
      .map((deletion) => ({ case: globalId('Case', decision.subjectId), ...deletion }));
  });
}

/** Nothing that was read leaves: neither data nor what its errors or extensions could tell. */
function refuse({ response }: Asked, fault: GatewayError): void {
  response.body = {
    kind: 'single',
    singleResult: {
      data: null,
      errors: [{
        message: fault.message,
        extensions: { code: fault.code, ...(Object.keys(fault.details).length > 0 ? { details: fault.details } : {}) },
      }],
    },
  };
  response.http.status = fault.status;
}
