import type { LocalDate } from '../../kernel/dates.js';
import type { Address } from '../../model/address.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject, coded } from './by-subject.js';

const ADDRESSES: Statement = {
  name: 'addresses-by-subject',
  text: `select subject_id, kind_code, kind_display, started_on, ended_on, street, unit, city, state, zip, county, phone,
    homeless
  from csec.address where subject_id = any ($1) order by subject_id, ended_on desc nulls first, started_on desc nulls last, record_key`,
};

interface AddressRow {
  readonly subject_id: string; readonly kind_code: number | null; readonly kind_display: string | null;
  readonly started_on: LocalDate | null; readonly ended_on: LocalDate | null; readonly street: string | null;
  readonly unit: string | null; readonly city: string | null; readonly state: string | null;
  readonly zip: string | null; readonly county: string | null; readonly phone: string | null;
  readonly homeless: boolean | null;
}

/** Addresses of each subject, the current and newest first. In the order of the subjects asked. */
export async function addressesBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly Address[])[]> {
  const rows = await session.query<AddressRow>(ADDRESSES, [subjectIds]);
  return bySubject(subjectIds, rows, toAddress);
}

function toAddress(row: AddressRow): Address {
  return {
    subjectId: row.subject_id, kind: coded(row.kind_code, row.kind_display), startedOn: row.started_on,
    endedOn: row.ended_on, street: row.street, unit: row.unit, city: row.city, state: row.state, zip: row.zip,
    county: row.county, phone: row.phone, homeless: row.homeless,
  };
}
