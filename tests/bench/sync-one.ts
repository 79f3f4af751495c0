import { writeFileSync } from 'node:fs';
import { systemClock } from '../../src/kernel/clock.js';
import { syncFolder } from '../../src/sync/run-sync.js';

/** What one run of the sync took. */
export interface SyncTaking {
  readonly millis: number;
  /** Of the process, in megabytes, over its whole life. */
  readonly peakMegabytes: number;
  readonly read: number;
  readonly applied: number;
  readonly youths: number;
}

/** What a process of its own is told: so that the peak of its memory is the run's and nobody else's. */
export interface SyncOrder {
  readonly url: string;
  readonly folder: string;
  readonly kind: 'FULL' | 'DELTA';
  /** A file for the taking. */
  readonly answerTo: string;
}

async function main(order: SyncOrder): Promise<void> {
  const began = performance.now();
  const report = await syncFolder({ databaseUrl: order.url, county: '19', folder: order.folder, kind: order.kind, clock: systemClock });
  const millis = performance.now() - began;
  const { read, applied } = report.totals;
  const taking: SyncTaking = { millis, peakMegabytes: process.resourceUsage().maxRSS / 1024, read, applied, youths: report.youthsAssembled };
  writeFileSync(order.answerTo, JSON.stringify(taking));
}

if (process.argv[2] !== undefined) await main(JSON.parse(process.argv[2]) as SyncOrder);
