import { parseArgs } from 'node:util';
import type { CsvFormat } from '../../adapters/cws-cms/extract/csv-format.js';
import { SOURCE_TABLES } from '../../adapters/cws-cms/layout/layouts.js';
import type { HistoricalProject } from '../../adapters/cws-cms/special-project-settings.js';
import { GatewayError } from '../kernel/gateway-error.js';

export const SYNC_USAGE = `Usage: npm run sync -- --county NN EXTRACT [options]

Takes a county's CWS/CMS extract in: a folder or a zip with one CSV a table, named after the table (CLIENT_T.csv), each
packed by gzip or not; one such file; or - for standard input: a zip, or with --table one CSV.
Started again over the same extract after it was cut off, it goes on where it stood.

  --county NN                       whose extract it is, 01 to 58
  --delta                           only what changed: no table is missed
  --table NAME                      the table of the CSV that standard input gives
  --wait                            waits while another run of the county is under way, in place of refusing
  --latin1                          the files are ISO 8859-1, not UTF-8
  --delimiter C                     the character between fields; , unless told
  --quote C                         the character around fields; " unless told
  --null-token TEXT …               a text that means "no value", in place of NULL, [NULL] and null
  --historical-project NAME[=TYPE] … a special project of ACL 15-49 and the grid type (6867 to 6872) it stood for
  --fail-on-control                 takes nothing when the files are not what CONTROL.csv states
  --stop-at-tombstones N            takes nothing when more than N % of a table's rows, and at least 10, would be
                                    removed; 5 unless told
  --yes-tombstone                   they are to be removed
  --retry-quarantine                reads again the lines of EXTRACT that stand in quarantine, and nothing else of it: the
                                    gateway keeps no text of them, so the same files are needed
  --export-quarantine FILE          writes what stands in quarantine as CSV, places and reasons without any text of the
                                    rows, and does nothing else; takes no EXTRACT
  --upload ID                       a row that would touch what another county landed goes to quarantine: as of an extract
                                    that the county pushed, which this is; ID is the upload's. The gateway says so itself
  --json                            prints the report as JSON, or { "failureCode": … } of what failed
  --help                            prints this

CONTROL.csv, where the county sends one: TABLE,ROWS or TABLE,ROWS,SUM_COLUMN,SUM, a line a table or a summed column.

Exit codes: 0 done; 2 the command line; 65 a file or the folder cannot be read, or is not what CONTROL.csv states;
69 the database does not answer, or another run is under way; 73 the export cannot be written;
77 rows would be removed, and that needs --yes-tombstone.
`;

/** What the command line asks for. */
export interface SyncWish {
  readonly county: string;
  /** A folder or file; `-` for standard input. Absent: null for what needs none. */
  readonly folder: string | null;
  readonly kind: 'FULL' | 'DELTA' | 'RETRY';
  /** The table that standard input gives as CSV; null when it gives a zip. */
  readonly table: string | null;
  readonly whenBusy: 'refuse' | 'wait';
  readonly failOnControl: boolean;
  readonly stopAtTombstones: number | null;
  readonly tombstonesConfirmed: boolean;
  /** Where the quarantine is written to, and nothing else done. */
  readonly exportQuarantine: string | null;
  readonly format: Partial<CsvFormat>;
  readonly nullTokens: ReadonlySet<string> | null;
  readonly historical: readonly HistoricalProject[];
  /** The upload by which the county pushed the extract; null for an operator's. */
  readonly uploadId: string | null;
  readonly json: boolean;
}

const OPTIONS = {
  county: { type: 'string' },
  delta: { type: 'boolean' },
  table: { type: 'string' },
  wait: { type: 'boolean' },
  latin1: { type: 'boolean' },
  delimiter: { type: 'string' },
  quote: { type: 'string' },
  'null-token': { type: 'string', multiple: true },
  'historical-project': { type: 'string', multiple: true },
  'fail-on-control': { type: 'boolean' },
  'stop-at-tombstones': { type: 'string' },
  'yes-tombstone': { type: 'boolean' },
  'retry-quarantine': { type: 'boolean' },
  'export-quarantine': { type: 'string' },
  upload: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Reads the command line; `HELP` when it asks for it. Errors: BAD_INPUT naming the option, never its text. */
export function readSyncArguments(argv: readonly string[]): SyncWish | 'HELP' {
  const { values, positionals } = parse(argv);
  if (values.help) return 'HELP';
  if (values.table !== undefined && !(SOURCE_TABLES as readonly string[]).includes(values.table.toUpperCase())) throw fault('--table', 'is no table that is read');
  if (values.county === undefined || !/^(0[1-9]|[1-4]\d|5[0-8])$/.test(values.county)) throw fault('--county', 'is not a county number, 01 to 58');
  return {
    county: values.county,
    folder: folderOf(positionals, values['export-quarantine'] !== undefined),
    kind: kindOf(values.delta ?? false, values['retry-quarantine'] ?? false),
    table: values.table?.toUpperCase() ?? null,
    whenBusy: values.wait ? 'wait' : 'refuse',
    failOnControl: values['fail-on-control'] ?? false,
    stopAtTombstones: values['stop-at-tombstones'] === undefined ? null : perCent('--stop-at-tombstones', values['stop-at-tombstones']),
    tombstonesConfirmed: values['yes-tombstone'] ?? false,
    exportQuarantine: values['export-quarantine'] ?? null,
    format: {
      ...(values.latin1 ? { encoding: 'LATIN1' as const } : {}),
      ...(values.delimiter === undefined ? {} : { delimiter: oneCharacter('--delimiter', values.delimiter) }),
      ...(values.quote === undefined ? {} : { quote: oneCharacter('--quote', values.quote) }),
    },
    nullTokens: values['null-token'] === undefined ? null : new Set(values['null-token']),
    historical: (values['historical-project'] ?? []).map(historicalProject),
    uploadId: values.upload === undefined ? null : uuid('--upload', values.upload),
    json: values.json ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: true });
  } catch {
    throw fault('An option', 'is unknown or lacks its value');
  }
}

function folderOf([folder = '', ...more]: readonly string[], needsNone: boolean): string | null {
  if (more.length > 0) throw fault('EXTRACT', 'is given more than once');
  if (needsNone && folder === '') return null;
  if (needsNone) throw fault('EXTRACT', 'is not read where the quarantine is exported');
  if (folder === '') throw fault('EXTRACT', 'is missing');
  return folder;
}

function kindOf(isDelta: boolean, retries: boolean): SyncWish['kind'] {
  if (retries && isDelta) throw fault('--delta', 'is not for --retry-quarantine');
  if (retries) return 'RETRY';
  return isDelta ? 'DELTA' : 'FULL';
}

function uuid(option: string, text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) throw fault(option, 'is not the id of an upload');
  return text;
}

function perCent(option: string, text: string): number {
  if (!/^\d{1,3}(\.\d{1,2})?%?$/.test(text) || Number.parseFloat(text) > 100) throw fault(option, 'is not a number of per cent, 0 to 100');
  return Number.parseFloat(text);
}

function oneCharacter(option: string, text: string): string {
  const character = text === '\\t' || text === 'tab' ? '\t' : text;
  if (character.length !== 1 || /[\r\n]/.test(character)) throw fault(option, 'is not one character');
  return character;
}

function historicalProject(text: string): HistoricalProject {
  const [, name, type] = /^(.+?)(?:=(\d{4}))?$/.exec(text) ?? [];
  const gridType = type === undefined ? null : Number(type);
  if (!name || name.includes('=') || (gridType !== null && (gridType < 6867 || gridType > 6872))) {
    throw fault('--historical-project', 'is not NAME or NAME=TYPE with a grid type, 6867 to 6872');
  }
  return { name, gridType };
}

function fault(option: string, says: string): GatewayError {
  return new GatewayError('BAD_INPUT', `${option} ${says}.`, { fields: [option] });
}
