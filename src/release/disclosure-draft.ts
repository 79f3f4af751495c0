import { createHash } from 'node:crypto';
import type { DeniedReason, Disclosure, DisclosureOutcome } from '../audit/disclosure.js';
import { CATEGORY_FACTS, type Category } from '../law/category.js';
import { REPORT_AUTHORITIES } from '../law/disclosure-control.js';
import type { AccessContext } from '../policy/access-context.js';
import type { EmergencyAccess } from '../model/emergency-access.js';
import type { CellDecision, Decision } from '../policy/decision.js';
import type { SeatReliedOn } from '../policy/relations/seats-relied-on.js';
import { dutiesOf } from './obligations.js';
import { disclosedBy, type Disclosed, type SelectedField } from './withheld.js';

/** The operation that asks, as the log names it. */
export interface AskedOperation {
  readonly name: string | null;
  /** Of `documentHashOf`. */
  readonly documentHash: string;
  /** The keyed hash of what is answered. Absent: nothing is. */
  readonly payloadMac?: string;
  /** The request failed as a whole and nothing of it leaves. Absent: what was decided on leaves. */
  readonly unanswered?: true;
  /** The emergency accesses of a subject, as they were decided on. Absent: none. */
  readonly emergenciesOf?: (subjectId: string) => readonly EmergencyAccess[];
  /** The refusals that would have closed what a compelled report released. Absent: none. */
  readonly refusalsOf?: (subjectId: string, released: readonly CellDecision[]) => readonly string[];
  /** The caller's seats in these teams, as they were decided on. Absent: none. */
  readonly seatsOf?: (subjectId: string, teams: readonly string[]) => readonly SeatReliedOn[];
}

/** SHA-256 of a document as the log holds it. */
export function documentHashOf(document: string): string {
  return createHash('sha256').update(document, 'utf8').digest('hex');
}

type Common = Required<Pick<Disclosure, 'requestId' | 'at' | 'agencyId' | 'personId' | 'county' | 'credential' | 'purpose' | 'operation' | 'documentHash'>>;
type Grounds = Required<Pick<Disclosure, 'rules' | 'authorities' | 'spoken' | 'obligations' | 'notices' | 'labels' | 'consents' | 'teams'>> & {
  /** What most releases do not rest on: undefined where none of it is. */
  readonly documents: Documents | undefined;
};
type Documents = Pick<Disclosure, 'orders' | 'reports' | 'emergencies' | 'approvals'>;

/** What the record of one subject is made of beside its decision. */
interface About {
  readonly id: string;
  readonly payload: Pick<Disclosure, 'payloadMac'>;
  readonly unanswered: boolean;
  readonly emergenciesOf: AskedOperation['emergenciesOf'] | undefined;
  readonly refusalsOf: AskedOperation['refusalsOf'] | undefined;
  readonly seatsOf: AskedOperation['seatsOf'] | undefined;
}

const NOTHING = Object.freeze({});
const NOT_ANSWERED: readonly DeniedReason[] = Object.freeze(['NOT_ANSWERED']);

/** What a request discloses that failed as a whole: all that it asked for is withheld, and it rests on nothing. */
const nothingOf = ({ released, withheld }: Disclosed): Disclosed => ({ released: [], withheld: [...released, ...withheld].sort(), used: [] });

const distinct = <T extends string>(cells: readonly CellDecision[], of: (cell: CellDecision) => readonly T[]): T[] => [...new Set(cells.flatMap(of))].sort();

/** Named only where a release rests on one. */
function documentsOf(used: readonly CellDecision[]): Documents | undefined {
  if (!used.some((cell) => cell.orders.length > 0 || cell.reports.length > 0 || cell.emergencies.length > 0 || cell.approvals.length > 0)) return undefined;
  const [orders, reports] = [distinct(used, (cell) => cell.orders), distinct(used, (cell) => cell.reports)];
  const [emergencies, approvals] = [distinct(used, (cell) => cell.emergencies), distinct(used, (cell) => cell.approvals)];
  return {
    ...(orders.length > 0 && { orders }), ...(reports.length > 0 && { reports }), ...(emergencies.length > 0 && { emergencies }),
    ...(approvals.length > 0 && { approvals }),
  };
}

function groundsOf(used: readonly CellDecision[]): Grounds {
  const stated = used.filter(({ category }) => CATEGORY_FACTS[category].whenWithheld === 'state');
  const { obligations, notices, labels } = dutiesOf(used);
  const duties = stated.length === used.length ? { notices, labels } : dutiesOf(stated);
  return {
    rules: distinct(used, (cell) => cell.rules), authorities: distinct(used, (cell) => cell.authorities),
    spoken: {
      rules: distinct(stated, (cell) => cell.rules), authorities: distinct(stated, (cell) => cell.authorities),
      consents: distinct(stated, (cell) => cell.consents), teams: distinct(stated, (cell) => cell.teams),
      notices: duties.notices, labels: duties.labels, ...documentsOf(stated),
    },
    obligations, notices, labels, consents: distinct(used, (cell) => cell.consents), teams: distinct(used, (cell) => cell.teams),
    documents: documentsOf(used),
  };
}

/** Why each of these categories is withheld. */
function reasonsOf(withheld: readonly Category[], cells: readonly CellDecision[]): NonNullable<Disclosure['denied']> {
  if (withheld.length === 0) return NOTHING;
  const reasons: Partial<Record<Category, DeniedReason[]>> = {};
  for (const { category, reason } of cells) {
    if (reason === null || !withheld.includes(category)) continue;
    const known = (reasons[category] ??= []);
    if (!known.includes(reason)) known.push(reason);
  }
  return reasons;
}

/**
 * Collects in the course of one request what the log must hold of it, beside its decisions: the fields that documents
 * asked for, and what was done beyond answering them.
 */
export class DisclosureDraft {
  readonly #fields = new Map<string, SelectedField>();
  #list: readonly SelectedField[] | null = null;
  /** By the cells of a decision, which decisions that came out alike share. */
  readonly #disclosed = new Map<Decision['cells'], Disclosed>();
  readonly #grounds = new Map<string | readonly CellDecision[], Grounds>();
  readonly #numbers = new Map<readonly string[], number>();
  readonly #reasons = new Map<Decision['cells'], NonNullable<Disclosure['denied']>>();
  #lookedUp = false;
  #message = false;
  #simulated = false;
  #blocked: readonly Category[] = [];
  #report: { readonly told: boolean } | null = null;

  get fields(): readonly SelectedField[] {
    return (this.#list ??= [...this.#fields.values()]);
  }

  /** A document asks for these fields, of the caller's request or of a partner's message. */
  ask(fields: readonly SelectedField[]): void {
    // What one document asks for is a list that outlives the request, and what was found out about it is kept with it.
    this.#list = this.#fields.size === 0 ? fields : null;
    for (const field of fields) if (!this.#fields.has(field.coordinate)) this.#fields.set(field.coordinate, field);
    this.#disclosed.clear();
    this.#reasons.clear();
  }

  /** What a decision does with the fields asked for so far. */
  disclosedBy(decision: Decision): Disclosed {
    const known = this.#disclosed.get(decision.cells);
    if (known !== undefined) return known;
    const found = disclosedBy(this.fields, decision);
    this.#disclosed.set(decision.cells, found);
    return found;
  }

  noteLookUp(): void {
    this.#lookedUp = true;
  }

  noteMessage(): void {
    this.#message = true;
  }

  /** The caller asked to pass on these categories, and may not. */
  noteRedisclosureBlocked(categories: readonly Category[]): void {
    this.#blocked = [...new Set([...this.#blocked, ...categories])].sort();
  }

  /** The programme report was asked for, and told or not. */
  noteReport(told: boolean): void {
    this.#report = { told: told || this.#report?.told === true };
  }

  /** Whether a table of the programme report was told. */
  get tellsReport(): boolean {
    return this.#report?.told === true;
  }

  noteSimulation(): void {
    this.#simulated = true;
  }

  /** One record for each subject; one without a subject when a look-up met none, and for the report; none when nothing was looked up. */
  disclosures(context: AccessContext, decisions: Iterable<Decision>, operation: AskedOperation, newId: () => string): readonly Disclosure[] {
    const common: Common = {
      requestId: context.requestId, at: context.asOf, agencyId: context.caller.agency.id, personId: context.caller.personId,
      county: context.caller.county, credential: context.caller.credential, purpose: context.purpose, operation: operation.name,
      documentHash: operation.documentHash,
    };
    const about: Omit<About, 'id'> = {
      emergenciesOf: operation.emergenciesOf, refusalsOf: operation.refusalsOf, seatsOf: operation.seatsOf, unanswered: operation.unanswered === true,
      payload: operation.payloadMac === undefined ? NOTHING : { payloadMac: operation.payloadMac },
    };
    const records = [...decisions].map((decision) => this.#onSubject(decision, common, { id: newId(), ...about }));
    const ofNobody = (outcome: DisclosureOutcome, rest: Partial<Disclosure> = {}): Disclosure => ({
      ...common, id: newId(), subjectId: null, outcome, role: context.caller.role, decisionId: null, policyVersion: '',
      released: [], withheld: [], rules: [], authorities: [], obligations: [], consents: [], teams: [], ...rest,
    });
    if (records.length === 0 && this.#lookedUp) records.push(ofNobody('NOT_FOUND'));
    if (this.#report === null) return records;
    const released: readonly Category[] = this.#report.told && !about.unanswered ? ['DEIDENTIFIED'] : [];
    return [...records, ofNobody('REPORTED', { released, rules: ['R-02'], authorities: REPORT_AUTHORITIES, ...about.payload })];
  }

  #onSubject(decision: Decision, common: Common, { id, payload, emergenciesOf, refusalsOf, seatsOf, unanswered }: About): Disclosure {
    const { released, withheld, used } = unanswered ? nothingOf(this.disclosedBy(decision)) : this.disclosedBy(decision);
    const grounds = this.#groundsOf(used);
    const { rules, authorities, spoken, obligations, notices, labels, consents, teams, documents } = grounds;
    // Spelt out and not spread: there is one for every subject of every page.
    const record = {
      id, requestId: common.requestId, at: common.at, agencyId: common.agencyId, personId: common.personId, county: common.county, credential: common.credential,
      purpose: common.purpose, operation: common.operation, documentHash: common.documentHash, subjectId: decision.subjectId,
      outcome: this.#outcome(!unanswered && (released.length > 0 || withheld.length === 0), unanswered), role: decision.role, decisionId: decision.decisionId,
      policyVersion: decision.policyVersion, released, withheld: this.#blocked.length === 0 ? withheld : [...new Set([...withheld, ...this.#blocked])].sort(),
      denied: unanswered ? this.#reasonsUnanswered(decision) : this.#reasonsOf(withheld, decision.cells), rules, authorities, spoken, obligations, notices, labels, consents, teams, ...documents, ...payload,
    };
    const compelled = documents?.reports === undefined ? [] : used.filter(({ basis }) => basis === 'MANDATE');
    const refusals = compelled.length === 0 ? [] : refusalsOf?.(decision.subjectId, compelled) ?? [];
    const seats = teams.length === 0 ? [] : seatsOf?.(decision.subjectId, teams) ?? [];
    const noted = refusals.length === 0 && seats.length === 0 ? record
      : { ...record, ...(refusals.length > 0 && { refusals }), ...(seats.length > 0 && { seats }) };
    if (documents?.emergencies === undefined || emergenciesOf === undefined) return noted;
    const broken = emergenciesOf(decision.subjectId).filter((one) => documents.emergencies?.includes(one.id));
    return { ...noted, breakGlass: [...new Set(broken.map(({ reason }) => reason))].sort() };
  }

  /** A failure withholds what the decision would have released; what it withheld itself keeps its own reasons. */
  #reasonsUnanswered(decision: Decision): NonNullable<Disclosure['denied']> {
    const { released, withheld } = this.disclosedBy(decision);
    return { ...this.#reasonsOf(withheld, decision.cells), ...Object.fromEntries(released.map((category) => [category, NOT_ANSWERED])) };
  }

  #reasonsOf(withheld: readonly Category[], cells: Decision['cells']): NonNullable<Disclosure['denied']> {
    const known = this.#reasons.get(cells);
    if (known !== undefined) return known;
    const found = reasonsOf(withheld, cells);
    this.#reasons.set(cells, found);
    return found;
  }

  /** What a release rests on, put together once for subjects whose cells share their lists of rules, consents and teams. */
  #groundsOf(used: readonly CellDecision[]): Grounds {
    const same = this.#grounds.get(used);
    if (same !== undefined) return same;
    const found = this.#groundsAlike(used);
    this.#grounds.set(used, found);
    return found;
  }

  #groundsAlike(used: readonly CellDecision[]): Grounds {
    let key = '';
    for (const { category, rules, consents, teams, orders, reports, emergencies, approvals } of used) {
      key += `${category} ${this.#numberOf(rules)} ${this.#numberOf(consents)} ${this.#numberOf(teams)} ${this.#numberOf(orders)} ${this.#numberOf(reports)} ${this.#numberOf(emergencies)} ${this.#numberOf(approvals)},`;
    }
    const known = this.#grounds.get(key);
    if (known !== undefined) return known;
    const found = groundsOf(used);
    this.#grounds.set(key, found);
    return found;
  }

  #numberOf(list: readonly string[]): number {
    const known = this.#numbers.get(list);
    if (known !== undefined) return known;
    this.#numbers.set(list, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  /** Who asked for nothing that is withheld was released what he asked, be it only that the record exists. */
  #outcome(released: boolean, unanswered: boolean): DisclosureOutcome {
    if (this.#blocked.length > 0) return 'REDISCLOSURE_BLOCKED';
    if (unanswered) return 'WITHHELD';
    if (this.#message) return 'MESSAGE';
    if (this.#simulated) return 'SIMULATED';
    return released ? 'RELEASED' : 'WITHHELD';
  }
}
