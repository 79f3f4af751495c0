import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NOTICES, NOTICE_IDS } from '../../src/law/notices.js';
import { OBLIGATIONS } from '../../src/law/obligation.js';
import { referenceText, sayNotCompared } from './reference.js';

const RULES = 'confidentiality.md';

describe('the notices', () => {
  it.each(NOTICE_IDS)('%s stands under its own id, in whole sentences, on an authority', (id) => {
    const notice = NOTICES[id];
    expect(notice.id).toBe(id);
    expect(notice.text).toMatch(/^[^\s].*[.]$/);
    expect(notice.text).not.toMatch(/ {2}|\n/);
    expect(notice.authorities.length).toBeGreaterThan(0);
  });

  it('marks the two statutory texts, and only those, as exact', () => {
    expect(NOTICE_IDS.filter((id) => NOTICES[id].exact)).toEqual(['N1', 'N2']);
  });

  it('has the text of every notice that an obligation asks for', () => {
    const asked = Object.values(OBLIGATIONS).flatMap(({ notices }): readonly string[] => notices);
    expect(asked.filter((id) => !(NOTICE_IDS as readonly string[]).includes(id))).toEqual([]);
  });

  it('says N2 in the words of the 2024 rule', () => {
    expect(NOTICES.N2.text).toBe('42 CFR part 2 prohibits unauthorized use or disclosure of these records.');
  });

  it('equals the statutory texts of the reference, character by character', () => {
    const digest = createHash('sha256').update(NOTICES.N1.text).digest('hex');
    expect(digest).toBe('d82205a18044f9f45776343d91e26d8ddb44bf13e136af169ec73d755facd9a8');
    const text = referenceText(RULES);
    if (text === null) {
      sayNotCompared(RULES);
      return;
    }
    expect(NOTICES.N1.text).toBe(/\*\*N1,[^\n]*\n\n> ([^\n]+)/.exec(text)?.[1]);
    expect(NOTICES.N2.text).toBe(/\*\*N2,[^`]*`([^`]+)`/.exec(text)?.[1]);
  });

  it('keeps N1 within the 1,700 characters that a message field may hold', () => {
    expect(NOTICES.N1.text.length).toBeLessThanOrEqual(1700);
  });
});
