/**
 * Sections under which exploited minors were once arrested: Penal Code 647(b) and former 653.22, as they are written in
 * records: `647(b)`, `PC647b`, `647-b`, `647, subd. (b)`, `653.22(a)`. A house or a room of that number is none.
 */
const STREET = String.raw`[.,]?\s+(?:st(?:reet)?|ave(?:nue)?|r(?:oa)?d|blvd|boulevard|dr(?:ive)?|way|lane|ln|c(?:our)?t|pl(?:ace)?)\b`;
const SECTION = new RegExp(String.raw`(?<![\d.])(?<!\b(?:apartment|apt|unit|room|rm|suite|ste)\b\.?\s*#?)`
  + String.raw`(?:647[\s,-]*(?:subd(?:ivision|\.)?\s*)?(?:\(\s*b\s*\)|b(?![a-z0-9])(?!${STREET}))|653\.2[0-8](?!\d))`, 'i');

/** The same in words. That she was feared to come to it, or was bought by one who solicited a minor, is no offence of hers. */
const FEARED = String.raw`\b(?:risks?\s+(?:of|for)|concerns?\s+(?:of|for|about|over)|signs\s+of|protection\s+from|victim\s+of)\s+`;
const OFFENCE = String.raw`(?:(?<!${FEARED})\b(?:pros?titut(?:ion|ing|es?)|loitering|solicit(?:ation|ing)(?!\s+(?:of\s+)?(?:an?\s+)?(?:minor|child|youth|girl)))\b)`;

/** Whoever exploits is arrested too; not where he stands beside another who may be the youth. */
const EXPLOITER = String.raw`(?<!(?:\b(?:and|with|or)|[,&/])\s*(?:(?:an?|the|her|his|their)\s+)?)\b`
  + String.raw`(?:exploiter|trafficker|pimp|buyer|sus?pect|adult|man|men|boyfriend|facilitator|recruiter)s?\s+(?:who\s+)?(?:(?:was|were|is|are|had|has|have)\s+)?(?:been\s+)?`;

/** Words that mean an arrest or what follows one wherever they stand. */
const ARREST = String.raw`\b(?:re-?)?(?:arrest(?:s|ed|ing)?|charg(?:ed|es|ing)|(?<!\bin\s)charge(?!\s+nurse)|convict(?:ed|ions?)|detained|adjudicat(?:ed|ions?)|citations?|bookings?)\b(?!\s+\$?\d)`;
/** Words that mean it only with what it was for: one also books a room, cites a fear and files a petition for a child's care. */
const ONLY_FOR = String.raw`(?:\b(?:cited|ticketed|picked\s+up|(?:juvenile\s+)?hall|custody|warrants?|probation|priors?|counts?|sentenced|pled|pleaded|(?<!\bpetitions?\s+(?:(?:was|were)\s+)?)sustained)`
  + String.raw`|(?<!\b(?:rooms?|motel|hotel)\s+(?:(?:was|were)\s+)?)\bbooked|(?<!\b(?:300|dependency)\s+)\bpetitions?)\b`;
const FOR = String.raw`(?:\s*[:,]|(?:\s+(?:again|twice|once|was|were|sustained|filed|true|adjudicated))*(?:\s+(?:by|in|into|on|at)(?:\s+[\w'/.-]+){1,6}?)*\s+(?:for|of|on|to|under|with|alleging|re))`;

const WITHIN = String.raw`[^]{0,100}?`;
const ARREST_FIRST = new RegExp(String.raw`${ARREST}(?=${WITHIN}${OFFENCE})`, 'gi');
const OFFENCE_FIRST = new RegExp(String.raw`(?<=${OFFENCE}${WITHIN})${ARREST}(?!\s+(?:for|on|with)\s+(?!it\b|this\b|that\b|the\s+same\b|same\b|which\b))`, 'gi');
const WITH_CAUSE = new RegExp(String.raw`${ONLY_FOR}${FOR}\s+(?:[\w'-]+\s+){0,2}?${OFFENCE}`, 'i');
const BESIDE = new RegExp(String.raw`\b${OFFENCE}[\s-]+(?:[\w-]+\s+){0,2}?(?:petition|booking|warrant|prior|count|record)s?\b`, 'i');
const BY_EXPLOITER = new RegExp(`${EXPLOITER}$`, 'i');
const WITH_ANOTHER = /^\S+\s+(?:\S+\s+){0,3}?(?:with|and)\s/i;

/** Where one sentence ends and another begins; the dot of a title or a month ends none. */
const SENTENCES = /(?<=[\p{L}\d)]{4}|\d)(?<!\b(?:dept|capt|corp|sept))[.!?]+\s+(?=\p{Lu})|\n\s*\n/u;

/**
 * Says whether words are known to name an arrest that is hidden from every role (rule R-15). No document that is known to is
 * kept, and no synced text that is known to is told: the youth and counsel have it of the court. Arrest and offence are
 * looked for within one sentence, in either order. It is a table of words and no reader: what is written in none of its
 * words is not found, and what names another's arrest in them is taken for hers. Authority: SB_1322, PC_236_14.
 */
export function namesVictimsArrest(words: string): boolean {
  const written = words.normalize('NFKC').replaceAll(/\p{Cf}/gu, '').replaceAll(/\p{Pd}/gu, '-');
  return SECTION.test(written) || written.split(SENTENCES).some(namedInWords);
}

function namedInWords(sentence: string): boolean {
  if (WITH_CAUSE.test(sentence) || BESIDE.test(sentence)) return true;
  return [...sentence.matchAll(ARREST_FIRST), ...sentence.matchAll(OFFENCE_FIRST)]
    .some(({ index }) => !BY_EXPLOITER.test(sentence.slice(0, index)) || WITH_ANOTHER.test(sentence.slice(index)));
}

/** Free text as far as it is known to name no such arrest; null where it does, as if nothing had been written. */
export function unlessVictimsArrest(words: string | null): string | null {
  return words !== null && namesVictimsArrest(words) ? null : words;
}
