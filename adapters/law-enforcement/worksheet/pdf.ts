import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';
import { dateOf, type Instant } from '../../../src/kernel/dates.js';
import type { Layout, PageLine } from './layout.js';

/** US Letter, in points. */
const PAGE = { width: 612, height: 792, margin: 45 } as const;
const BODY = { size: 8, leading: 11 } as const;
const FOOT = { size: 6, leading: 7.5 } as const;
/** A page has room for so many lines at least, however long its caveats are. */
const FEWEST = 8;

let loaded: typeof PDFDocument | null = null;

/** The library takes long to load and few callers print: it is loaded by the first. */
function pdfkit(): typeof PDFDocument {
  loaded ??= createRequire(import.meta.url)('pdfkit') as typeof PDFDocument;
  return loaded;
}

/**
 * The pages as a PDF. The same layout and moment give the same bytes: no clock is read, nothing is compressed, the fonts are
 * those that every reader has. Header and footer stand on each page.
 */
export function pdfOf(layout: Layout, generatedAt: Instant): Uint8Array {
  const at = dateOf(generatedAt);
  const document = new (pdfkit())({
    size: 'LETTER', margin: 0, compress: false, autoFirstPage: false, lang: 'en-US', displayTitle: true, font: 'Courier',
    info: { Title: 'Missing-person worksheet', Author: 'CSEC gateway', Producer: 'CSEC gateway', Creator: 'CSEC gateway', CreationDate: at, ModDate: at },
  });
  const pages = pagesOf(layout);
  pages.forEach((body, index) => {
    document.addPage();
    const top = print(document, layout.header, { y: PAGE.margin, ...BODY });
    print(document, body, { y: top + BODY.leading, ...BODY });
    const foot = [...layout.footer, { text: `Page ${index + 1} of ${pages.length}`, bold: true, ruled: false }];
    print(document, foot, { y: PAGE.height - PAGE.margin - foot.length * FOOT.leading, ...FOOT });
  });
  document.end();
  return document.read() as Buffer;
}

/** The body in pages, each as long as header and footer leave it. */
function pagesOf({ header, body, footer }: Layout): readonly (readonly PageLine[])[] {
  const taken = 2 * PAGE.margin + (header.length + 2) * BODY.leading + (footer.length + 1) * FOOT.leading;
  const room = Math.max(FEWEST, Math.floor((PAGE.height - taken) / BODY.leading));
  return Array.from({ length: Math.max(1, Math.ceil(body.length / room)) }, (_page, index) => body.slice(index * room, (index + 1) * room));
}

/** Prints lines from `y` down; answers where the next would stand. */
function print(document: PDFKit.PDFDocument, lines: readonly PageLine[],
  { y, size, leading }: { readonly y: number; readonly size: number; readonly leading: number }): number {
  return lines.reduce((at, { text, bold, ruled }) => {
    if (ruled) document.moveTo(PAGE.margin, at - 2).lineTo(PAGE.width - PAGE.margin, at - 2).lineWidth(0.25).stroke('#999999');
    if (text !== '') document.font(bold ? 'Courier-Bold' : 'Courier').fontSize(size).fillColor('#000000').text(text, PAGE.margin, at, { lineBreak: false });
    return at + leading;
  }, y);
}
