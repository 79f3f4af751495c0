import type { PartnerIdentifier } from '../../src/model/partner-link.js';
import { AS_OF, asOwner } from './small-county.js';

/** Has a link stand, as if a pseudonym had been exchanged for it, under an id that the test knows. */
export async function standingLink(url: string, { agencyId, system, value, id, subjectId }: PartnerIdentifier & { readonly id: string; readonly subjectId: string }): Promise<void> {
  await asOwner(url, (client) => client.query(`insert into csec.partner_link (subject_id, id, agency_id, system, value, basis, linked_by_agency_id,
    linked_by_person_id, linked_at) values ($1, $2, $3, $4, $5, 'PSEUDONYM', $3, 'system', $6)`, [subjectId, id, agencyId, system, value, AS_OF]));
}
