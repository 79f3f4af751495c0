import { parseArgs } from 'node:util';
import type { AccountingReader, AccountingRequest } from '../audit/accounting.js';
import { isLocalDate, type LocalDate } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { isUuid, parseGlobalId } from '../kernel/ids.js';

export const ACCOUNTING_USAGE = `Usage: npm run -s accounting -- --case ID | --recipient ID [options]

Prints to whom what was disclosed, from the disclosure log: of one youth, or of everything one agency received. It holds
ids, categories and law, never a value of a record. It names no reporter and nothing that was sealed; in an accounting
for another than the youth, no category that law conceals, no document it rests on, and no Part 2 programme. The accounting
is a disclosure itself: it goes on record, under AUDIT_KEY, before the first of it is told.

  --case ID         the id of a case, as the gateway gives it, or its UUID
  --recipient ID    the id of an agency, or its UUID
  --from DATE       first day, yyyy-MM-dd; the legal period (six years, or the county's longer one) unless told
  --to DATE         last day; today unless told
  --for WHO         youth or other: who reads it; youth for a case and other for a recipient unless told
  --format F        csv (default) or fhir, a Bundle of AuditEvents in the shapes of IHE BALP
  --out FILE        writes there, for its owner alone, instead of printing; a file that is there is kept

Exit codes: 0 done; 2 the command line; 69 the database does not answer; 73 the file cannot be made; 78 the configuration.
`;

/** What the command line asks for. */
export interface AccountingWish {
  readonly of: AccountingRequest['of'];
  /** Absent: null, the legal period. */
  readonly from: LocalDate | null;
  /** Absent: null, today. */
  readonly to: LocalDate | null;
  readonly reader: AccountingReader;
  readonly format: 'csv' | 'fhir';
  readonly out: string | null;
}

const OPTIONS = {
  case: { type: 'string' }, recipient: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, for: { type: 'string' },
  format: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean' },
} as const;

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch {
    throw fault('An option', 'is unknown or lacks its value');
  }
}

/** Reads the command line; `HELP` when it asks for it. Errors: BAD_INPUT naming the option, never its text. */
export function readAccountingArguments(argv: readonly string[]): AccountingWish | 'HELP' {
  const values = parse(argv);
  if (values.help) return 'HELP';
  if ((values.case === undefined) === (values.recipient === undefined)) throw fault('--case or --recipient', 'is needed, and only one of them');
  const of = values.case === undefined ? { agencyId: idOf('Agency', values.recipient!, '--recipient') } : { subjectId: idOf('Case', values.case, '--case') };
  const [from, to] = [dayOf(values.from, '--from'), dayOf(values.to, '--to')];
  if (from !== null && to !== null && from > to) throw fault('--from', 'is after --to');
  return {
    of, from, to, out: values.out ?? null,
    reader: oneOf(values.for ?? ('subjectId' in of ? 'youth' : 'other'), { youth: 'YOUTH', other: 'OTHER' } as const, '--for'),
    format: oneOf(values.format ?? 'csv', { csv: 'csv', fhir: 'fhir' } as const, '--format'),
  };
}

function idOf(type: string, text: string, option: string): string {
  if (isUuid(text)) return text;
  try {
    const given = parseGlobalId(text);
    if (given.type === type) return given.id;
  } catch {
    // Told below, in the words of this command.
  }
  throw fault(option, `is not the id of ${type === 'Case' ? 'a case' : 'an agency'}`);
}

function dayOf(text: string | undefined, option: string): LocalDate | null {
  if (text === undefined) return null;
  if (!isLocalDate(text)) throw fault(option, 'is not a date, yyyy-MM-dd');
  return text;
}

function oneOf<T>(text: string, members: Readonly<Record<string, T>>, option: string): T {
  if (!Object.hasOwn(members, text)) throw fault(option, `is not ${Object.keys(members).join(' or ')}`);
  return members[text]!;
}

function fault(option: string, says: string): GatewayError {
  return new GatewayError('BAD_INPUT', `${option} ${says}.`, { fields: [option] });
}
