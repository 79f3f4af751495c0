import type { Change } from '../../src/model/change.js';
import { assembleStaleYouths } from '../../src/store/assembly/assemble.js';
import type { SyncSession } from '../../src/store/landing/sync-session.js';
import { change, land } from './landing-rows.js';

/** Assembles whoever waits for it, in county 19. */
export const assemble = (session: SyncSession, batchSize = 100) => assembleStaleYouths([session], { county: '19', batchSize, deriveAbsences: () => [] });

let lastKid = 0;
/** The key of a client whom no test had before. */
export const nextKid = (): string => `kid${String(lastKid += 1).padStart(7, '0')}`;
/** The row of a client who is a child. */
export const child = (key: string, record: object = {}) => change('CLIENT_T', key, { isChild: true, sensitivity: 'N', ...record } as never, { clientKey: key });
export const on = (day: string | null) => day as never;

/** Lands rows one by one, in their order. */
export async function landAll(session: SyncSession, ...changes: readonly Change[]): Promise<void> {
  for (const one of changes) await land(session, one.table as never, [one]);
}

/** The youth of a client as assembled. Absent: undefined when there is none. */
export async function youth(session: SyncSession, key: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await session.query<{ y: Record<string, unknown> }>('select to_jsonb(y) as y from csec.youth y where client_key = $1', [key]);
  return row?.y;
}

export const caseOf = (kid: string, key: string, county: string | null, startedOn: string, endedOn: string | null) =>
  change('CASE_T', key, { county, startedOn: on(startedOn), endedOn: on(endedOn), limitedAccess: 'N' }, { clientKey: kid });
export const referralOf = (kid: string, key: string, county: string | null, receivedOn: string, closedOn: string | null): Change[] => [
  change('REFERL_T', key, { county, receivedOn: on(receivedOn), closedOn: on(closedOn), limitedAccess: 'N' }),
  change('REFR_CLT', `${key}:${kid}`, {}, { clientKey: kid, parentKey: key }),
];
