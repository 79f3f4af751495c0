/** Where WinAnsi is not Latin-1. */
const WIN_ANSI: Readonly<Record<string, string>> = Object.fromEntries(
  [...'€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'].map((character, index) => [String.fromCharCode(0x80 + index), character]),
);
const decoded = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1').replaceAll(/[\u0080-\u009f]/g, (character) => WIN_ANSI[character]!);

/** The text that stands on each page of an uncompressed PDF, which is given with each byte as one character; its lines in their order. */
export function pagesOf(pdf: string): readonly string[] {
  const streams = [...pdf.matchAll(/stream\n([^]*?)\nendstream/g)].map((match) => match[1]!);
  return streams.map((stream) => [...stream.matchAll(/\[((?:<[\da-f]*>|[\s\d.-])*)\] TJ/g)]
    .map((line) => [...line[1]!.matchAll(/<([\da-f]*)>/g)].map((run) => decoded(run[1]!)).join('')).join('\n'));
}

/** Faults of a PDF as a file: where its table says that objects stand, they do, and each stream is as long as it says. */
export function pdfFaults(pdf: string): readonly string[] {
  const start = Number(/startxref\n(\d+)\n%%EOF\n?$/.exec(pdf)?.[1] ?? NaN);
  const entries = [...pdf.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map((match) => Number(match[1]));
  const lengths = [...pdf.matchAll(/\/Length (\d+)\n>>\nstream\n([^]*?)\nendstream/g)];
  return [
    ...(pdf.startsWith('%PDF-1.') ? [] : ['no header']),
    ...(pdf.startsWith('xref', start) ? [] : ['no table of objects']),
    ...entries.flatMap((at, index) => (pdf.startsWith(`${index + 1} 0 obj`, at) ? [] : [`object ${index + 1} is not where the table says`])),
    ...(entries.length === [...pdf.matchAll(/^\d+ 0 obj/gm)].length ? [] : ['objects beside the table']),
    ...lengths.flatMap(([, stated, stream]) => (Number(stated) === stream!.length ? [] : ['a stream of another length'])),
    ...(lengths.length === [...pdf.matchAll(/\/Type \/Page\n/g)].length ? [] : ['a page without a stream']),
    ...pagesOf(pdf).flatMap((page) => page.split('\n').filter((line) => line.length > 145).map(() => 'a line beyond the edge')),
  ];
}
