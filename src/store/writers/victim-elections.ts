import type { VictimElection } from '../../model/victim-election.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from './columns.js';

const RECORD: Statement = { name: 'record-victim-election', text: 'select csec.record_victim_election($1::jsonb)' };

/** Keeps what the victim elected, for an open subject; it stands for every election before it, which are kept beside. */
export async function recordVictimElection(session: Queryable, election: VictimElection): Promise<void> {
  await session.query(RECORD, [JSON.stringify(columnsOf(election))]);
}
