import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { AgencyKind } from '../../law/agreement.js';
import type { UnlinkedPerson } from '../../model/partner-link.js';
import type { Queryable, Statement } from '../request-session.js';

const WAITING: Statement = {
  name: 'waiting-like',
  text: `select id, agency_id, county, system, value, first_name, middle_name, last_name, born_on, sex, received_at, meant, outcome
  from csec.waiting_like($1::uuid, $2::text[], $3::text[], $4::text[], $5::boolean, $6::integer)`,
};

interface WaitingRow {
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

/** Beside which youth, by which keys, of which agencies, Part 2 programmes by their kinds apart; `decided`: those alone whom a worker said she is not. */
export interface WaitingBeside {
  readonly subjectId: string;
  readonly keys: readonly string[];
  readonly shown: { readonly kinds: readonly AgencyKind[]; readonly programmeKinds: readonly AgencyKind[] };
  readonly decided: boolean;
  readonly most: number;
}

/**
 * Persons of these agencies who wait and share a key with an open youth, or are meant by what was exchanged, the longest waiting first: of her county,
 * nobody whom a worker said she is not unless those are asked for, and nobody where her record is sealed.
 */
export async function waitingLike(session: Queryable, { subjectId, keys, shown, decided, most }: WaitingBeside): Promise<readonly WaitingPerson[]> {
  const rows = await session.query<WaitingRow>(WAITING, [subjectId, keys, shown.kinds, shown.programmeKinds, decided, most]);
  return rows.map((row) => ({
    id: row.id, agencyId: row.agency_id, county: row.county, system: row.system, value: row.value, firstName: row.first_name, middleName: row.middle_name,
    lastName: row.last_name, bornOn: row.born_on, sex: row.sex, receivedAt: row.received_at, meant: row.meant, decided: row.outcome,
  }));
}
