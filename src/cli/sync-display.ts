import { SingleBar } from 'cli-progress';
import type { SyncProgress } from '../sync/run-sync.js';

/** Shows a run while it goes on. */
export interface SyncDisplay {
  show(progress: SyncProgress): void;
  /** Takes the display off the screen, so that what follows stands on its own line. */
  end(): void;
}

/**
 * A bar with rate and time left on a terminal. Plain lines elsewhere: one as each table begins, one each transaction of
 * assembly, and the bar's numbers every quarter of a minute. `elapsed` tells milliseconds from any beginning.
 */
export function syncDisplay(stream: NodeJS.WritableStream, isTerminal: boolean, elapsed: () => number = () => performance.now()): SyncDisplay {
  return isTerminal ? barDisplay(stream, elapsed) : lineDisplay(stream, elapsed);
}

/** How fast a phase goes, from what it began with. */
class Pace {
  private phase: SyncProgress['phase'] | null = null;
  private begun = { at: 0, done: 0 };

  constructor(private readonly elapsed: () => number) {}

  /** Units a second since the phase began; null in its first second. */
  of(progress: SyncProgress): { readonly done: number; readonly total: number; readonly perSecond: number | null } {
    const [done, total] = progress.phase === 'LANDING' ? [progress.bytesRead, progress.bytesTotal] : [progress.clients, progress.clientsTotal];
    if (this.phase !== progress.phase) {
      this.phase = progress.phase;
      this.begun = { at: this.elapsed(), done };
    }
    const seconds = (this.elapsed() - this.begun.at) / 1_000;
    return { done, total, perSecond: seconds < 1 ? null : (done - this.begun.done) / seconds };
  }
}

function rateText(phase: SyncProgress['phase'], perSecond: number | null): string {
  if (perSecond === null) return '';
  return phase === 'LANDING' ? `${(perSecond / 1_000_000).toFixed(1)} MB/s` : `${Math.round(perSecond).toLocaleString('en-US')} clients/s`;
}

function barDisplay(stream: NodeJS.WritableStream, elapsed: () => number): SyncDisplay {
  const pace = new Pace(elapsed);
  const bar = new SingleBar({
    stream, format: '{step} |{bar}| {percentage}% | {rate} | {duration_formatted} | {eta_formatted} left', hideCursor: true, clearOnComplete: true,
  });
  let phase: SyncProgress['phase'] | null = null;
  return {
    show: (progress) => {
      const { done, total, perSecond } = pace.of(progress);
      const rate = rateText(progress.phase, perSecond);
      const step = (progress.phase === 'LANDING' ? progress.table : 'assembly').padEnd(8);
      if (phase !== progress.phase) {
        if (phase !== null) bar.stop();
        bar.start(total, done, { step, rate });
        phase = progress.phase;
      } else {
        bar.update(done, { step, rate });
      }
    },
    end: () => bar.stop(),
  };
}

const MILLIS_BETWEEN_LINES = 15_000;

function lineDisplay(stream: NodeJS.WritableStream, elapsed: () => number): SyncDisplay {
  const pace = new Pace(elapsed);
  let toldAt = elapsed();
  let table: string | null = null;
  return {
    show: (progress) => {
      const { done, total, perSecond } = pace.of(progress);
      if (elapsed() - toldAt >= MILLIS_BETWEEN_LINES && perSecond !== null && perSecond > 0) {
        toldAt = elapsed();
        const left = Math.ceil((total - done) / perSecond);
        stream.write(`${Math.floor((done * 100) / Math.max(total, 1))} % of this phase, ${rateText(progress.phase, perSecond)}, ${left} s left.\n`);
      }
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
