import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, rm, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Clock } from '../kernel/clock.js';
import { millisOf, plusSeconds, type Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import type { DeclaredFile, UploadKind } from '../model/extract-upload.js';
import {
  claimExtract, contentOf, expireUploads, postponeExtract, settleExtract, type ClaimedExtract, type ExtractOutcome,
} from '../store/landing/received-extracts.js';
import { withSession, type SyncSession } from '../store/landing/sync-session.js';

/** An extract as files, to be taken in. */
export interface ExtractOnDisk {
  /** By which it came: its rows stay within what is the county's own. */
  readonly uploadId: string;
  readonly county: string;
  /** A folder, or a zip. */
  readonly folder: string;
  readonly kind: UploadKind;
  readonly tombstonesConfirmed: boolean;
}

/** Takes an extract in, by the same pipeline as the command line. Errors: none of the extract's; those are the outcome's. */
export type LaunchSync = (extract: ExtractOnDisk) => Promise<ExtractOutcome>;

/** What taking in pushed extracts needs. */
export interface Reception {
  readonly databaseUrl: string;
  readonly launch: LaunchSync;
  readonly clock: Clock;
  /** Where the files lie while they are taken in; the system's folder for what is temporary unless told. */
  readonly folder?: string;
}

/** Another run of the county is under way, or the database does not answer: later it may go. */
const FOR_NOW = ['CONFLICT', 'STORE_UNAVAILABLE', 'SHUTTING_DOWN'];
const KEPT_SECONDS = 7 * 86_400;

/**
 * Takes in every pushed extract that is whole, one after another, until none waits that could go now. Shape: how many.
 *
 * Guarantees: each is taken in once, also where several gateways look at once and where one of them was killed over it,
 * for a run that was cut off goes on; those of one county in the order in which they became whole; one that cannot go now
 * keeps no other county waiting; a file that is not the one declared lets none of its extract in; the bytes lie in files
 * that nobody else may read, and are gone, from disk and database, when the run has ended.
 * Errors: STORE_UNAVAILABLE; what kept an extract from its run, such as a full disk, once all others had their turn.
 */
export async function receiveExtracts({ databaseUrl, launch, clock, folder = os.tmpdir() }: Reception): Promise<number> {
  return withSession(databaseUrl, async (session) => {
    await expireUploads(session, plusSeconds(clock.now(), -KEPT_SECONDS), clock.now());
    const waiting: string[] = [];
    const faults: unknown[] = [];
    let taken = 0;
    for (let claimed = await claimExtract(session, clock.now()); claimed !== null; claimed = await claimExtract(session, clock.now(), waiting)) {
      const outcome = await outcomeOf(session, claimed, { launch, folder }).catch((fault: unknown) => {
        faults.push(fault);
        return null;
      });
      if (outcome === null || (outcome.failureCode !== null && FOR_NOW.includes(outcome.failureCode))) {
        waiting.push(claimed.id);
        await postponeExtract(session, claimed);
        continue;
      }
      await settleExtract(session, claimed, outcome, clock.now());
      taken += 1;
    }
    if (faults.length > 0) throw faults[0];
    return taken;
  });
}

type Taking = Required<Pick<Reception, 'launch' | 'folder'>>;

/** Errors: what no look later could mend by itself is an outcome; what it could, such as a full disk, is thrown. */
async function outcomeOf(session: SyncSession, claimed: ClaimedExtract, taking: Taking): Promise<ExtractOutcome> {
  // Of a name of its own each time: the run of a process that was killed may still be reading the files of before.
  const name = `csec-extract-${claimed.id}-`;
  const own = await mkdtemp(path.join(taking.folder, name));
  try {
    const outcome = await takenIn(session, claimed, { ...taking, folder: own });
    // Where this run had the county to itself, that of the killed process is over, and what it left can go.
    if (outcome.failureCode !== 'CONFLICT') await removeLeft(taking.folder, name);
    return outcome;
  } catch (fault) {
    if (fault instanceof GatewayError) return { runId: null, failureCode: fault.code };
    throw fault;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

async function removeLeft(folder: string, name: string): Promise<void> {
  for (const left of await readdir(folder)) if (left.startsWith(name)) await rm(path.join(folder, left), { recursive: true, force: true });
}

async function takenIn(session: SyncSession, claimed: ClaimedExtract, { launch, folder }: Taking): Promise<ExtractOutcome> {
  for (const file of claimed.files) {
    if (!await written(session, claimed, file, path.join(folder, file.name))) return { runId: null, failureCode: 'UPLOAD_DAMAGED' };
  }
  const [only] = claimed.files;
  const { county, kind, tombstonesConfirmed } = claimed;
  return launch({ uploadId: claimed.id, county, kind, tombstonesConfirmed, folder: only?.name.endsWith('.zip') ? path.join(folder, only.name) : folder });
}

/** Writes one file. Shape: whether it is the file that was declared. */
async function written(session: SyncSession, claimed: ClaimedExtract, file: DeclaredFile, to: string): Promise<boolean> {
  const hash = createHash('sha256');
  const out = await open(to, 'wx', 0o600);
  try {
    for await (const part of contentOf(session, claimed, file)) {
      hash.update(part);
      await out.write(part);
    }
  } finally {
    await out.close();
  }
  // A run that was cut off goes on over the same files alone, and files are known by when they were written.
  await utimes(to, secondsOf(claimed.startedAt), secondsOf(claimed.startedAt));
  return hash.digest('hex') === file.sha256;
}

const secondsOf = (at: Instant): number => Math.floor(millisOf(at) / 1000);
