import DataLoader from 'dataloader';
import { isLocalDate, type LocalDate } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { isUuid } from '../kernel/ids.js';
import type { ToldService } from '../model/service-record.js';
import { serviceRecordsBySubject, type AllowedRows, type PlacedServiceRecord, type ServiceRecordStart } from '../store/queries/service-records.js';
import type { Queryable } from '../store/request-session.js';
import { cursorOf, keysOf } from './page.js';

/** One page of one youth's service history, of the kinds that the decision on him releases. */
export interface ServiceRecordKey {
  readonly subjectId: string;
  readonly allowed: readonly AllowedRows[];
  readonly first: number;
  readonly after: string | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** Rows that are left out, by their keys. */
  readonly without: readonly string[];
}

/** A row in its place of the list. */
export interface PlacedRow {
  readonly row: ToldService;
  readonly start: ServiceRecordStart;
  readonly cursor: string;
}

export interface ServiceRecordPage {
  readonly rows: readonly PlacedRow[];
  readonly hasNextPage: boolean;
}

const LIST = 'services';

/** Loads pages of service records; youths who ask for the same page share a statement. */
export function serviceRecordLoader(session: Queryable): DataLoader<ServiceRecordKey, ServiceRecordPage, string> {
  return new DataLoader<ServiceRecordKey, ServiceRecordPage, string>(
    async (keys) => {
      const pages = new Map<ServiceRecordKey, ServiceRecordPage>();
      for (const asked of new Set(keys.map(pageKey))) {
        const same = keys.filter((key) => pageKey(key) === asked);
        const { first, after, from, to, without } = same[0]!;
        const lists = await serviceRecordsBySubject(session, same, { first: first + 1, after: startOf(after), from, to, without });
        same.forEach((key, index) => pages.set(key, pageOf(lists[index]!, first)));
      }
      return keys.map((key) => pages.get(key)!);
    },
    { cacheKeyFn: (key) => `${key.subjectId} ${pageKey(key)}` },
  );
}

function pageKey({ first, after, from, to, without }: ServiceRecordKey): string {
  return JSON.stringify([first, after, from, to, without]);
}

function pageOf(list: readonly PlacedServiceRecord[], first: number): ServiceRecordPage {
  return { rows: list.slice(0, first).map(placedRow), hasNextPage: list.length > first };
}

/** A row in its place. */
export function placedRow({ record, also, keptAs, start }: PlacedServiceRecord): PlacedRow {
  return {
    row: { record, also, keptAs }, start,
    // Made when it is asked for: a document that only reads the rows asks for one or none of them.
    get cursor() {
      return cursorOf(LIST, [start.startedOn, start.publicId]);
    },
  };
}

/** Where a page goes on. Absent: null for the first. Errors: BAD_CURSOR. */
export function startOf(after: string | null): ServiceRecordStart | null {
  if (!after) return null;
  const [startedOn, publicId] = keysOf(LIST, after, 2);
  if (publicId && isUuid(publicId) && (startedOn === null || isLocalDate(startedOn!))) return { startedOn: startedOn as LocalDate | null, publicId };
  throw new GatewayError('BAD_CURSOR', 'after is not a cursor of this list.', { field: 'after' });
}
