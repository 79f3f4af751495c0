import { describe, expect, it } from 'vitest';
import { LETTERS, LETTER_SOURCES, LETTER_TOPICS, letterById, lettersByRule, type Letter } from '../../src/law/letters.js';
import { referenceText, sayNotCompared } from './reference.js';

const COMPENDIUM = 'csec-policy-compendium.txt';

/** Every letter number of a text, in the spelling of the register. */
function lettersNamedIn(text: string): string[] {
  const found = text.matchAll(/\b(ACL|ACIN|CFL)[ -]((?:[I1]-)?\d{2}(?:\/\d{2})?[-_]\d{2,3}(?:-\d{2})?)/g);
  const ids = [...found].map(([, kind, number]) => {
    const dashed = number!.replace('_', '-');
    return `${kind} ${kind === 'ACIN' ? dashed.replace(/^1-/, 'I-') : dashed}`;
  });
  return [...new Set(ids)].sort();
}

describe('the register of letters', () => {
  it('holds no letter twice', () => {
    expect(new Set(LETTERS.map(({ id }) => id)).size).toBe(LETTERS.length);
  });

  it.each(LETTERS)('$id is numbered after its kind and filed under a topic', (letter) => {
    const numbers: Record<Letter['kind'], RegExp> = {
      ACL: /^ACL \d{2}-\d{2,3}$/, ACIN: /^ACIN I-\d{2}-\d{2}$/, CFL: /^CFL \d{2}\/\d{2}-\d{2}$/, RESOURCE: /^RESOURCE [a-z0-9-]+$/,
    };
    expect(letter.id).toMatch(numbers[letter.kind]);
    expect(Object.keys(LETTER_TOPICS)).toContain(letter.topic);
    expect(Object.keys(LETTER_SOURCES)).toContain(letter.source);
    expect(letter.fiscalYear ?? '2014-2015').toMatch(/^20\d{2}-20\d{2}$/);
    expect(letter.title).not.toMatch(/\.$/);
    for (const { dollars } of letter.allocations) expect(dollars).toBeGreaterThan(100_000);
  });

  it('joins what replaces to what is replaced, and lets no letter replace itself', () => {
    const pairs = LETTERS.flatMap(({ id, replaces }) => replaces.map((old) => `${id} <- ${old}`));
    expect(pairs).toEqual([
      'CFL 18/19-29 <- CFL 17/18-49',
      'ACIN I-83-16 <- RESOURCE model-interagency-protocol-framework',
      'RESOURCE mou-template-revised <- RESOURCE mou-template',
      'CFL 16/17-47 <- CFL 16/17-13',
      'ACL 16-49 <- ACL 15-49',
    ]);
    const back = LETTERS.flatMap(({ id, replacedBy }) => replacedBy.map((later) => `${later} <- ${id}`));
    expect(back.sort()).toEqual(pairs.sort());
  });

  it('gives a letter in full', () => {
    expect(letterById('ACL 15-49')).toEqual({
      id: 'ACL 15-49', kind: 'ACL', topic: 'DOCUMENTATION', alsoUnder: [], fiscalYear: null, issuedOn: '2015-05-25',
      title: 'The four CSEC special-project codes, now historical', replaces: [], replacedBy: ['ACL 16-49'], replacedPart: null,
      accompanies: null, allocations: [], source: 'COMPENDIUM', printedAs: null, ruleIds: ['R-14'],
    });
    expect(letterById('ACIN 1-59-18')).toBeUndefined();
    expect(letterById('ACIN I-59-18')?.printedAs).toBe('ACIN 1-59-18');
  });

  it('finds the letters of a rule', () => {
    expect(lettersByRule('R-14').map(({ id }) => id)).toEqual(['ACL 16-85', 'ACL 16-08', 'ACL 16-74', 'ACL 16-49', 'ACL 15-49']);
  });

  it('holds every letter of the compendium and claims none that it does not list', () => {
    const text = referenceText(COMPENDIUM);
    if (text === null) {
      sayNotCompared(COMPENDIUM);
      expect(LETTERS.filter(({ source }) => source === 'COMPENDIUM').length).toBeGreaterThan(40);
      return;
    }
    const claimed = LETTERS.filter(({ kind, source }) => kind !== 'RESOURCE' && source === 'COMPENDIUM').map(({ id }) => id);
    expect(claimed.sort()).toEqual(lettersNamedIn(text));
    for (const { printedAs } of LETTERS) if (printedAs !== null) expect(text).toContain(printedAs);
  });

  it('marks as later every letter that only the field\'s own lists name', () => {
    expect(LETTERS.filter(({ source }) => source !== 'COMPENDIUM').map(({ id, source }) => [id, source])).toEqual([
      ['ACL 18-109', 'TOOLKIT'], ['ACL 23-76', 'TOOLKIT'], ['ACL 25-67', 'CDSS'], ['ACL 23-66', 'AUDITOR'],
    ]);
  });
});
