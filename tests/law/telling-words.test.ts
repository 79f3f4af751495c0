import { describe, expect, it } from 'vitest';
import { categoriesToldBy, TELLING_KINDS } from '../../src/law/telling-words.js';

describe('what the words of a document tell of', () => {
  it.each([
    ['Picked up her Biktarvy and her Zoloft.', ['HIV', 'GENERAL_MEDICAL']],
    ['METHADONE CLINIC, daily', ['SUBSTANCE_USE_PART2']],
    ['an appointment at Planned  Parenthood\nat noon', ['REPRODUCTIVE_HEALTH']],
    ['sees a psychiatrist; risperidone', ['MENTAL_HEALTH', 'GENERAL_MEDICAL']],
    ['fluoxetine', ['GENERAL_MEDICAL']], ['Depo-Provera', ['REPRODUCTIVE_HEALTH']], ['HIV-negative', ['HIV']], ['the SART exam', ['ASSAULT_MEDICAL']],
    ['Harbor Regional Center', ['DEVELOPMENTAL_DISABILITY']], ['gender-affirming care', ['SOGIE']], ['filed for a T visa', ['IMMIGRATION']],
    ['held in juvenile hall', ['JUVENILE_JUSTICE']], ['on PrEP', ['HIV']], ['began ART', ['HIV']],
  ])('G7: %s', (text, expected) => {
    expect([...categoriesToldBy(text)].sort()).toEqual([...expected].sort());
  });

  it('G7: is nothing where a word is plain: art class, the prep of a meal, the gender of a sibling, a termination of rights', () => {
    expect(categoriesToldBy('Art class on Monday, prep for supper. Termination of parental rights; gender of the sibling; hearing aids; a yoga mat; methamphetamine found')).toEqual([]);
    expect(categoriesToldBy('Court report of January: placement, school run, visit with the sister, court at 9.')).toEqual([]);
    expect(categoriesToldBy('')).toEqual([]);
  });

  it('G7: is what an agency by its name tells of, by its class', () => {
    expect(TELLING_KINDS.map((kind) => categoriesToldBy('', [kind]))).toEqual([['SUBSTANCE_USE_PART2'], ['MENTAL_HEALTH'], ['CSEC_STATUS']]);
    expect(categoriesToldBy('', ['EDUCATION', 'COURT'])).toEqual([]);
  });
});
