import { createHmac, timingSafeEqual } from 'node:crypto';
import { GatewayError } from '../kernel/gateway-error.js';
import type { AuditKey, ChainHead } from './chain.js';

const SHAPE = /^csec-audit-1:((?:\d+=\d+,)*(?:\d+=\d+)?):([0-9a-f]{64})$/;

/** How long each chain was, and one code over the ends of all. Kept outside the database, it dates the log. */
export interface Checkpoint {
  readonly lengths: ReadonlyMap<number, number>;
  readonly code: string;
}

/** The line to keep elsewhere: `csec-audit-1:0=12,3=40:CODE`. Chains without a record are left out. */
export function checkpointOf(key: AuditKey, heads: readonly ChainHead[]): string {
  const ends = heads.filter((head) => head.seq > 0).sort((a, b) => a.chain - b.chain);
  return `csec-audit-1:${ends.map((head) => `${head.chain}=${head.seq}`).join(',')}:${codeOf(key, ends)}`;
}

/** Reads a checkpoint line. Errors: BAD_INPUT naming the option. */
export function readCheckpoint(text: string): Checkpoint {
  const match = SHAPE.exec(text.trim());
  if (!match) throw new GatewayError('BAD_INPUT', '--checkpoint is not a checkpoint of this log.', { field: 'checkpoint' });
  const pairs = match[1] === '' ? [] : match[1]!.split(',').map((pair) => pair.split('=').map(Number));
  return { lengths: new Map(pairs.map(([chain, seq]) => [chain!, seq!])), code: match[2]! };
}

/** Says whether the log, cut back to the checkpoint's lengths, ends as it ended then. */
export function matchesCheckpoint(key: AuditKey, checkpoint: Checkpoint, ends: readonly ChainHead[]): boolean {
  const sorted = [...ends].sort((a, b) => a.chain - b.chain);
  return timingSafeEqual(Buffer.from(codeOf(key, sorted), 'hex'), Buffer.from(checkpoint.code, 'hex'));
}

function codeOf(key: AuditKey, ends: readonly ChainHead[]): string {
  const text = ends.map(({ chain, seq, mac }) => `${chain}:${seq}:${mac}`).join('\n');
  return createHmac('sha256', key).update(`checkpoint\n${text}`, 'utf8').digest('hex');
}
