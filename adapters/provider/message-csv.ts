import { csvOf, type CsvRow } from './csv.js';
import type { ProviderMessage } from './profile.js';

const CODED = ['system', 'code', 'display'] as const;

/** Columns of the plain profile as CSV: which record a row is of, and the path of each member in the JSON. */
export const CSV_COLUMNS = [
  'profile', 'record',
  ...under('client', ['id', 'idSystem', 'county', 'firstName', 'ageBand']),
  ...under('csec', ['status', 'since']),
  ...under('csec.entries', [...under('type', CODED), 'isVictim', 'start', 'end', 'flags']),
  ...under('csec.specialProjects', ['name', 'programme', 'through', 'start', 'end', 'flags']),
  ...under('referral', ['id', 'requestedService', ...under('type', CODED), 'provider', 'priority', 'requestedAt', 'dueAt', 'status']),
  ...under('placement', [...under('type', CODED), 'start', 'end']),
  ...under('safety', ['currentlyMissing', ...under('lastAway', ['from', 'to'])]),
  ...under('safety.away', ['kind', 'from', 'to']),
  ...under('services', ['id', 'kind', ...under('type', CODED), 'words', 'provider', 'status', 'start', 'end']),
  ...under('screening', ['tool', 'date', 'agency', 'doubtful', 'review']),
  ...under('contacts', ['role', 'name', 'phone', 'start', 'end']),
  ...under('message', ['decision', 'policy', 'generatedAt', 'county', ...under('recipient', ['id', 'name', 'kind'])]),
  ...under('authority', ['basis', 'consentId', 'consentScopes', 'expires', 'notices']),
  ...under('handling', ['conf', 'labels', 'obligations', 'deleteBy']),
  'withheld',
] as const;
type Column = (typeof CSV_COLUMNS)[number];
type Row = CsvRow<Column>;

/** The profile as CSV: a row of the client, and a row for each member of each list. On every row stand its authority and handling. */
export function messageCsv({ profile, client, csec, safety, referral, placement, services, screening, contacts, ...message }: ProviderMessage): string {
  const { consentScopes, notices, ...authority } = message.authority;
  const every: Row = {
    profile, 'client.id': client.id, 'client.idSystem': client.idSystem, ...cellsOf('message', message.message), ...cellsOf('handling', message.handling),
    ...cellsOf('authority', { ...authority, consentScopes: consentScopes.map(({ text }) => text), notices: notices.map(({ text }) => text) }),
    withheld: message.withheld,
  };
  const lists: Readonly<Record<string, readonly object[] | undefined>> = {
    'csec.entries': csec?.entries, 'csec.specialProjects': csec?.specialProjects, referral, placement, 'safety.away': safety?.away, services, screening, contacts,
  };
  const rows: readonly Row[] = [
    {
      record: 'client', ...cellsOf('client', client), ...cellsOf('csec', { status: csec?.status, since: csec?.since }),
      ...cellsOf('safety', { currentlyMissing: safety?.currentlyMissing, lastAway: safety?.lastAway }),
    },
    ...Object.entries(lists).flatMap(([path, list]) => (list ?? []).map((member): Row => ({ record: path, ...cellsOf(path, member) }))),
  ];
  return csvOf(CSV_COLUMNS, rows.map((row) => ({ ...row, ...every })));
}

/** The members of a part, each under its path. */
function cellsOf(path: string, part: object): Row {
  const cells = Object.entries(part).map(([member, value]: [string, unknown]): Row => (
    value !== null && typeof value === 'object' && !Array.isArray(value) ? cellsOf(`${path}.${member}`, value) : { [`${path}.${member}`]: value }));
  return Object.assign({}, ...cells) as Row;
}

function under<Path extends string, Member extends string>(path: Path, members: readonly Member[]): readonly `${Path}.${Member}`[] {
  return members.map((member) => `${path}.${member}` as const);
}
