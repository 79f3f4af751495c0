import { describe, expect, it } from 'vitest';
import { ENDANGERMENT_KINDS } from '../../src/law/endangerment.js';
import { mayBeStated, REPORTABLE_CONDITIONS, REPORTABLE_MEDICINES } from '../../src/law/missing-child-words.js';
import { categoriesToldBy } from '../../src/law/telling-words.js';

// Written down as people write them, apart from the tables of the law: ways to say it, not names to look up.
const HIV = [
  'Human immunodeficiency virus', 'human immuno-deficiency virus', 'H.I.V.', 'H.I.V', 'H. I. V. clinic', 'H I V', 'HIV1', 'HIV-2 positive', 'for HIV/AIDS', 'A.I.D.S.', 'acquired immune deficiency syndrome', 'anti-retrovirals',
  'antiretroviral therapy', 'takes PEP', 'on PrEP', 'pre-exposure prophylaxis', 'Combivir', 'COMBIVIR 150/300', 'Norvir', 'Edurant', 'Intelence', 'Reyataz', 'Selzentry', 'Sustiva', 'Rukobia', 'Kaletra',
  'Retrovir', 'AZT is zidovudine', 'Trizivir', 'Ziagen', 'Viramune', 'Epivir 300 mg', 'Emtriva', 'Viracept', 'Crixivan', 'Invirase', 'Lexiva', 'Aptivus', 'Fuzeon', 'Trogarzo', 'Pifeltro', 'Yeztugo', 'Vocabria', 'stavudine',
  'indinavir', 'nelfinavir', 'etravirine', 'enfuvirtide', 'ibalizumab', 'fostemsavir', 'cobicistat', 'her viral loads', 'antiretrovirals',
];
const REPRODUCTIVE = [
  'Two abortions in 2025', 'post-abortion care', 'recovering from an abortion', 'RU-486', 'RU486', 'Plan B', 'Mirena', 'an IUD', 'IUDs', 'I.U.D.', 'Kyleena', 'Paragard', 'Implanon', 'Nexplanon implant', 'Depo', 'Depo-Provera',
  'birth control', 'birth-control pills', 'contraceptives', 'levonorgestrel', 'misoprostol', 'Mifeprex', 'intrauterine device', 'the morning-after pill', 'pregnancies', 'two miscarriages', 'sees a gynecologist', 'dilation and curettage',
];
const PART2 = [
  'opioid use disorder', 'Opioid-Use Disorders', 'Bunavail', 'Probuphine', 'Sublocade', 'suboxone8mg', 'methadone-clinic', 'M.A.T.', 'MAT clinic', 'heroin withdrawal', 'medication-assisted treatment', 'detoxification', 'ReVia', 'Methadose', 'Zubsolv',
  'sober living home', 'alcohol use disorder',
];

describe('the words that tell', () => {
  it('R-44 G7: of HIV are known by every medicine of the group, and however it is spelled', () => {
    expect(HIV.filter((words) => !categoriesToldBy(words).includes('HIV'))).toEqual([]);
  });

  it('R-24 G7: of abortion and contraception are known in the plural, with dots and by their trade names', () => {
    expect(REPRODUCTIVE.filter((words) => !categoriesToldBy(words).includes('REPRODUCTIVE_HEALTH'))).toEqual([]);
  });

  it('R-45 G7: of treatment for dependence are known by its medicines and its conditions', () => {
    expect(PART2.filter((words) => !categoriesToldBy(words).includes('SUBSTANCE_USE_PART2'))).toEqual([]);
  });

  it('G7: are not plain ones: arts, pep in a step, aid, a larch, 5 p.m., the U.S., a board of supervisors', () => {
    const plain = 'Arts and crafts, pep in her step, first aid, a larch, at 5 p.m. in L.A. of the U.S., abort the visit, board of Supervisors, matted hair, prepared supper';
    expect(categoriesToldBy(plain)).toEqual([]);
  });
});

describe('what a report of a missing child states in words', () => {
  const either = (words: string) => ENDANGERMENT_KINDS.filter((kind) => mayBeStated(kind, words));

  it('R-24: is a medicine or condition of the closed list, whole, with amount and times', () => {
    for (const words of ['Insulin', 'INSULIN  glargine', 'insulin pump', 'Keppra 500 mg twice daily', 'EpiPen', 'asthma inhaler as needed', 'sertraline 50mg daily', 'Risperdal', 'lithium', 'Adderall XR 20 mg in the morning',
      'warfarin', 'Prednisone', 'levothyroxine 75 mcg', 'Insulin, Keppra, EpiPen']) expect(either(words), words).toEqual(['PRESCRIPTION_MEDICATION']);
    for (const words of ['Diabetes', 'type 1 diabetes', 'Epilepsy', 'asthma', 'severe peanut allergy', 'heart condition', 'Sickle cell disease', 'haemophilia', 'Hemophilia', 'Crohn\u2019s disease']) {
      expect(either(words), words).toEqual(['MEDICAL_CONDITION']);
    }
  });

  it('R-24 R-44 R-45: is nothing else, by whatever name, and nothing beside a name of the list', () => {
    for (const words of [...HIV, ...REPRODUCTIVE, ...PART2]) expect(either(words), words).toEqual([]);
    for (const words of ['insulin and Kaletra', 'insulin; HIV', 'Insulin, Norvir', 'insulin (RU-486)', 'asthma, abortion', 'insulin\nmethadone', 'insulinHIV', 'insulin 486', 'a medicine', '', ',', 'insulin,', 'pregnancy', 'depression']) {
      expect(either(words), words).toEqual([]);
    }
  });

  it('R-24 G7: has no name in it that tells of anything but general care', () => {
    for (const name of [...Object.values(REPORTABLE_MEDICINES).flat(), ...REPORTABLE_CONDITIONS]) {
      expect(categoriesToldBy(name).filter((category) => category !== 'GENERAL_MEDICAL'), name).toEqual([]);
    }
  });
});
