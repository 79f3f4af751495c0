/**
 * Sections under which exploited minors were once arrested: Penal Code 647(b) and former 653.22, as they are written in
 * records: `647(b)`, `PC647b`, `647, subd. (b)`, `653.22(a)`.
 */
const SECTION = /(?<![\d.])(?:647[\s,]*(?:subd(?:ivision|\.)?\s*)?(?:\(\s*b\s*\)|b(?![a-z0-9]))|653\.2[0-8](?!\d))/i;

/** The same in words: taken into custody, cited or charged for what was done to her, and the entry that it left. */
const OFFENCE = 'pros?titution|loitering';
const IN_WORDS = new RegExp(
  `\\b(?:arrest|book|charg|cit|convict|detain|adjudicat)(?:s|e|ed|ing|ation|ion|d)?\\s+(?:\\w+\\s+){0,3}?(?:for|of|on|with|under)\\s+(?:\\w+\\s+){0,2}?(?:${OFFENCE})\\b`
  + `|\\b(?:${OFFENCE})\\s+(?:\\w+\\s+){0,2}?(?:arrest|booking|charge|citation|conviction|adjudication|petition)s?\\b`, 'i');

/**
 * Says whether words name an arrest that is hidden from every role (rule R-15). No document that does is kept, and no synced
 * text that does is told: the youth and counsel have it of the court. Authority: SB_1322, PC_236_14.
 */
export function namesVictimsArrest(words: string): boolean {
  const written = words.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
  return SECTION.test(written) || IN_WORDS.test(written);
}

/** Free text as far as it names no such arrest; null where it does, as if nothing had been written. */
export function unlessVictimsArrest(words: string | null): string | null {
  return words !== null && namesVictimsArrest(words) ? null : words;
}
