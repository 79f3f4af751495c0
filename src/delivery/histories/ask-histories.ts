import { createHmac, randomUUID } from 'node:crypto';
import type { AgencyKind } from '../../law/agreement.js';
import type { Role } from '../../law/role.js';
import { ROLE_AGENCY_KINDS, TOKEN_ROLES } from '../../law/role-purposes.js';
import { documentHashOf } from '../../release/disclosure-draft.js';
import { mayKnowSource } from '../../policy/history-sources.js';
import type { Decision } from '../../policy/decision.js';
import { inForce } from '../../policy/relations/agreement-in-force.js';
import type { ReceivedService } from '../../model/received-service.js';
import { asCompared } from '../../model/service-names.js';
import type { ServiceRecord } from '../../model/service-record.js';
import type { Disclosure } from '../../audit/disclosure.js';
import type { AccessContext } from '../../policy/access-context.js';
import type { GatewayContext } from '../../schema/gateway-context.js';
import type { HistoryPort, LiveServices } from '../../schema/history-port.js';
import { releasedKinds } from '../../schema/released-kinds.js';
import { linkedSources, type LinkedSource } from '../../store/histories/history-terms.js';
import { receivedKey } from '../../store/histories/received-services.js';
import { toldAlready, type FreshService, type PlacedServiceRecord } from '../../store/queries/service-records.js';
import type { Queryable } from '../../store/request-session.js';
import type { HistorySource } from './history-source.js';
import type { LiveHistories } from './live-histories.js';

/** What histories are asked with. */
export interface AskingHistories {
  /** The transaction of the request. */
  readonly store: Queryable;
  readonly live: LiveHistories;
  /** Appends to the log, and commits, whatever becomes of the request. Errors: AUDIT_UNAVAILABLE. */
  readonly record: (disclosures: readonly Disclosure[]) => Promise<void>;
  /** The way back from what an agency was told that a row is called. */
  readonly idOf: (agencyId: string, value: string) => string | null;
  /** The secret under which rows that are kept nowhere get ids for cursors. */
  readonly secret: string;
}

/** Asks the partners of a youth once a request, however often the document asks for her history. */
export class AskedHistories implements HistoryPort {
  readonly #asked = new Map<string, Promise<LiveServices>>();

  constructor(private readonly parts: AskingHistories) {}

  live(context: GatewayContext, decision: Decision): Promise<LiveServices> {
    const known = this.#asked.get(decision.subjectId) ?? this.#ask(context, decision);
    this.#asked.set(decision.subjectId, known);
    return known;
  }

  async #ask(context: GatewayContext, decision: Decision): Promise<LiveServices> {
    const { access } = context;
    const linked = await linkedSources(this.parts.store, decision.subjectId);
    const standing = linked.filter(({ agreement }) => inForce(agreement, access.asOf).truth === 'TRUE');
    const sources = standing.filter((source) => isNewest(source, standing) && source.terms.endpoint !== null && mayKnowSource(decision, source.terms))
      .map(({ agencyName, agencyKind, person, terms }): HistorySource => ({ agencyId: terms.agencyId, agencyName, agencyKind, endpoint: terms.endpoint!, person, terms }));
    const { answered, unanswered } = await this.parts.live.ask(sources, (source) => this.parts.record([askedOf(source, access, decision)]));
    const told = answered.flatMap(({ source, services }) => services.map((service) => (
      { ...service, names: asCompared(service.names, source.agencyId, this.parts.idOf), agencyId: source.agencyId })));
    const instead = told.map(({ agencyId, key }) => receivedKey(agencyId, key));
    const fresh = onceEach(told).flatMap((service) => this.#rowOf(service, decision));
    const already = await toldAlready(this.parts.store, { subjectId: decision.subjectId, allowed: releasedKinds(decision) }, { fresh, without: instead });
    const toldBy = (here: (by: (typeof already)[number]['by']) => boolean): readonly ServiceRecord[] =>
      already.filter(({ by }) => here(by)).map(({ at }) => fresh[at]!.record);
    const kept = new Set(already.flatMap(({ by }) => ('publicId' in by ? [by.publicId] : [])));
    return {
      rows: fresh.flatMap(({ record, start }, at) => (already.some((one) => one.at === at) ? []
        : [{ record, start, keptAs: null, also: toldBy((by) => 'at' in by && by.at === at) }])),
      beside: new Map([...kept].map((publicId) => [publicId, toldBy((by) => 'publicId' in by && by.publicId === publicId)])),
      instead, unanswered: unanswered.map(({ source, fault }) => ({ agency: source.agencyName, fault })),
    };
  }

  /** Under the decision like every other row, though no source is asked that could tell more than it releases. */
  #rowOf({ agencyId, key, record, names }: TakenService, decision: Decision): readonly FreshRow[] {
    if (record === null) return [];
    const { category, startedOn, provenance: { regime, consentedBy } } = record;
    const permitted = decision.permitsRow(category, 'FULL', regime, { on: startedOn, sourceAgencyId: agencyId })
      && (consentedBy !== 'MINOR' || decision.releasesMinorConsented(category, regime));
    const publicId = this.#idOf(`${decision.subjectId}\n${agencyId}\n${key}`);
    return permitted ? [{ record: { ...record, subjectId: decision.subjectId }, names, start: { startedOn, publicId } }] : [];
  }

  /** As random to whoever has not the secret as those of kept rows, and the same on every page. */
  #idOf(name: string): string {
    const hex = createHmac('sha256', this.parts.secret).update(`live-service\n${name}`, 'utf8').digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}

/** How the log calls that an agency was asked. */
const ASKED = 'HistoryAsked';

/** That an agency is asked of a youth tells it that somebody cares for her now: a disclosure to it, of nothing but that. */
function askedOf({ agencyId, agencyKind }: HistorySource, { requestId, asOf, purpose }: AccessContext, decision: Decision): Disclosure {
  return {
    id: randomUUID(), requestId, at: asOf, subjectId: decision.subjectId, outcome: 'MESSAGE', agencyId, personId: agencyId, role: roleOf(agencyKind), purpose,
    operation: ASKED, documentHash: documentHashOf(ASKED), decisionId: decision.decisionId, policyVersion: decision.policyVersion, released: [], withheld: [],
    rules: [], authorities: ['WIC_10850'], obligations: [], consents: [], teams: [],
  };
}

/** The role of an agency's own system. */
const roleOf = (kind: AgencyKind): Role => TOKEN_ROLES.find((role) => ROLE_AGENCY_KINDS[role].includes(kind)) ?? 'PROVIDER';

/** Of several agreements of an agency the newest says where it is asked. */
const isNewest = ({ agreement }: LinkedSource, all: readonly LinkedSource[]): boolean => !all.some(({ agreement: other }) =>
  other.agencyId === agreement.agencyId && (other.effectiveOn > agreement.effectiveOn || (other.effectiveOn === agreement.effectiveOn && other.id < agreement.id)));

type TakenService = ReceivedService & { readonly agencyId: string };

type FreshRow = FreshService & Pick<PlacedServiceRecord, 'start'>;

/** Of a record that a source tells twice, the first that it has not taken back. */
function onceEach(services: readonly TakenService[]): readonly TakenService[] {
  const seen = new Set<string>();
  return services.filter(({ agencyId, key, record }) => {
    const name = receivedKey(agencyId, key);
    if (record === null || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
