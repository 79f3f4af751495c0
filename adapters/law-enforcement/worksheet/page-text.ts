/** Characters beside Latin-1 that the fourteen standard fonts of PDF have (WinAnsi). */
const BESIDE_LATIN_1 = new Set('ƒ–—‘’‚“”„†‡•…€‰‹›ˆ™Œœ˜ŠšŸŽž');

/**
 * Text that the standard fonts can print, on one line. A character that they lack is printed as its code point, `[U+0141]`,
 * so that nothing is lost and nothing turns the order of a line around.
 */
export function pageText(text: string): string {
  return [...text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()].map((character) => (isPrintable(character) ? character : codePoint(character))).join('');
}

function isPrintable(character: string): boolean {
  const code = character.codePointAt(0)!;
  return (code >= 0x20 && code < 0x7f) || (code >= 0xa1 && code <= 0xff && code !== 0xad) || BESIDE_LATIN_1.has(character);
}

const codePoint = (character: string): string => `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;

/** Text in lines of at most so many characters, broken at spaces where it has any. */
export function linesOf(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let rest = pageText(text);
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const end = space > 0 ? space : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? lines : [...lines, rest];
}
