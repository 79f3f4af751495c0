import type { Instant } from '../../kernel/dates.js';
import type { LinkBasis, LinkUndone, PartnerLink } from '../../model/partner-link.js';
import type { Sensitivity } from '../../model/youth.js';
import { bySubject } from '../queries/by-subject.js';
import type { Queryable, Statement } from '../request-session.js';

const LINKS: Statement = {
  name: 'partner-links-by-subject',
  text: `select subject_id, id, agency_id, system, basis, linked_by_agency_id, linked_by_person_id, linked_at, undone_at, undone_by_agency_id,
    undone_by_person_id, undone_because, told, shown from csec.partner_link where subject_id = any ($1) order by subject_id, linked_at desc, id`,
};
const UNDONE: Statement = {
  name: 'undone-links',
  text: `select subject_id, id, agency_id, basis, linked_at, undone_at, undone_by_agency_id, undone_by_person_id, undone_because, told, shown
  from csec.undone_links_of($1, $2::text[], $3::timestamptz, $4::uuid, $5::integer)`,
};

/** A link as those who keep it read it: without the partner's own number. */
export type KeptLink = Omit<PartnerLink, 'value'>;

/** A link that was undone, as the privacy officer reads it. */
export interface UndoneLink {
  readonly subjectId: string;
  readonly id: string;
  readonly agencyId: string;
  readonly basis: LinkBasis;
  readonly linkedAt: Instant;
  readonly undone: LinkUndone;
}

interface UndoneRow {
  readonly subject_id: string; readonly id: string; readonly agency_id: string; readonly basis: LinkBasis; readonly linked_at: Instant;
  readonly undone_at: Instant; readonly undone_by_agency_id: string; readonly undone_by_person_id: string; readonly undone_because: string | null;
  readonly told: readonly string[] | null; readonly shown: readonly string[] | null;
}

interface LinkRow extends Omit<UndoneRow, 'undone_at'> {
  readonly system: string; readonly linked_by_agency_id: string; readonly linked_by_person_id: string; readonly undone_at: Instant | null;
}

/** Every link of each open youth, that stands or stood, newest first. In the order of the subjects asked. */
export async function linksBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly KeptLink[])[]> {
  return bySubject(subjectIds, await session.query<LinkRow>(LINKS, [subjectIds]), (row) => ({
    subjectId: row.subject_id, id: row.id, agencyId: row.agency_id, system: row.system, basis: row.basis, linkedByAgencyId: row.linked_by_agency_id,
    linkedByPersonId: row.linked_by_person_id, linkedAt: row.linked_at, undone: row.undone_at === null ? null : undoneOf({ ...row, undone_at: row.undone_at }),
  }));
}

/** Links of a county's youths that were undone, newest first; of clients of these sensitivities. The youths need not be open. */
export async function undoneLinks(
  session: Queryable,
  page: { readonly county: string; readonly sensitivities: readonly Sensitivity[]; readonly first: number; readonly before: { readonly at: Instant; readonly id: string } | null },
): Promise<readonly UndoneLink[]> {
  const rows = await session.query<UndoneRow>(UNDONE, [page.county, page.sensitivities, page.before?.at ?? null, page.before?.id ?? null, page.first]);
  return rows.map((row) => ({
    subjectId: row.subject_id, id: row.id, agencyId: row.agency_id, basis: row.basis, linkedAt: row.linked_at, undone: undoneOf(row),
  }));
}

function undoneOf(row: Omit<UndoneRow, 'basis' | 'linked_at'>): LinkUndone {
  return {
    at: row.undone_at, byAgencyId: row.undone_by_agency_id, byPersonId: row.undone_by_person_id, because: row.undone_because ?? '', disclosureIds: row.told ?? [], shownIds: row.shown ?? [],
  };
}
