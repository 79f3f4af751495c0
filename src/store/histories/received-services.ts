import type { Instant } from '../../kernel/dates.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { ReceivedService } from '../../model/received-service.js';
import type { Queryable, Statement } from '../request-session.js';

const RECEIVE: Statement = { name: 'receive-services', text: 'select csec.receive_services($1::uuid, $2, $3::jsonb, $4::timestamptz)' };

/** Whose records these are: the agency, and the county under whose agreement it sends them. */
export interface ServicesFrom {
  readonly agencyId: string;
  readonly county: string;
  readonly at: Instant;
}

/**
 * Keeps records of services under what their agency calls them. A record again changes nothing, a newer one stands for an
 * older. It opens no subject, answers nothing and looks for nobody, so that nobody learns by it who is linked to whom: whose
 * the records are is found by `placeServices`. Keys must differ.
 */
export async function receiveServices(session: Queryable, services: readonly ReceivedService[], { agencyId, county, at }: ServicesFrom): Promise<void> {
  if (services.length === 0) return;
  const rows = services.map(({ key, names, person, updatedAt, record }) => ({
    key, ...person, sameAs: names.length === 0 ? null : names.join('\n'), updatedAt, record: record && {
      category: record.category, kind: record.kind, serviceText: record.serviceText, status: record.status, startedOn: record.startedOn,
      endedOn: record.endedOn, requestedOn: record.requestedOn, priority: record.priority, standsByRequest: record.standsByRequest,
      providerName: record.providerName, system: record.provenance.system, regime: record.provenance.regime, consentedBy: record.provenance.consentedBy,
    },
  }));
  await session.query(RECEIVE, [agencyId, county, JSON.stringify(rows), at]);
}

/** How a received record is called in the history of a youth. */
export const receivedKey = (agencyId: string, key: string): string => `partner:${agencyId}:${key}`;

const LINK: Statement = { name: 'link-named', text: 'select csec.link_named($1::uuid, $2::integer) as looked' };
const PLACE: Statement = { name: 'place-waiting', text: 'select looked, failed, last from csec.place_waiting($1::uuid, $2::bigint, $3::integer, $4::timestamptz)' };
const YOUTH: Statement = { name: 'place-youth', text: 'select csec.place_youth($1::uuid, $2::timestamptz)' };
const AGAIN: Statement = { name: 'place-again', text: 'select csec.place_again($1::uuid, $2::uuid, $3::timestamptz)' };
const APPLY: Statement = { name: 'apply-terms', text: 'select csec.apply_terms($1::uuid, $2::timestamptz)' };
const PLACE_FINDINGS: Statement = { name: 'place-waiting-findings', text: 'select csec.place_waiting_findings($1::uuid, $2::integer, $3::timestamptz) as looked' };
const FINDINGS_AGAIN: Statement = { name: 'place-findings-again', text: 'select csec.place_findings_again($1::uuid, $2::uuid, $3::timestamptz)' };
const SENDING: Statement = { name: 'agencies-sending', text: 'select agency_id from csec.agencies_sending() as agency_id' };
/** Persons who are looked for, and records that are shown, by one statement. */
const AT_ONCE = 500;

/**
 * Finds whom an agency named, shows what it pushed in the histories of those whom links name, as the terms of the moment permit,
 * and takes away what no longer is theirs; and findings of screenings likewise. For the delivering role. Errors: INTERNAL when a
 * record cannot be shown, after all others were; it waits on.
 */
export async function placeServices(store: Queryable, agencyId: string, at: Instant): Promise<void> {
  for (let looked = AT_ONCE; looked === AT_ONCE;) {
    const [row] = await store.query<{ readonly looked: number }>(LINK, [agencyId, AT_ONCE]);
    looked = Number(row?.looked ?? 0);
  }
  let failed = 0;
  for (let looked = AT_ONCE, after = '0'; looked === AT_ONCE;) {
    const [row] = await store.query<{ readonly looked: number; readonly failed: number; readonly last: string | null }>(PLACE, [agencyId, after, AT_ONCE, at]);
    looked = Number(row?.looked ?? 0);
    failed += Number(row?.failed ?? 0);
    after = row?.last ?? after;
  }
  for (let looked = AT_ONCE; looked === AT_ONCE;) {
    const [row] = await store.query<{ readonly looked: number }>(PLACE_FINDINGS, [agencyId, AT_ONCE, at]);
    looked = Number(row?.looked ?? 0);
  }
  if (failed > 0) throw new GatewayError('INTERNAL', 'Service records that were received cannot be shown.');
}

/** Shows again what was pushed of the person whom a link is or was of. For the delivering role. */
export async function placeAgain(store: Queryable, agencyId: string, linkId: string, at: Instant): Promise<void> {
  await store.query(AGAIN, [agencyId, linkId, at]);
  await store.query(FINDINGS_AGAIN, [agencyId, linkId, at]);
}

/** Shows again what was pushed of a youth who moved, to the county where she is. For the delivering role. */
export async function placeYouth(store: Queryable, subjectId: string, at: Instant): Promise<void> {
  await store.query(YOUTH, [subjectId, at]);
}

/**
 * Does `placeServices`, and first of all lets go of what the terms of the moment do not have kept, and has looked at again
 * what they permit no longer, or anew.
 */
export async function applyTerms(store: Queryable, agencyId: string, at: Instant): Promise<void> {
  await store.query(APPLY, [agencyId, at]);
  await placeServices(store, agencyId, at);
}

/** Does `applyTerms` for every agency of which anything was received. Errors: that of the last that failed, after all were tried. */
export async function placeAll(store: Queryable, at: Instant): Promise<void> {
  let fault: unknown = null;
  for (const { agency_id } of await store.query<{ readonly agency_id: string }>(SENDING)) {
    await applyTerms(store, agency_id, at).catch((failed: unknown) => { fault = failed; });
  }
  if (fault !== null) throw fault;
}
