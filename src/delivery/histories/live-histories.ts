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
   * Settles within the deadline of its patience, and never rejects for what a source did. `account` records each source that
   * is asked, once. Errors: AUDIT_UNAVAILABLE.
   */
  async ask(sources: readonly HistorySource[], account: Account): Promise<LiveHistory> {
    const all = await Promise.all(sources.map(async (source) => {
      const parts = { ...this.parts, account: once(account) };
      try {
        const services = await this.parts.patience.ask(`${source.agencyId} ${source.endpoint}`, (signal) => askSource(source, parts, signal));
        return { source, services };
      } catch (fault) {
        if (!(fault instanceof HistoryError)) throw fault;
        this.parts.onFault(source.agencyId, fault.fault);
        return { source, fault: fault.fault };
      }
    }));
    return {
      answered: all.flatMap((each) => (each.services === undefined ? [] : [{ source: each.source, services: each.services }])),
      unanswered: all.flatMap((each) => (each.fault === undefined ? [] : [{ source: each.source, fault: each.fault }])),
    };
  }
}

/** Asked again after it gave no answer, a source stands on record once. */
function once(account: Account): Account {
  let recorded: Promise<void> | null = null;
  return (source) => (recorded ??= account(source));
}
