import { GatewayError } from '../kernel/gateway-error.js';
import { invariant } from '../kernel/invariant.js';
import type { AccessContext } from '../policy/access-context.js';
import type { Admission } from '../policy/admission/admission.js';
import type { Decision } from '../policy/decision.js';
import type { Facts } from '../policy/facts.js';
import { asListed } from '../policy/listed.js';
import { mayFindBy } from './identifiers.js';
import type { AdmissionSource, Candidate, CaseIdentifier, PageRequest, PageStart } from './admission-source.js';

/** Decides for one subject; the policy room's `decide` under one compiled policy. */
export type Decide = (context: AccessContext, facts: Facts) => Decision;

/** Says of an admitted subject whether he stands in the list that is asked for. Its records are open to it, and closed again where he does not. */
export type StandsInList = (decision: Decision) => Promise<boolean>;

export interface AdmittedPage {
  readonly decisions: readonly { readonly decision: Decision; readonly start: PageStart }[];
  readonly hasNextPage: boolean;
}

/**
 * The one door between a caller and the records of youths, for the length of one request.
 * A subject is admitted when the store's admission holds and the decision releases at least one category; every
 * admitted subject has exactly one decision, made once, of which a list tells no more than may be listed. Everything not
 * admitted is as if it did not exist.
 */
export class ReleaseGate {
  readonly #decisions = new Map<string, Decision>();
  readonly #facts = new Map<string, Facts>();
  /** Subjects who were only listed, and of whom more is released to whoever asks about them. */
  readonly #onlyListed = new Set<string>();
  /** Whether the operation asks for one youth at most; false until it is known. */
  #alone = false;
  /** Whom the glass is broken for in this request. */
  #inEmergency: string | null = null;
  #broken = false;
  /** Fields of one document ask at once; an admission that closes what it dropped must not close another's. */
  #tail: Promise<unknown> = Promise.resolve();

  constructor(
    readonly context: AccessContext,
    private readonly admission: Admission,
    private readonly source: AdmissionSource,
    private readonly decide: Decide,
  ) {}

  /**
   * Told before anything is run that the operation asks for one youth at most: of several in one request, however they are
   * named, no more is told than of those in a list (rule R-44).
   */
  asksForOne(): void {
    this.#alone = true;
  }

  /** One operation breaks the glass for one youth. Errors: ONE_EMERGENCY_ONLY at the second time. Authority: rule R-60. */
  breakGlass(): void {
    if (this.#broken) throw new GatewayError('ONE_EMERGENCY_ONLY', 'One operation breaks the glass for one youth; nothing of it is done.');
    this.#broken = true;
  }

  /** The decisions made so far, in order of admission. */
  get decisions(): ReadonlyMap<string, Decision> {
    return this.#decisions;
  }

  /** The facts that the decision on an admitted subject rests on. Errors: InvariantError when the subject was not admitted. */
  factsOn(subjectId: string): Facts {
    const facts = this.#facts.get(subjectId);
    invariant(facts, 'Facts were asked on a subject that was not admitted.');
    return facts;
  }

  admit(subjectId: string): Promise<Decision | null> {
    return this.#inTurn(async () => {
      const known = this.#onlyListed.has(subjectId) ? undefined : this.#decisions.get(subjectId);
      return known ?? this.#first(await this.source.admitIds(this.admission, [subjectId]));
    });
  }

  /** Finding by an id confirms whose id it is: whoever is not released it finds nobody by it (rules G3, G7). */
  admitIdentifier(identifier: CaseIdentifier): Promise<Decision | null> {
    return this.#inTurn(async () => this.#first(await this.source.admitIdentifier(this.admission, identifier),
      (decision) => mayFindBy(decision, identifier)));
  }

  /**
   * One page of admitted subjects; goes on fetching while decisions that release nothing, or subjects who do not stand in the
   * list, leave it short. Whoever does not stand in it is, for this page, as if not admitted.
   */
  admitPage(request: PageRequest, stands?: StandsInList): Promise<AdmittedPage> {
    return this.#inTurn(() => this.#page(request, stands));
  }

  async #page(request: PageRequest, stands?: StandsInList): Promise<AdmittedPage> {
    const wanted = request.first + 1;
    const found: { decision: Decision; facts: Facts; start: PageStart }[] = [];
    let after = request.after;
    let seen = 0;
    for (;;) {
      const batch = await this.source.admitPage(this.admission, { ...request, first: wanted, after });
      seen += batch.length;
      const decided = batch.map(({ key, facts }) => {
        const whole = this.decide(this.context, facts);
        const decision = asListed(whole);
        if (decision !== whole && !this.#decisions.has(decision.subjectId)) this.#onlyListed.add(decision.subjectId);
        return { decision, facts, start: { key, subjectId: facts.subject.subjectId } };
      });
      const admitted = decided.filter(({ decision }) => decision.admits);
      const listed = stands && await Promise.all(admitted.map(({ decision }) => stands(decision)));
      found.push(...admitted.filter((_, at) => listed?.[at] ?? true).slice(0, wanted - found.length));
      after = decided.at(-1)?.start ?? after;
      if (found.length >= wanted || batch.length < wanted) break;
    }
    const page = found.slice(0, request.first);
    this.#keep(page, seen, true);
    return { decisions: page, hasNextPage: found.length > request.first };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(work);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async #first(candidates: readonly Candidate[], mayFind: (decision: Decision) => boolean = () => true): Promise<Decision | null> {
    const found = candidates.map(({ facts }) => ({ facts, decision: this.#decided(facts) }))
      .find(({ decision }) => decision.admits && mayFind(decision) && this.#firstInEmergency(decision));
    // Nobody found and somebody found but not admitted must cost the same: a statement more would tell them apart.
    this.#keep(found ? [found] : [], Math.max(candidates.length, 1));
    return found?.decision ?? null;
  }

  #decided(facts: Facts): Decision {
    const decision = this.decide(this.context, facts);
    return this.#alone ? decision : asListed(decision);
  }

  /** A second youth in whose emergency one request asks is as if not admitted: emergencies are asked one by one (rule R-60). */
  #firstInEmergency({ subjectId, cells }: Decision): boolean {
    if (!cells.some(({ basis }) => basis === 'EMERGENCY')) return true;
    this.#inEmergency ??= subjectId;
    return this.#inEmergency === subjectId;
  }

  /** The store opened what it returned; whatever the decisions dropped of that is closed again. */
  #keep(admitted: readonly { readonly decision: Decision; readonly facts: Facts }[], opened: number, listed = false): void {
    for (const { decision, facts } of admitted) {
      // Whoever was asked about before is decided on already, and in full.
      if (listed && this.#decisions.has(decision.subjectId)) continue;
      if (!listed) this.#onlyListed.delete(decision.subjectId);
      this.#decisions.set(decision.subjectId, decision);
      this.#facts.set(decision.subjectId, facts);
    }
    // Not waited for: a transaction's statements run in the order they are sent, so whatever is asked next runs after it,
    // and fails with it.
    if (opened > admitted.length) this.source.narrow([...this.#decisions.keys()]).catch(() => undefined);
  }
}
