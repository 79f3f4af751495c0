import { createHash } from 'node:crypto';
import type { Disclosure, DisclosureOutcome } from '../audit/disclosure.js';
import { CATEGORY_FACTS } from '../law/category.js';
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

type Grounds = Pick<Disclosure, 'rules' | 'authorities' | 'spoken' | 'obligations' | 'consents' | 'teams'>;

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
  readonly #disclosed = new Map<Decision, Disclosed>();
  readonly #grounds = new Map<string, Grounds>();
  #lookedUp = false;
  #message = false;
  #simulated = false;

  get fields(): readonly SelectedField[] {
    return (this.#list ??= [...this.#fields.values()]);
  }

  /** A document asks for these fields, of the caller's request or of a partner's message. */
  ask(fields: readonly SelectedField[]): void {
    for (const field of fields) if (!this.#fields.has(field.coordinate)) this.#fields.set(field.coordinate, field);
    this.#list = null;
    this.#disclosed.clear();
  }

  /** What a decision does with the fields asked for so far. */
  disclosedBy(decision: Decision): Disclosed {
    const known = this.#disclosed.get(decision);
    if (known !== undefined) return known;
    const found = disclosedBy(this.fields, decision);
    this.#disclosed.set(decision, found);
    return found;
  }

  noteLookUp(): void {
    this.#lookedUp = true;
  }

  noteMessage(): void {
    this.#message = true;
  }

  noteSimulation(): void {
    this.#simulated = true;
  }

  /** One record for each subject; one without a subject when a look-up met none; none when nothing was looked up. */
  disclosures(context: AccessContext, decisions: Iterable<Decision>, operation: AskedOperation, newId: () => string): readonly Disclosure[] {
    const common = {
      requestId: context.requestId, at: context.asOf, agencyId: context.caller.agency.id, personId: context.caller.personId,
      purpose: context.purpose, operation: operation.name, documentHash: operation.documentHash,
    };
    const records = [...decisions].map((decision): Disclosure => ({ ...common, id: newId(), ...this.#onSubject(decision) }));
    if (records.length > 0 || !this.#lookedUp) return records;
    return [{
      ...common, id: newId(), subjectId: null, outcome: 'NOT_FOUND', role: context.caller.role, decisionId: null, policyVersion: '',
      released: [], withheld: [], rules: [], authorities: [], obligations: [], consents: [], teams: [],
    }];
  }

  #onSubject(decision: Decision): Omit<Disclosure, 'id' | 'requestId' | 'at' | 'agencyId' | 'personId' | 'purpose' | 'operation' | 'documentHash'> {
    const { released, withheld, used } = this.disclosedBy(decision);
    return {
      subjectId: decision.subjectId, outcome: this.#outcome(released.length > 0 || withheld.length === 0), role: decision.role, decisionId: decision.decisionId,
      policyVersion: decision.policyVersion, released, withheld, ...this.#groundsOf(used),
    };
  }

  /** What a release rests on, put together once for subjects that rest on the same; rules bring their authorities and obligations. */
  #groundsOf(used: readonly CellDecision[]): Grounds {
    const key = used.flatMap(({ category, rules, consents, teams }) => [category, ...rules, '|', ...consents, '|', ...teams]).join(' ');
    const known = this.#grounds.get(key);
    if (known !== undefined) return known;
    const found = groundsOf(used);
    this.#grounds.set(key, found);
    return found;
  }

  /** Who asked for nothing that is withheld was released what he asked, be it only that the record exists. */
  #outcome(released: boolean): DisclosureOutcome {
    if (this.#message) return 'MESSAGE';
    if (this.#simulated) return 'SIMULATED';
    return released ? 'RELEASED' : 'WITHHELD';
  }
}
