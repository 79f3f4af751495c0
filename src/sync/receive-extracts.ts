import { createHash } from 'node:crypto';
import { mkdir, open, rm, utimes } from 'node:fs/promises';
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
 * for a run that was cut off goes on; a file that is not the one declared lets none of its extract in; the bytes lie in
 * files that nobody else may read, and are gone, from disk and database, when the run has ended.
 * Errors: STORE_UNAVAILABLE.
 */
export async function receiveExtracts({ databaseUrl, launch, clock, folder = os.tmpdir() }: Reception): Promise<number> {
  return withSession(databaseUrl, async (session) => {
    await expireUploads(session, plusSeconds(clock.now(), -KEPT_SECONDS), clock.now());
    let taken = 0;
    for (;;) {
      const claimed = await claimExtract(session, clock.now());
      if (claimed === null) return taken;
      const outcome = await takenIn(session, claimed, { launch, folder });
      if (outcome.failureCode !== null && FOR_NOW.includes(outcome.failureCode)) {
        await postponeExtract(session, claimed);
        return taken;
      }
      await settleExtract(session, claimed, outcome, clock.now());
      taken += 1;
    }
  });
}

async function takenIn(session: SyncSession, claimed: ClaimedExtract, { launch, folder }: Required<Pick<Reception, 'launch' | 'folder'>>): Promise<ExtractOutcome> {
  // Of one name, so that whoever takes up what a killed process left finds its files too, and removes them.
  const own = path.join(folder, `csec-extract-${claimed.id}`);
  await rm(own, { recursive: true, force: true });
  await mkdir(own, { mode: 0o700 });
  try {
    for (const file of claimed.files) {
      if (!await written(session, claimed, file, path.join(own, file.name))) return { runId: null, failureCode: 'UPLOAD_DAMAGED' };
    }
    const [only] = claimed.files;
    const { county, kind, tombstonesConfirmed } = claimed;
    return await launch({ county, kind, tombstonesConfirmed, folder: only?.name.endsWith('.zip') ? path.join(own, only.name) : own });
  } catch (fault) {
    if (fault instanceof GatewayError) return { runId: null, failureCode: fault.code };
    throw fault;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
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
