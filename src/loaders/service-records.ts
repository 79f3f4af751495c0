import DataLoader from 'dataloader';
import { isLocalDate, type LocalDate } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { isUuid } from '../kernel/ids.js';
import type { ServiceRecord } from '../model/service-record.js';
import { serviceRecordsBySubject, type AllowedRows, type ServiceRecordStart } from '../store/queries/service-records.js';
import type { Queryable } from '../store/request-session.js';
import { cursorOf, keysOf, type Page } from './page.js';

/** One page of one youth's service history, of the kinds that the decision on him releases. */
export interface ServiceRecordKey {
  readonly subjectId: string;
  readonly allowed: readonly AllowedRows[];
  readonly first: number;
  readonly after: string | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

export type ServiceRecordPage = Page<ServiceRecord>;

const LIST = 'services';

/** Loads pages of service records; youths who ask for the same page share a statement. */
export function serviceRecordLoader(session: Queryable): DataLoader<ServiceRecordKey, ServiceRecordPage, string> {
  return new DataLoader<ServiceRecordKey, ServiceRecordPage, string>(
    async (keys) => {
      const pages = new Map<ServiceRecordKey, ServiceRecordPage>();
      for (const asked of new Set(keys.map(pageKey))) {
        const same = keys.filter((key) => pageKey(key) === asked);
        const { first, after, from, to } = same[0]!;
        const lists = await serviceRecordsBySubject(session, same, { first: first + 1, after: startOf(after), from, to });
        same.forEach((key, index) => pages.set(key, pageOf(lists[index]!, first)));
      }
      return keys.map((key) => pages.get(key)!);
    },
    { cacheKeyFn: (key) => `${key.subjectId} ${pageKey(key)}` },
  );
}

function pageKey({ first, after, from, to }: ServiceRecordKey): string {
  return JSON.stringify([first, after, from, to]);
}

function pageOf(list: readonly { readonly record: ServiceRecord; readonly start: ServiceRecordStart }[], first: number): ServiceRecordPage {
  const rows = list.slice(0, first).map(({ record, start }) => ({
    row: record,
    // Made when it is asked for: a document that only reads the rows asks for one or none of them.
    get cursor() {
      return cursorOf(LIST, [start.startedOn, start.publicId]);
    },
  }));
  return { rows, hasNextPage: list.length > first };
}

function startOf(after: string | null): ServiceRecordStart | null {
  if (!after) return null;
  const [startedOn, publicId] = keysOf(LIST, after, 2);
  if (publicId && isUuid(publicId) && (startedOn === null || isLocalDate(startedOn!))) return { startedOn: startedOn as LocalDate | null, publicId };
  throw new GatewayError('BAD_CURSOR', 'after is not a cursor of this list.', { field: 'after' });
}
