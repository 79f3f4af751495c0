import { parseArgs } from 'node:util';
import { GatewayError } from '../kernel/gateway-error.js';
import { isLocalDate, type LocalDate } from '../kernel/dates.js';

export const POLICY_USAGE = `Usage: npm run policy -- COMMAND

  table [--policy FILE] [--format md|text|json]      the rules as a page for county counsel
  diff BEFORE AFTER [--on DATE] [--format md|text|json]
                                                     what a change of policy changes
  check FILE [--county NN]                           whether a policy file is valid

npm run policy -- COMMAND --help says more.
`;

const TABLE_USAGE = `Usage: npm run -s policy -- table [--policy FILE] [--format md|text|json]

Prints the policy that the gateway runs: every rule by layer with its law, what opens each category to each role, the
checks of a consent, the keys of a team and counsel's switches. The same policy prints the same page.

  --policy FILE   under this county's policy file; the strict reading unless told
  --format F      md (default), text a hundred characters wide, or json, which policy diff reads

Exit codes: 0 printed; 2 the command line; 78 the policy file has faults, each of which is named.
`;

const DIFF_USAGE = `Usage: npm run -s policy -- diff BEFORE AFTER [--on DATE] [--format md|text|json]

Tells which cells (category, role, purpose, basis) open, close, widen or narrow, with the rules responsible. It decides
every situation in which the two can differ under both, and compares no texts.

  BEFORE, AFTER   default (the built-in policy in its strict reading), a policy file, or a table kept as JSON
  --on DATE       the day to decide on, yyyy-MM-dd; today unless told, or the later day on which a file begins
  --format F      text (default), md or json

Exit codes: 0 nothing changes; 1 something changes; 2 the command line; 65 a kept table cannot be compared;
78 a policy file has faults.
`;

const CHECK_USAGE = `Usage: npm run -s policy -- check FILE [--county NN]

Says whether the gateway would start under a policy file, and names every fault of it with its path.

  --county NN     the county it must be of, 01 to 58; any unless told

Exit codes: 0 valid; 2 the command line; 78 the file has faults.
`;

export const USAGE_OF = { table: TABLE_USAGE, diff: DIFF_USAGE, check: CHECK_USAGE } as const;

export type PageFormat = 'md' | 'text' | 'json';

/** What the command line asks for. */
export type PolicyWish =
  | { readonly command: 'help'; readonly usage: string }
  | { readonly command: 'table'; readonly policy: string | null; readonly format: PageFormat }
  | { readonly command: 'diff'; readonly before: string; readonly after: string; readonly on: LocalDate | null; readonly format: PageFormat }
  | { readonly command: 'check'; readonly file: string; readonly county: string | null };

const OPTIONS = {
  table: { policy: { type: 'string' }, format: { type: 'string' }, help: { type: 'boolean' } },
  diff: { on: { type: 'string' }, format: { type: 'string' }, help: { type: 'boolean' } },
  check: { county: { type: 'string' }, help: { type: 'boolean' } },
} as const;

/** Reads the command line. Errors: BAD_INPUT naming the option, never its text. */
export function readPolicyArguments([command, ...rest]: readonly string[]): PolicyWish {
  switch (command) {
    case '--help': case '-h': return { command: 'help', usage: POLICY_USAGE };
    case 'table': return tableWish(rest);
    case 'diff': return diffWish(rest);
    case 'check': return checkWish(rest);
    default: throw fault('The command', 'is not table, diff or check');
  }
}

function parsed<C extends keyof typeof OPTIONS>(command: C, args: readonly string[], positionals: number) {
  const read = (() => {
    try {
      return parseArgs({ args: [...args], options: OPTIONS[command], strict: true, allowPositionals: true });
    } catch {
      throw fault('An option', 'is unknown or lacks its value');
    }
  })();
  const values = read.values as Readonly<Record<string, string | boolean | undefined>>;
  if (values['help'] !== true && read.positionals.length !== positionals) throw fault('The list of files', 'is too short or too long');
  const text = (name: string): string | null => (typeof values[name] === 'string' ? values[name] : null);
  return { help: values['help'] === true, text, positionals: read.positionals };
}

function tableWish(args: readonly string[]): PolicyWish {
  const { help, text } = parsed('table', args, 0);
  return help ? { command: 'help', usage: TABLE_USAGE } : { command: 'table', policy: text('policy'), format: format(text('format'), 'md') };
}

function diffWish(args: readonly string[]): PolicyWish {
  const { help, text, positionals } = parsed('diff', args, 2);
  if (help) return { command: 'help', usage: DIFF_USAGE };
  const on = text('on');
  if (on !== null && !isLocalDate(on)) throw fault('--on', 'is not a date, yyyy-MM-dd');
  return { command: 'diff', before: positionals[0]!, after: positionals[1]!, on, format: format(text('format'), 'text') };
}

function checkWish(args: readonly string[]): PolicyWish {
  const { help, text, positionals } = parsed('check', args, 1);
  if (help) return { command: 'help', usage: CHECK_USAGE };
  const county = text('county');
  if (county !== null && !/^(0[1-9]|[1-4]\d|5[0-8])$/.test(county)) throw fault('--county', 'is not a county number, 01 to 58');
  return { command: 'check', file: positionals[0]!, county };
}

function format(given: string | null, fallback: PageFormat): PageFormat {
  const found = given === null ? fallback : (['md', 'text', 'json'] as const).find((name) => name === given);
  if (found === undefined) throw fault('--format', 'is not md, text or json');
  return found;
}

function fault(option: string, says: string): GatewayError {
  return new GatewayError('BAD_INPUT', `${option} ${says}.`, { fields: [option] });
}
