import type { Category } from './category.js';

/**
 * Words that tell of a category wherever they stand (rule G7): the name of a medicine for HIV tells of HIV, and that of
 * one against opioid dependence of a programme. Names as they are printed on a prescription, generic and brand, in small
 * letters. A word that is not here tells no more than its field does.
 */
export const WORDS_BY_CATEGORY: Partial<Readonly<Record<Category, readonly string[]>>> = {
  HIV: [
    'hiv', 'aids', 'antiretroviral', 'antiretrovirals', 'art', 'prep', 'abacavir', 'atazanavir', 'bictegravir', 'biktarvy', 'cabotegravir', 'cabenuva', 'apretude',
    'complera', 'darunavir', 'delstrigo', 'descovy', 'dolutegravir', 'doravirine', 'dovato', 'efavirenz', 'atripla', 'elvitegravir',
    'emtricitabine', 'epzicom', 'evotaz', 'genvoya', 'isentress', 'juluca', 'lamivudine', 'lenacapavir', 'sunlenca', 'maraviroc', 'nevirapine',
    'odefsey', 'prezcobix', 'prezista', 'raltegravir', 'rilpivirine', 'ritonavir', 'stribild', 'symfi', 'symtuza', 'tenofovir', 'tivicay',
    'triumeq', 'truvada', 'viread', 'zidovudine',
  ],
  SUBSTANCE_USE_PART2: [
    'methadone', 'buprenorphine', 'suboxone', 'subutex', 'sublocade', 'brixadi', 'zubsolv', 'naltrexone', 'vivitrol', 'disulfiram', 'antabuse', 'acamprosate',
    'campral', 'lofexidine', 'lucemyra', 'mat', 'detox',
  ],
  REPRODUCTIVE_HEALTH: [
    'abortion', 'termination', 'mifepristone', 'mifeprex', 'misoprostol', 'cytotec', 'contraception', 'contraceptive', 'nexplanon', 'depo-provera', 'levonorgestrel', 'miscarriage',
    'pregnant', 'pregnancy', 'prenatal',
  ],
  COMMUNICABLE_DISEASE: ['chlamydia', 'gonorrhea', 'gonorrhoea', 'syphilis', 'herpes', 'sti', 'std', 'trichomoniasis', 'hepatitis'],
  SOGIE: ['estradiol', 'testosterone', 'leuprolide', 'lupron', 'histrelin', 'supprelin', 'transgender', 'gender'],
};

const CATEGORY_OF_WORD: ReadonlyMap<string, Category> = new Map(
  Object.entries(WORDS_BY_CATEGORY).flatMap(([category, words]) => words.map((word): [string, Category] => [word, category as Category])),
);

/** The first category that a word of the text tells of beside the text's own; null when none is known to. */
export function categoryImpliedByWords(text: string): Category | null {
  for (const [word] of text.toLowerCase().matchAll(/[a-z][a-z-]*/g)) {
    const found = CATEGORY_OF_WORD.get(word) ?? word.split('-').map((part) => CATEGORY_OF_WORD.get(part)).find((one) => one !== undefined);
    if (found !== undefined) return found;
  }
  return null;
}
