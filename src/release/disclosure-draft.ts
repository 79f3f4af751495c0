import { createHash } from 'node:crypto';
import type { Disclosure, DisclosureOutcome } from '../audit/disclosure.js';
import { CATEGORY_FACTS, type Category } from '../law/category.js';
import type { AccessContext } from '../policy/access-context.js';
import type { CellDecision, Decision } from '../policy/decision.js';
import { disclosedBy, type Disclosed, type SelectedField } from './withheld.js';

/** The operation that asks, as the log names it. */
export interface AskedOperation {
  readonly name: string | null;
  /** Of `documentHashOf`. */
  readonly documentHash: string;
}

/** SHA-256 of a document as the log holds it. */
export function documentHashOf(document: string): string {
  return createHash('sha256').update(document, 'utf8').digest('hex');
}

type Common = Pick<Disclosure, 'requestId' | 'at' | 'agencyId' | 'personId' | 'purpose' | 'operation' | 'documentHash'>;
type Grounds = Required<Pick<Disclosure, 'rules' | 'authorities' | 'spoken' | 'obligations' | 'consents' | 'teams'>>;

function groundsOf(used: readonly CellDecision[]): Grounds {
  const distinct = <T extends string>(of: (cell: CellDecision) => readonly T[], cells = used): T[] => [...new Set(cells.flatMap(of))].sort();
  const stated = used.filter(({ category }) => CATEGORY_FACTS[category].whenWithheld === 'state');
  return {
    rules: distinct((cell) => cell.rules), authorities: distinct((cell) => cell.authorities),
    spoken: { rules: distinct((cell) => cell.rules, stated), authorities: distinct((cell) => cell.authorities, stated) },
    obligations: distinct((cell) => cell.obligations), consents: distinct((cell) => cell.consents), teams: distinct((cell) => cell.teams),
  };
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
  #lookedUp = false;
  #message = false;
  #simulated = false;
  #blocked: readonly Category[] = [];

  get fields(): readonly SelectedField[] {
    return (this.#list ??= [...this.#fields.values()]);
  }

  /** A document asks for these fields, of the caller's request or of a partner's message. */
  ask(fields: readonly SelectedField[]): void {
    // What one document asks for is a list that outlives the request, and what was found out about it is kept with it.
    this.#list = this.#fields.size === 0 ? fields : null;
    for (const field of fields) if (!this.#fields.has(field.coordinate)) this.#fields.set(field.coordinate, field);
    this.#disclosed.clear();
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

  noteSimulation(): void {
    this.#simulated = true;
  }

  /** One record for each subject; one without a subject when a look-up met none; none when nothing was looked up. */
  disclosures(context: AccessContext, decisions: Iterable<Decision>, operation: AskedOperation, newId: () => string): readonly Disclosure[] {
    const common: Common = {
      requestId: context.requestId, at: context.asOf, agencyId: context.caller.agency.id, personId: context.caller.personId,
      purpose: context.purpose, operation: operation.name, documentHash: operation.documentHash,
    };
    const records = [...decisions].map((decision) => this.#onSubject(decision, common, newId()));
    if (records.length > 0 || !this.#lookedUp) return records;
    return [{
      ...common, id: newId(), subjectId: null, outcome: 'NOT_FOUND', role: context.caller.role, decisionId: null, policyVersion: '',
      released: [], withheld: [], rules: [], authorities: [], obligations: [], consents: [], teams: [],
    }];
  }

  #onSubject(decision: Decision, common: Common, id: string): Disclosure {
    const { released, withheld, used } = this.disclosedBy(decision);
    const { rules, authorities, spoken, obligations, consents, teams } = this.#groundsOf(used);
    // Spelt out and not spread: there is one for every subject of every page.
    return {
      id, requestId: common.requestId, at: common.at, agencyId: common.agencyId, personId: common.personId, purpose: common.purpose,
      operation: common.operation, documentHash: common.documentHash, subjectId: decision.subjectId,
      outcome: this.#outcome(released.length > 0 || withheld.length === 0), role: decision.role, decisionId: decision.decisionId,
      policyVersion: decision.policyVersion, released, withheld: this.#blocked.length === 0 ? withheld : [...new Set([...withheld, ...this.#blocked])].sort(), rules, authorities, spoken, obligations, consents, teams,
    };
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
    for (const { category, rules, consents, teams } of used) {
      key += `${category} ${this.#numberOf(rules)} ${this.#numberOf(consents)} ${this.#numberOf(teams)},`;
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
  #outcome(released: boolean): DisclosureOutcome {
    if (this.#blocked.length > 0) return 'REDISCLOSURE_BLOCKED';
    if (this.#message) return 'MESSAGE';
    if (this.#simulated) return 'SIMULATED';
    return released ? 'RELEASED' : 'WITHHELD';
  }
}
