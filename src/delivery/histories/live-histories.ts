import type { ReceivedService } from '../../model/received-service.js';
import { askSource, type Account, type AskingParts } from './ask-source.js';
import type { HistoryFault } from '../../schema/history-port.js';
import { HistoryError, type HistorySource } from './history-source.js';
import { SourcePatience } from './source-patience.js';

/** What sources answered about one youth, and which of them did not. Nothing of it is kept. */
export interface LiveHistory {
  readonly answered: readonly { readonly source: HistorySource; readonly services: readonly ReceivedService[] }[];
  readonly unanswered: readonly { readonly source: HistorySource; readonly fault: HistoryFault }[];
}

export interface LiveHistoryParts extends AskingParts {
  readonly patience: SourcePatience;
  /** Told of each source that did not answer: its agency and a word, never of whom it was asked. */
  readonly onFault: (agencyId: string, fault: HistoryFault) => void;
}

/** Asks partners for the services of a youth, all at once; whoever does not answer in time is missing, and named. */
export class LiveHistories {
  constructor(private readonly parts: LiveHistoryParts) {}

  /**
   * Settles within the deadline of its patience, and never rejects for what a source did. An agency that has several names for
   * the youth is asked by one after another, and has answered when it has to all of them. `account` records each agency that is
   * asked, once. Errors: AUDIT_UNAVAILABLE.
   */
  async ask(sources: readonly HistorySource[], account: Account): Promise<LiveHistory> {
    const all = await Promise.all([...byEndpoint(sources)].map(async ([endpoint, named]) => {
      const parts = { ...this.parts, account: once(account) };
      try {
        return { answered: await this.parts.patience.ask(endpoint, (signal) => askInTurn(named, parts, signal)), unanswered: [] };
      } catch (fault) {
        if (!(fault instanceof HistoryError)) throw fault;
        this.parts.onFault(named[0]!.agencyId, fault.fault);
        return { answered: [], unanswered: [{ source: named[0]!, fault: fault.fault }] };
      }
    }));
    return { answered: all.flatMap(({ answered }) => answered), unanswered: all.flatMap(({ unanswered }) => unanswered) };
  }
}

function byEndpoint(sources: readonly HistorySource[]): ReadonlyMap<string, readonly HistorySource[]> {
  const found = new Map<string, HistorySource[]>();
  for (const source of sources) {
    const endpoint = `${source.agencyId} ${source.endpoint}`;
    found.set(endpoint, [...found.get(endpoint) ?? [], source]);
  }
  return found;
}

async function askInTurn(named: readonly HistorySource[], parts: AskingParts & { readonly account: Account }, signal: AbortSignal): Promise<LiveHistory['answered']> {
  const answered: LiveHistory['answered'][number][] = [];
  for (const source of named) answered.push({ source, services: await askSource(source, parts, signal) });
  return answered;
}

/** Asked again after it gave no answer, a source stands on record once. */
function once(account: Account): Account {
  let recorded: Promise<void> | null = null;
  return (source) => (recorded ??= account(source));
}
