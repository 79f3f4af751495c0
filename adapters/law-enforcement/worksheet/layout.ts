import type { Worksheet } from './worksheet.js';
import { linesOf } from './page-text.js';

/** A line of a page, without its place. */
export interface PageLine {
  readonly text: string;
  readonly bold: boolean;
  /** A rule is drawn above it. */
  readonly ruled: boolean;
}

/** The worksheet as lines: what is printed once, and what is printed on each page. */
export interface Layout {
  readonly header: readonly PageLine[];
  readonly body: readonly PageLine[];
  readonly footer: readonly PageLine[];
}

/** Characters in a line of the body, and in one of the smaller print of the foot. */
export const BODY_WIDTH = 108;
export const FOOT_WIDTH = 145;
/** Of a row's title, with the space that parts it from the values. */
export const TITLE_WIDTH = 34;
const BLANK = '______________________________';

type Suggestions = Worksheet['california']['reportType'];

/** Lays the worksheet out. Whoever holds one page of it holds its caveats, notices and duties. */
export function layoutOf(worksheet: Worksheet): Layout {
  const { message, handling, child } = worksheet;
  return {
    header: [
      ...plain(`MISSING-PERSON WORKSHEET   Confidentiality ${handling.conf}   ${handling.labels.join(' ')}`, { bold: true }),
      ...worksheet.statements.flatMap((statement) => plain(statement)),
      ...plain([
        `Decision ${message.decision}`, `policy ${message.policy}`, `made ${message.generatedAt}`,
        ...(message.validUntil === undefined ? [] : [`valid until ${message.validUntil}`]),
      ].join(', ')),
      ...plain(`${message.sender === undefined ? '' : `From ${message.sender}. `}To ${message.recipient.name} (${message.recipient.id}).`),
    ],
    body: [
      ...heading('The child'),
      ...row('Pseudonym for the recipient', [child.id, child.idSystem]),
      ...(child.county === undefined ? [] : row('County of the case', [child.county])),
      ...heading('Entry in the NCIC Missing Person File'),
      ...worksheet.entry.flatMap(({ code, title, value, entry, suggestions }) =>
        row(`${code} ${title}`, [value ?? (suggestions === undefined ? BLANK : ''),
          ...(entry === undefined ? [] : [`entry: ${entry}`]), ...offered(suggestions ?? [])])),
      ...heading('California (MUPS)'),
      ...row('Type of report', [BLANK, ...offered(worksheet.california.reportType)]),
      ...row('At risk (Penal Code 14213)', [BLANK, ...offered(worksheet.california.atRisk)]),
      ...heading('Particulars'),
      ...worksheet.particulars.flatMap(({ title, value }) => row(title, [value])),
      ...worksheet.absences.flatMap(absenceRow),
      ...heading('Officer'), ...row('Name and badge', [BLANK]), ...row('Entered at', [BLANK]), ...row('NIC number', [BLANK]),
    ],
    footer: footerOf(worksheet),
  };
}

function footerOf({ authority, handling, withheld }: Worksheet): readonly PageLine[] {
  const small = (text: string) => plain(text, { width: FOOT_WIDTH });
  const of = (title: string, each: readonly string[]) => (each.length === 0 ? [] : small(`${title}: ${each.join(', ')}.`));
  return [
    ...authority.notices.flatMap(({ text }) => small(text)),
    ...of('Duties', handling.obligations.map((id) => (id === 'DELETE_BY' && handling.deleteBy !== undefined ? `${id} ${handling.deleteBy}` : id))),
    ...of('Released on', authority.basis), ...of('Consents', authority.consents),
    ...authority.consentScopes.flatMap(({ text }) => small(`${text}.`)),
    ...of('Withheld by law', withheld.map(({ title }) => title)),
  ];
}

const KINDS = { RAN_AWAY: 'Ran away', ABDUCTED: 'Abducted', UNEXPLAINED: 'Unexplained' } as const;

function absenceRow({ kind, startedOn, endedOn }: Worksheet['absences'][number]): readonly PageLine[] {
  const words = [kind && KINDS[kind], startedOn && `from ${startedOn}`, endedOn && `until ${endedOn}`].filter((part) => part !== undefined);
  return words.length === 0 ? [] : row('Away from placement', [words.join(', ')]);
}

const offered = (suggestions: Suggestions): readonly string[] =>
  suggestions.map(({ code, meaning, because }) => `suggested: ${code} (${meaning}), because of ${because.join(', ')}`);

const plain = (text: string, { bold = false, width = BODY_WIDTH }: { readonly bold?: boolean; readonly width?: number } = {}): readonly PageLine[] =>
  linesOf(text, width).map((line) => ({ text: line, bold, ruled: false }));

const heading = (title: string): readonly PageLine[] => [{ text: '', bold: false, ruled: false }, { text: title, bold: true, ruled: false }];

/** A title at the left and values beside it, each on lines of its own; both as many as they need. */
function row(title: string, values: readonly string[]): readonly PageLine[] {
  const titles = linesOf(title, TITLE_WIDTH - 1);
  const lines = values.filter((value) => value !== '').flatMap((value) => linesOf(value, BODY_WIDTH - TITLE_WIDTH));
  return Array.from({ length: Math.max(1, titles.length, lines.length) }, (_line, index) => ({
    text: `${(titles[index] ?? '').padEnd(TITLE_WIDTH)}${lines[index] ?? ''}`, bold: false, ruled: index === 0,
  }));
}
