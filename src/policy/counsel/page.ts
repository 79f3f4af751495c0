/** One part of a page that people read. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'terms'; readonly items: readonly (readonly [term: string, text: string])[] }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

export const heading = (level: 1 | 2 | 3 | 4, text: string): Block => ({ kind: 'heading', level, text });
export const text = (words: string): Block => ({ kind: 'text', text: words });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
export const terms = (items: readonly (readonly [string, string])[]): Block => ({ kind: 'terms', items });
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): Block => ({ kind: 'table', header, rows });

/** What would be markup stands as itself, also in the words of a county's own rows. */
const marked = (words: string): string => words.replace(/[\\`*<>|[\]]/g, '\\$&');

function blockInMarkdown(block: Block): string {
  switch (block.kind) {
    case 'heading': return `${'#'.repeat(block.level)} ${marked(block.text)}`;
    case 'text': return marked(block.text);
    case 'list': return block.items.map((item) => `- ${marked(item)}`).join('\n');
    case 'terms': return block.items.map(([term, words]) => `- **${marked(term)}**: ${marked(words)}`).join('\n');
    case 'table': {
      const line = (cells: readonly string[]): string => `| ${cells.map(marked).join(' | ')} |`;
      return [line(block.header), `|${' --- |'.repeat(block.header.length)}`, ...block.rows.map(line)].join('\n');
    }
  }
}

/** The page in Markdown, as GitHub reads it. */
export function pageInMarkdown(page: readonly Block[]): string {
  return `${page.map(blockInMarkdown).join('\n\n')}\n`;
}

/** Breaks words into lines of a width; a word that is longer stands alone. Units: characters. */
function wrapped(words: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

const WIDTH = 100;

function hanging(first: string, words: string): string {
  const indent = ' '.repeat(first.length);
  return wrapped(words, WIDTH - first.length).map((line, at) => `${at === 0 ? first : indent}${line}`).join('\n');
}

/** A row of a table stands under its first cell: whole columns would not fit the width. */
function tableInText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const longest = Math.max(...header.slice(1).map((name) => name.length));
  return rows.map((row) => [
    hanging('  ', row[0]!),
    ...row.slice(1).flatMap((cell, at) => (cell === '' ? [] : [hanging(`      ${`${header[at + 1]}:`.padEnd(longest + 2)}`, cell)])),
  ].join('\n')).join('\n');
}

function blockInText(block: Block): string {
  switch (block.kind) {
    case 'heading': return block.level === 4 ? block.text : `${block.text}\n${(block.level === 1 ? '=' : '-').repeat(block.text.length)}`;
    case 'text': return wrapped(block.text, WIDTH).join('\n');
    case 'list': return block.items.map((item) => hanging('  - ', item)).join('\n');
    case 'terms': {
      const longest = Math.max(...block.items.map(([term]) => term.length));
      return block.items.map(([term, words]) => hanging(`  ${`${term}:`.padEnd(longest + 2)}`, words)).join('\n');
    }
    case 'table': return tableInText(block.header, block.rows);
  }
}

/** The page as plain text, a hundred characters wide. */
export function pageInText(page: readonly Block[]): string {
  return `${page.map(blockInText).join('\n\n')}\n`;
}
