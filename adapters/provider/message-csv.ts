import { csvOf, type CsvRow } from './csv.js';
import type { ProviderMessage } from './profile.js';

/** Columns of the plain profile as CSV: which record a row is of, what it tells, and on every row its authority and handling. */
export const CSV_COLUMNS = [
  'profile', 'record', 'client.id', 'client.idSystem', 'client.county', 'client.firstName', 'client.ageBand', 'csec.status', 'safety.currentlyMissing',
  'type.system', 'type.code', 'type.display', 'isVictim', 'name', 'programme', 'through', 'kind', 'role', 'phone', 'status', 'startedOn', 'endedOn', 'flags',
  'tool', 'date', 'agency', 'doubtful', 'review',
  'message.decision', 'message.policy', 'message.generatedAt', 'message.county', 'recipient.id', 'recipient.name', 'recipient.kind',
  'authority.basis', 'authority.consents', 'authority.consentScopes', 'authority.expires', 'authority.notices',
  'handling.conf', 'handling.labels', 'handling.obligations', 'handling.deleteBy', 'withheld',
] as const;
type Row = CsvRow<(typeof CSV_COLUMNS)[number]>;

/** The profile as CSV: a row of the client, and a row for each entry, project, screening, placement, absence, service and contact. */
export function messageCsv(message: ProviderMessage): string {
  const { client, csec, safety } = message;
  const every = accompanying(message);
  const rows: readonly Row[] = [
    {
      record: 'client', 'client.county': client.county, 'client.firstName': client.firstName, 'client.ageBand': client.ageBand,
      'csec.status': csec?.status, 'safety.currentlyMissing': safety?.currentlyMissing,
    },
    ...(csec?.entries ?? []).map(({ type, ...entry }): Row => ({ record: 'csec.entry', ...typed(type), ...entry })),
    ...(csec?.specialProjects ?? []).map((project): Row => ({ record: 'csec.specialProject', ...project })),
    ...(message.screenings ?? []).map((screening): Row => ({ record: 'screening', ...screening })),
    ...(message.placements ?? []).map(({ type, ...placement }): Row => ({ record: 'placement', ...typed(type), ...placement })),
    ...(safety?.away ?? []).map(({ kind, from, to }): Row => ({ record: 'away', kind, startedOn: from, endedOn: to })),
    ...(message.services ?? []).map(({ type, words, ...service }): Row => ({ record: 'service', ...typed(type), name: words, ...service })),
    ...(message.contacts ?? []).map((contact): Row => ({ record: 'contact', ...contact })),
  ];
  return csvOf(CSV_COLUMNS, rows.map((row) => ({ ...row, ...every })));
}

const typed = (type: { readonly system: string; readonly code: number; readonly display?: string | undefined } | undefined): Row =>
  (type === undefined ? {} : { 'type.system': type.system, 'type.code': type.code, 'type.display': type.display });

/** What stands on every row, so that none is ever without its duties. */
function accompanying({ profile, client, message, authority, handling, withheld }: ProviderMessage): Row {
  return {
    profile, 'client.id': client.id, 'client.idSystem': client.idSystem,
    'message.decision': message.decision, 'message.policy': message.policy, 'message.generatedAt': message.generatedAt, 'message.county': message.county,
    'recipient.id': message.recipient.id, 'recipient.name': message.recipient.name, 'recipient.kind': message.recipient.kind,
    'authority.basis': authority.basis, 'authority.consents': authority.consents, 'authority.consentScopes': authority.consentScopes.map(({ text }) => text),
    'authority.expires': authority.expires,
    'authority.notices': authority.notices.map(({ text }) => text),
    'handling.conf': handling.conf, 'handling.labels': handling.labels, 'handling.obligations': handling.obligations, 'handling.deleteBy': handling.deleteBy,
    withheld,
  };
}
