import { invariant } from '../../../src/kernel/invariant.js';
import { codesOf, type SystemCodeRow } from '../codes/system-code-row.js';

/**
 * What clients are to each other, from the primary to the secondary; LONG_DSC names the code that reads the other way.
 * Source: facts of the public copy of the CWS/CMS system codes of December 2018, table SYS_CD_C; those that the generator draws.
 */
export const RELATIONSHIP_CODES: readonly SystemCodeRow[] = codesOf('CLNTRELC', ([
  [180, 'Brother/Brother (Half)', 'BR', 'MM', 180], [181, 'Brother/Brother (Step)', 'BR', 'MM', 181],
  [183, 'Brother/Sister (Half)', 'BR', 'MF', 277], [184, 'Brother/Sister (Step)', 'BR', 'MF', 278],
  [185, 'Cousin/Cousin (Maternal)', 'CS', 'UU', 185], [186, 'Cousin/Cousin (Paternal)', 'CS', 'UU', 186],
  [188, 'Daughter/Father (Adoptive)', 'D', 'fM', 203], [189, 'Daughter/Father (Alleged)', 'D', 'fM', 204],
  [190, 'Daughter/Father (Birth)', 'D', 'fM', 205], [192, 'Daughter/Father (Presumed)', 'D', 'fM', 207],
  [193, 'Daughter/Father (Step)', 'SD', 'FM', 208], [194, 'Daughter/Mother (Adoptive)', 'D', 'fF', 245],
  [196, 'Daughter/Mother (Birth)', 'D', 'fF', 247], [199, 'Daughter/Mother (Step)', 'SD', 'FF', 249],
  [203, 'Father/Daughter (Adoptive)', 'F', 'Mf', 188], [204, 'Father/Daughter (Alleged)', 'F', 'Mf', 189],
  [205, 'Father/Daughter (Birth)', 'F', 'Mf', 190], [207, 'Father/Daughter (Presumed)', 'F', 'Mf', 192],
  [208, 'Father/Daughter (Step)', 'SF', 'MF', 193], [209, 'Father/Son (Adoptive)', 'F', 'Mm', 283],
  [210, 'Father/Son (Alleged)', 'F', 'Mm', 284], [211, 'Father/Son (Birth)', 'F', 'Mm', 285],
  [213, 'Father/Son (Presumed)', 'F', 'Mm', 287], [214, 'Father/Son (Step)', 'SF', 'MM', 288],
  [245, 'Mother/Daughter (Adoptive)', 'M', 'Ff', 194], [247, 'Mother/Daughter (Birth)', 'M', 'Ff', 196],
  [249, 'Mother/Daughter (Step)', 'SM', 'FF', 199], [250, 'Mother/Son (Adoptive)', 'M', 'Fm', 289],
  [252, 'Mother/Son (Birth)', 'M', 'Fm', 291], [254, 'Mother/Son (Step)', 'SM', 'FM', 293],
  [277, 'Sister/Brother (Half)', 'SI', 'FM', 183], [278, 'Sister/Brother (Step)', 'SI', 'FM', 184],
  [280, 'Sister/Sister (Half)', 'SI', 'FF', 280], [281, 'Sister/Sister (Step)', 'SI', 'FF', 281],
  [283, 'Son/Father (Adoptive)', 'S', 'mM', 209], [284, 'Son/Father (Alleged)', 'S', 'mM', 210],
  [285, 'Son/Father (Birth)', 'S', 'mM', 211], [287, 'Son/Father (Presumed)', 'S', 'mM', 213],
  [288, 'Son/Father (Step)', 'SS', 'MM', 214], [289, 'Son/Mother (Adoptive)', 'S', 'mF', 250],
  [291, 'Son/Mother (Birth)', 'S', 'mF', 252], [293, 'Son/Mother (Step)', 'SS', 'MF', 254],
] as const).map(([id, words, logicalId, sexes, reversed]) => [id, words, logicalId, { other: sexes, long: `${reversed}` }] as const));

const BY_WORDS = new Map(RELATIONSHIP_CODES.map((row) => [row.SHORT_DSC, row.SYS_ID]));
const WORDS = new Map(RELATIONSHIP_CODES.map((row) => [row.SYS_ID, row.SHORT_DSC]));

/** The code of a relationship by its words, `Mother/Daughter (Birth)`. Errors: InvariantError for words that are none. */
export function relationshipCode(words: string): number {
  const code = BY_WORDS.get(words);
  invariant(code !== undefined, 'no such relationship');
  return code;
}

/** What becomes of a relationship that was alleged once it is established; any other stays what it is. */
export function established(code: number): number {
  return relationshipCode((WORDS.get(code) ?? '').replace('(Alleged)', '(Birth)'));
}
