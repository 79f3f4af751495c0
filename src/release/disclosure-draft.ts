import { createHash } from 'node:crypto';
import type { DeniedReason, Disclosure, DisclosureOutcome } from '../audit/disclosure.js';
import type { AuthorityId } from '../law/authority-ids.js';
import type { Category } from '../law/category.js';
import { REPORT_AUTHORITIES } from '../law/disclosure-control.js';
import type { AccessContext } from '../policy/access-context.js';
import type { CellDecision, Decision } from '../policy/decision.js';
import { groundsOf, restingOn, type Grounds, type OnFile } from './release-grounds.js';
import { disclosedBy, type Disclosed, type SelectedField } from './withheld.js';

/** The operation that asks, as the log names it. */
export interface AskedOperation extends OnFile {
  readonly name: string | null;
  /** Of `documentHashOf`. */
  readonly documentHash: string;
  /** The keyed hash of what is answered. Absent: nothing is. */
  readonly payloadMac?: string;
  /** The request failed as a whole and nothing of it leaves. Absent: what was answered leaves. */
  readonly unanswered?: true;
}

/** SHA-256 of a document as the log holds it. */
export function documentHashOf(document: string): string {
  return createHash('sha256').update(document, 'utf8').digest('hex');
}

type Common = Required<Pick<Disclosure, 'requestId' | 'at' | 'agencyId' | 'personId' | 'county' | 'credential' | 'purpose' | 'operation' | 'documentHash'>>;

/** What the record of one subject is made of beside its decision. */
interface About {
  readonly id: string;
  readonly payload: Pick<Disclosure, 'payloadMac'>;
  readonly unanswered: boolean;
  readonly onFile: OnFile;
}

/** What becomes of approvals beside the releases that rest on them. */
type ApprovalOutcome = Extract<DisclosureOutcome, 'APPROVED' | 'APPROVAL_REFUSED' | 'APPROVAL_WITHDRAWN' | 'APPROVALS_READ'>;

/** That the county decides who of others reads its records. */
const APPROVAL_AUTHORITIES: readonly AuthorityId[] = Object.freeze(['WIC_10850']);

/** That the county keeps what its partners tell of services. */
const RECEIVING_AUTHORITIES: readonly AuthorityId[] = Object.freeze(['WIC_10850']);

const NOTHING = Object.freeze({});
const NOT_ANSWERED: readonly DeniedReason[] = Object.freeze(['NOT_ANSWERED']);

/** What one decision does with fields, found once for decisions that came out alike. */
function disclosedOnce(known: Map<Decision['cells'], Disclosed>, fields: readonly SelectedField[], decision: Decision): Disclosed {
  const before = known.get(decision.cells);
  if (before !== undefined) return before;
  const found = disclosedBy(fields, decision);
  known.set(decision.cells, found);
  return found;
}

/** What a request discloses that failed as a whole: nothing, and it rests on nothing. */
const NOTHING_TOLD: Disclosed = Object.freeze({ released: [], withheld: [], used: [] });

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
  /** Fields that messages hold, and the fields that were answered where errors left some without an answer. */
  #sent: readonly SelectedField[] = [];
  #answered: readonly SelectedField[] | null = null;
  /** By the cells of a decision, which decisions that came out alike share. */
  readonly #asked = new Map<Decision['cells'], Disclosed>();
  readonly #disclosed = new Map<Decision['cells'], Disclosed>();
  readonly #grounds = new Map<string | readonly CellDecision[], Grounds>();
  readonly #numbers = new Map<readonly string[], number>();
  readonly #reasons = new Map<Decision['cells'], NonNullable<Disclosure['denied']>>();
  #lookedUp = false;
  #message = false;
  #simulated = false;
  #approvals: readonly { readonly outcome: ApprovalOutcome; readonly approvals: readonly { readonly subjectId: string; readonly id: string }[] }[] = [];
  #blocked: readonly Category[] = [];
  #received = false;
  #report: { readonly told: boolean } | null = null;

  get fields(): readonly SelectedField[] {
    return (this.#list ??= [...this.#fields.values()]);
  }

  /** A document asks for these fields, of the caller's request or of a partner's message. */
  ask(fields: readonly SelectedField[]): void {
    // What one document asks for is a list that outlives the request, and what was found out about it is kept with it.
    this.#list = this.#fields.size === 0 ? fields : null;
    for (const field of fields) if (!this.#fields.has(field.coordinate)) this.#fields.set(field.coordinate, field);
    this.#asked.clear();
    this.#disclosed.clear();
    this.#reasons.clear();
  }

  /** Of what the caller's document asked for these fields alone were answered; the rest was lost to errors. Messages stand as they were sent. */
  answerOnly(fields: readonly SelectedField[]): void {
    this.#answered = [...new Map([...fields, ...this.#sent].map((field) => [field.coordinate, field])).values()];
    this.#disclosed.clear();
  }

  /** What a decision does with the fields asked for so far, those alone that were answered. */
  disclosedBy(decision: Decision): Disclosed {
    return this.#answered === null ? this.#byAsked(decision) : disclosedOnce(this.#disclosed, this.#answered, decision);
  }

  #byAsked(decision: Decision): Disclosed {
    return disclosedOnce(this.#asked, this.fields, decision);
  }

  noteLookUp(): void {
    this.#lookedUp = true;
  }

  /** A message that holds these fields was composed. */
  noteMessage(fields: readonly SelectedField[]): void {
    this.#message = true;
    this.#sent = [...this.#sent, ...fields];
  }

  /** The caller asked to pass on these categories, and may not. */
  noteRedisclosureBlocked(categories: readonly Category[]): void {
    this.#blocked = [...new Set([...this.#blocked, ...categories])].sort();
  }

  /** Records were pushed. */
  noteReceived(): void {
    this.#received = true;
  }

  /** The programme report was asked for, and told or not. */
  noteReport(told: boolean): void {
    this.#report = { told: told || this.#report?.told === true };
  }

  /** An officer decided on these approvals, or was told of them: each of one subject. */
  noteApprovals(outcome: ApprovalOutcome, approvals: readonly { readonly subjectId: string; readonly id: string }[]): void {
    this.#approvals = [...this.#approvals, { outcome, approvals }];
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
      onFile: operation, unanswered: operation.unanswered === true,
      payload: operation.payloadMac === undefined ? NOTHING : { payloadMac: operation.payloadMac },
    };
    const records = [...decisions].map((decision) => this.#onSubject(decision, common, { id: newId(), ...about }));
    const ofNobody = (outcome: DisclosureOutcome, rest: Partial<Disclosure> = {}): Disclosure => ({
      ...common, id: newId(), subjectId: null, outcome, role: context.caller.role, decisionId: null, policyVersion: '',
      released: [], withheld: [], rules: [], authorities: [], obligations: [], consents: [], teams: [], ...rest,
    });
    if (records.length === 0 && this.#lookedUp) records.push(ofNobody('NOT_FOUND'));
    records.push(...this.#onApprovals(ofNobody, about.unanswered));
    if (this.#received) records.push(ofNobody('RECEIVED', { authorities: RECEIVING_AUTHORITIES }));
    if (this.#report === null) return records;
    const released: readonly Category[] = this.#report.told && !about.unanswered ? ['DEIDENTIFIED'] : [];
    return [...records, ofNobody('REPORTED', { released, rules: ['R-02'], authorities: REPORT_AUTHORITIES, ...about.payload })];
  }

  /** One record for each subject and what was done; one without a subject when nothing waited. What was not answered was not read. */
  #onApprovals(ofNobody: (outcome: DisclosureOutcome, rest: Partial<Disclosure>) => Disclosure, unanswered: boolean): readonly Disclosure[] {
    return this.#approvals.filter(({ outcome }) => outcome !== 'APPROVALS_READ' || !unanswered).flatMap(({ outcome, approvals }) => {
      const subjects = [...new Set(approvals.map(({ subjectId }) => subjectId))];
      if (subjects.length === 0) return [ofNobody(outcome, { authorities: APPROVAL_AUTHORITIES })];
      return subjects.map((subjectId) => ofNobody(outcome, {
        subjectId, authorities: APPROVAL_AUTHORITIES, approvals: approvals.filter((one) => one.subjectId === subjectId).map(({ id }) => id).sort(),
      }));
    });
  }

  #onSubject(decision: Decision, common: Common, about: About): Disclosure {
    const { id, payload, unanswered } = about;
    const asked = this.#byAsked(decision);
    const { released, used } = unanswered ? NOTHING_TOLD : this.disclosedBy(decision);
    const lost = released === asked.released ? NOTHING_TOLD.released : asked.released.filter((category) => !released.includes(category));
    const withheld = lost.length === 0 ? asked.withheld : [...asked.withheld, ...lost].sort();
    const grounds = this.#groundsOf(used);
    const { rules, authorities, spoken, obligations, notices, labels, consents, teams, documents } = grounds;
    // Spelt out and not spread: there is one for every subject of every page.
    const record = {
      id, requestId: common.requestId, at: common.at, agencyId: common.agencyId, personId: common.personId, county: common.county, credential: common.credential,
      purpose: common.purpose, operation: common.operation, documentHash: common.documentHash, subjectId: decision.subjectId,
      outcome: this.#outcome(!unanswered && (released.length > 0 || withheld.length === 0), unanswered), role: decision.role, decisionId: decision.decisionId,
      policyVersion: decision.policyVersion, released, withheld: this.#blocked.length === 0 ? withheld : [...new Set([...withheld, ...this.#blocked])].sort(),
      denied: this.#whyWithheld(decision, asked, lost), rules, authorities, spoken, obligations, notices, labels, consents, teams, ...documents, ...payload,
    };
    const beside = restingOn(decision.subjectId, { used, grounds, onFile: about.onFile });
    return beside === null ? record : { ...record, ...beside };
  }

  /** An error withholds what the decision would have released; what the decision withholds keeps its own reasons. */
  #whyWithheld({ cells }: Decision, { withheld }: Disclosed, lost: readonly Category[]): NonNullable<Disclosure['denied']> {
    const decided = this.#reasonsOf(withheld, cells);
    return lost.length === 0 ? decided : { ...decided, ...Object.fromEntries(lost.map((category) => [category, NOT_ANSWERED])) };
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
