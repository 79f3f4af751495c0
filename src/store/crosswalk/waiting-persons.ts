import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { AgencyKind } from '../../law/agreement.js';
import type { UnlinkedPerson } from '../../model/partner-link.js';
import { bySubject } from '../queries/by-subject.js';
import type { Queryable, Statement } from '../request-session.js';

const WAITING: Statement = {
  name: 'waiting-like',
  text: `select beside.subject_id, w.id, w.agency_id, w.county, w.system, w.value, w.first_name, w.middle_name, w.last_name, w.born_on, w.sex, w.received_at, w.meant, w.outcome
  from jsonb_to_recordset($1::jsonb) as beside (subject_id uuid, keys text[], kinds text[], programme_kinds text[])
  cross join lateral csec.waiting_like(beside.subject_id, beside.keys, beside.kinds, beside.programme_kinds, $2::boolean, $3::integer) with ordinality as w
    (id, agency_id, county, system, value, first_name, middle_name, last_name, born_on, sex, received_at, meant, outcome, place)
  order by beside.subject_id, w.place`,
};

interface WaitingRow {
  readonly subject_id: string;
  readonly id: string; readonly agency_id: string; readonly county: string; readonly system: string; readonly value: string;
  readonly first_name: string | null; readonly middle_name: string | null; readonly last_name: string | null;
  readonly born_on: LocalDate | null; readonly sex: UnlinkedPerson['sex']; readonly received_at: Instant;
  readonly meant: boolean;
  readonly outcome: 'REJECTED' | 'UNDONE' | null;
}

/** A person who waits, and what a worker said of her beside this youth before; null where nobody did. */
export interface WaitingPerson extends UnlinkedPerson {
  /** Her agency named her by what was exchanged for this youth, where names of its were wrong before: a worker must say. */
  readonly meant: boolean;
  readonly decided: 'REJECTED' | 'UNDONE' | null;
}

/** Beside which youth, by which keys, of which agencies, Part 2 programmes by their kinds apart. */
export interface WaitingBeside {
  readonly subjectId: string;
  readonly keys: readonly string[];
  readonly shown: { readonly kinds: readonly AgencyKind[]; readonly programmeKinds: readonly AgencyKind[] };
}

/**
 * Persons of these agencies who wait and share a key with an open youth, or are meant by what was exchanged, the longest waiting first: of her county,
 * nobody whom a worker said she is not, or where `decided` those alone, and nobody where her record is sealed; `most` for each youth. In the order of
 * the youths asked.
 */
export async function waitingLike(
  session: Queryable, beside: readonly WaitingBeside[], { decided, most }: { readonly decided: boolean; readonly most: number },
): Promise<readonly (readonly WaitingPerson[])[]> {
  const asked = beside.map(({ subjectId, keys, shown }) => ({ subject_id: subjectId, keys, kinds: shown.kinds, programme_kinds: shown.programmeKinds }));
  const rows = await session.query<WaitingRow>(WAITING, [JSON.stringify(asked), decided, most]);
  return bySubject(beside.map(({ subjectId }) => subjectId), rows, (row) => ({
    id: row.id, agencyId: row.agency_id, county: row.county, system: row.system, value: row.value, firstName: row.first_name, middleName: row.middle_name,
    lastName: row.last_name, bornOn: row.born_on, sex: row.sex, receivedAt: row.received_at, meant: row.meant, decided: row.outcome,
  }));
}
