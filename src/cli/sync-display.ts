import { SingleBar } from 'cli-progress';
import type { SyncProgress } from '../sync/run-sync.js';

/** Shows a run while it goes on. */
export interface SyncDisplay {
  show(progress: SyncProgress): void;
  /** Takes the display off the screen, so that what follows stands on its own line. */
  end(): void;
}

/** A bar on a terminal, plain lines elsewhere: one as each table begins, and one each transaction of assembly. */
export function syncDisplay(stream: NodeJS.WritableStream, isTerminal: boolean): SyncDisplay {
  return isTerminal ? barDisplay(stream) : lineDisplay(stream);
}

function barDisplay(stream: NodeJS.WritableStream): SyncDisplay {
  const bar = new SingleBar({
    stream, format: '{step} |{bar}| {percentage}% | {duration_formatted} | {eta_formatted} left', hideCursor: true, clearOnComplete: true,
  });
  let phase: SyncProgress['phase'] | null = null;
  return {
    show: (progress) => {
      const [done, total] = progress.phase === 'LANDING' ? [progress.bytesRead, progress.bytesTotal] : [progress.clients, progress.clientsTotal];
      const step = (progress.phase === 'LANDING' ? progress.table : 'assembly').padEnd(8);
      if (phase !== progress.phase) {
        if (phase !== null) bar.stop();
        bar.start(total, done, { step });
        phase = progress.phase;
      } else {
        bar.update(done, { step });
      }
    },
    end: () => bar.stop(),
  };
}

function lineDisplay(stream: NodeJS.WritableStream): SyncDisplay {
  let table: string | null = null;
  return {
    show: (progress) => {
      if (progress.phase === 'ASSEMBLY') {
        stream.write(`Assembled ${progress.clients} of ${progress.clientsTotal} changed clients.\n`);
      } else if (progress.table !== table) {
        table = progress.table;
        stream.write(`Reading ${table}.\n`);
      }
    },
    end: () => undefined,
  };
}
