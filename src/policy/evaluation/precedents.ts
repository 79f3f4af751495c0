/** What was asked and what was answered. */
export interface Asked<Question> {
  readonly question: Question;
  readonly answer: string;
}

type Step<Question, Ruling> =
  | { readonly question: Question; readonly next: Map<string, Step<Question, Ruling>> }
  | { readonly ruling: Ruling };

/**
 * Rulings by the questions that led to them. Whoever rules asks one question after another, and which comes next follows
 * from the answers so far alone; where all are answered as they were before, the ruling is the one from before.
 * Shape: holds so many steps and then begins anew; a ruling that is not found is made again and comes out the same.
 */
export class Precedents<Question, Ruling> {
  readonly #starts = new Map<string, Step<Question, Ruling>>();
  #steps = 0;

  constructor(private readonly limit: number) {}

  /** The ruling to which these answers led from that start, asking no more than leads there. Errors: whatever an answer throws. */
  find(start: string, answer: (question: Question) => string): Ruling | undefined {
    let step = this.#starts.get(start);
    while (step !== undefined && 'next' in step) step = step.next.get(answer(step.question));
    return step?.ruling;
  }

  /** Keeps a ruling for whoever answers alike. */
  keep(start: string, asked: readonly Asked<Question>[], ruling: Ruling): void {
    if (this.#steps > this.limit) {
      this.#starts.clear();
      this.#steps = 0;
    }
    let at = this.#starts;
    let key = start;
    for (const { question, answer } of asked) {
      const known = at.get(key);
      const step = known !== undefined && 'next' in known && known.question === question ? known : { question, next: new Map<string, Step<Question, Ruling>>() };
      if (step !== known) at.set(key, step);
      this.#steps += 1;
      [at, key] = [step.next, answer];
    }
    at.set(key, { ruling });
    this.#steps += 1;
  }
}
