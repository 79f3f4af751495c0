import { AUTHORITY_LIST } from '../law/authority.js';
import { LETTER_TOPICS } from '../law/letter-entry.js';
import { LETTERS } from '../law/letters.js';
import type { AuthorityType } from './types/authority.type.js';

/** The whole register as the schema shows it, in the order of ids. Made once; it is the same for every caller. */
const ENTRIES: readonly AuthorityType[] = Object.freeze([
  ...AUTHORITY_LIST.map((authority): AuthorityType => ({
    id: authority.id, kind: authority.kind, citation: authority.citation, title: authority.title, summary: authority.summary,
    fiscalYear: null, topic: null, replaces: [], replacedBy: [], verification: authority.verification, rules: authority.ruleIds,
  })),
  ...LETTERS.map((letter): AuthorityType => ({
    id: letter.id, kind: letter.kind, citation: letter.id, title: letter.title, summary: null, fiscalYear: letter.fiscalYear,
    topic: LETTER_TOPICS[letter.topic], replaces: letter.replaces, replacedBy: letter.replacedBy,
    verification: 'SECOND_HAND', rules: letter.ruleIds,
  })),
].sort((a, b) => (a.id < b.id ? -1 : 1)));

export function authorityEntries(): readonly AuthorityType[] {
  return ENTRIES;
}
