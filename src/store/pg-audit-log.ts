import type { AuditLog } from '../audit/audit-log.js';
import { linksAfter, type AuditKey, type ChainHead } from '../audit/chain.js';
import type { Disclosure } from '../audit/disclosure.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { invariant } from '../kernel/invariant.js';
import { chainOf, type ClaimedChain } from './audit-chains.js';
import type { RequestSession, Statement } from './request-session.js';

const LOCK_CHAIN: Statement = {
  name: 'lock-chain',
  text: `select seq, encode(mac, 'hex') as mac from csec.lock_chain($1::smallint)`,
};

const APPEND: Statement = {
  name: 'append-disclosures',
  text: 'select csec.append_disclosures($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
};

/** Of how many grounds a connection remembers that the log has them; of the others it tells again. */
const GROUNDS_KNOWN = 5_000;

/**
 * The disclosure log within one session: what is appended is durable when the session commits, and not before.
 * Errors: AUDIT_UNAVAILABLE, whatever the fault; the session must then be rolled back and nothing released.
 */
export function pgAuditLog(session: RequestSession, key: AuditKey): AuditLog {
  const recorded = async (disclosures: readonly Disclosure[], send: () => Promise<void>): Promise<void> => {
    if (disclosures.length === 0) return;
    try {
      await send();
    } catch {
      throw auditUnavailable();
    }
  };
  return {
    append: (disclosures) => recorded(disclosures, () => append(session, key, disclosures, () => undefined)),
    appendAndCommit: async (disclosures) => {
      let committed: Promise<void> | null = null;
      // Sent behind the statement without waiting for it: after a statement that failed PostgreSQL rolls back instead,
      // which the session's commit takes for the fault it is.
      const commit = () => {
        committed = session.commit();
        committed.catch(() => undefined);
      };
      await recorded(disclosures, () => append(session, key, disclosures, commit));
      await (committed ?? session.commit());
    },
  };
}

/** The error of a disclosure that could not be recorded. */
export function auditUnavailable(): GatewayError {
  return new GatewayError('AUDIT_UNAVAILABLE', 'The disclosure cannot be recorded, so nothing is released.');
}

async function append(session: RequestSession, key: AuditKey, disclosures: readonly Disclosure[], whenSent: () => void): Promise<void> {
  const claimed = chainOf(session.connection);
  invariant(claimed !== undefined, 'The connection has claimed no audit chain.');
  const head = claimed.head ?? await endOf(session, claimed);
  const { links, grounds } = linksAfter(key, head, disclosures, claimed.texts);
  const fresh = [...grounds.keys()].filter((hash) => !claimed.kept.has(hash));
  // Unknown while the statement runs and after it failed; what is rolled back was never appended.
  claimed.head = null;
  const answer = session.query(APPEND, [
    head.chain, head.seq, head.mac, links.map(({ text }) => text).join('\n'), links.map(({ mac }) => mac),
    disclosures.map(({ subjectId }) => subjectId), disclosures.map(({ requestId }) => requestId),
    disclosures.map(({ at }) => at), disclosures.map(({ outcome }) => outcome), links.map((link) => link.grounds),
    fresh.length === 0 ? null : fresh.map((hash) => grounds.get(hash)!).join('\n'),
  ]);
  whenSent();
  await answer;
  session.onRollback(() => {
    claimed.head = head;
    for (const hash of fresh) claimed.kept.delete(hash);
  });
  claimed.head = { chain: head.chain, seq: head.seq + links.length, mac: links.at(-1)!.mac };
  if (claimed.kept.size >= GROUNDS_KNOWN) claimed.kept.clear();
  for (const hash of fresh) claimed.kept.add(hash);
}

async function endOf(session: RequestSession, { chain }: ClaimedChain): Promise<ChainHead> {
  const [end] = await session.query<{ seq: number; mac: string }>(LOCK_CHAIN, [chain]);
  invariant(end, 'The audit chain has no head.');
  return { chain, seq: end.seq, mac: end.mac };
}
