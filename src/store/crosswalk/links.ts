import type { Instant } from '../../kernel/dates.js';
import type { PartnerIdentifier } from '../../model/partner-link.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from '../writers/columns.js';

const FIND: Statement = { name: 'find-partner-link', text: 'select id, subject_id from csec.find_partner_link($1::uuid, $2, $3)' };
const LINK: Statement = { name: 'link-exchanged', text: 'select id, subject_id from csec.link_exchanged($1::jsonb)' };
const BEARER: Statement = { name: 'sole-bearer', text: 'select csec.sole_bearer($1::integer, $2, $3) as subject_id' };

/** The link that stands, and the youth whom it is to. */
export interface FoundLink {
  readonly linkId: string;
  readonly subjectId: string;
}

/** Who brought what was exchanged, and when; the id is that of the link, should it be new. */
export interface Exchange extends PartnerIdentifier {
  readonly id: string;
  readonly linkedByAgencyId: string;
  readonly linkedByPersonId: string;
  readonly linkedAt: Instant;
}

interface LinkRow {
  readonly id: string;
  readonly subject_id: string;
}

/**
 * The youth whom the partner means by an identifier. For what is received: it opens no subject, and what comes of it may
 * never show in an answer to the partner. Absent: null where no link stands.
 */
export async function findLink(session: Queryable, { agencyId, system, value }: PartnerIdentifier): Promise<FoundLink | null> {
  return found(await session.query<LinkRow>(FIND, [agencyId, system, value]));
}

/**
 * Links the identifier to the youth whom the partner's pseudonym means: no name but one that we gave means a youth that
 * there is. The link that stands is answered where it is to that youth.
 * Absent: null where there is no such youth, the identifier is another's, or a worker undid this link before.
 */
export async function linkByPseudonym(session: Queryable, exchange: Exchange & { readonly subjectId: string }): Promise<FoundLink | null> {
  return found(await session.query<LinkRow>(LINK, [JSON.stringify(columnsOf({ ...exchange, basis: 'PSEUDONYM' }))]));
}

/**
 * Links the identifier to the one youth of the county who bears an identifier that the county keeps too (`systemCode` as
 * NCWSNO_T has it); nobody whose record is sealed. Absent: null where nobody or more than one does, and as `linkByPseudonym`.
 */
export async function linkBySharedIdentifier(
  session: Queryable, { shared, ...exchange }: Exchange & { readonly shared: { readonly systemCode: number; readonly value: string; readonly county: string } },
): Promise<FoundLink | null> {
  const [bearer] = await session.query<{ readonly subject_id: string | null }>(BEARER, [shared.systemCode, shared.value, shared.county]);
  // Nobody costs what somebody does: the partner waits for this, and must not learn by it.
  const subjectId = bearer?.subject_id ?? exchange.id;
  return found(await session.query<LinkRow>(LINK, [JSON.stringify(columnsOf({ ...exchange, subjectId, basis: 'SHARED_IDENTIFIER' }))]));
}

function found([row]: readonly LinkRow[]): FoundLink | null {
  return row ? { linkId: row.id, subjectId: row.subject_id } : null;
}
