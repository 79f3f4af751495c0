/**
 * Sections under which exploited minors were once arrested: Penal Code 647(b) and former 653.22, as they are written in
 * records: `647(b)`, `PC647b`, `647, subd. (b)`, `653.22(a)`.
 */
const SECTION = /(?<![\d.])(?:647[\s,]*(?:subd(?:ivision|\.)?\s*)?(?:\(\s*b\s*\)|b(?![a-z0-9]))|653\.2[0-8](?!\d))/i;

/**
 * Says whether words name an arrest that is hidden from every role (rule R-15). No document that does is kept: the youth and
 * counsel have it of the court. Authority: SB_1322, PC_236_14.
 */
export function namesVictimsArrest(words: string): boolean {
  return SECTION.test(words.normalize('NFKC'));
}
