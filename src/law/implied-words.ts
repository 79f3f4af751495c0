import type { Category } from './category.js';

/**
 * Words that tell of a category wherever they stand (rule G7): the name of a medicine for HIV tells of HIV, and that of
 * one against opioid dependence of a programme. Generic and brand names as they are printed on a prescription, in small
 * letters and the singular.
 * Source: group J05A of the Anatomical Therapeutic Chemical Classification as far as it is for HIV, G02 and G03 for
 * contraception and abortion, N07B for dependence; brand names of the labels approved in the United States and Europe.
 */
export const WORDS_BY_CATEGORY: Partial<Readonly<Record<Category, readonly string[]>>> = {
  HIV: [
    'hiv', 'plhiv', 'plwh', 'aids', 'art', 'haart', 'arv', 'prep', 'pep', 'npep', 'opep', 'seropositive', 'seroconversion', 'serodiscordant',
    'abacavir', 'amprenavir', 'atazanavir', 'bictegravir', 'cabotegravir', 'cobicistat', 'darunavir', 'delavirdine', 'didanosine', 'dolutegravir', 'doravirine', 'efavirenz',
    'elvitegravir', 'emtricitabine', 'enfuvirtide', 'etravirine', 'fosamprenavir', 'fostemsavir', 'ibalizumab', 'indinavir', 'islatravir', 'lamivudine', 'lenacapavir', 'lopinavir',
    'maraviroc', 'nelfinavir', 'nevirapine', 'raltegravir', 'rilpivirine', 'ritonavir', 'saquinavir', 'stavudine', 'tenofovir', 'tipranavir', 'zalcitabine', 'zidovudine',
    'agenerase', 'aluvia', 'apretude', 'aptivus', 'atripla', 'biktarvy', 'cabenuva', 'celsentri', 'cimduo', 'combivir', 'complera', 'crixivan', 'delstrigo', 'descovy',
    'dovato', 'dutrebis', 'edurant', 'emtriva', 'epivir', 'epzicom', 'eviplera', 'evotaz', 'fortovase', 'fuzeon', 'genvoya', 'hivid', 'intelence', 'invirase', 'isentress', 'juluca',
    'kaletra', 'kivexa', 'lexiva', 'norvir', 'odefsey', 'pifeltro', 'prezcobix', 'prezista', 'rekambys', 'rescriptor', 'retrovir', 'reyataz', 'rezolsta', 'rukobia', 'selzentry', 'stocrin',
    'stribild', 'sunlenca', 'sustiva', 'symfi', 'symtuza', 'telzir', 'temixys', 'tivicay', 'triumeq', 'trizivir', 'trogarzo', 'truvada', 'tybost', 'videx', 'viracept', 'viramune',
    'viread', 'vitekta', 'vocabria', 'yeytuo', 'yeztugo', 'zerit', 'ziagen',
  ],
  SUBSTANCE_USE_PART2: [
    'methadone', 'methadose', 'dolophine', 'buprenorphine', 'suboxone', 'subutex', 'sublocade', 'buvidal', 'brixadi', 'bunavail', 'probuphine', 'cassipa', 'zubsolv', 'naltrexone', 'vivitrol', 'revia',
    'disulfiram', 'antabuse', 'acamprosate', 'campral', 'lofexidine', 'lucemyra', 'nalmefene', 'mat', 'moud', 'oud', 'sud', 'aud', 'detox',
  ],
  REPRODUCTIVE_HEALTH: [
    'abortion', 'termination', 'mifepristone', 'mifeprex', 'mifegyne', 'misoprostol', 'cytotec', 'gemeprost', 'miscarriage', 'stillbirth', 'pregnant', 'pregnancy', 'pregnancies', 'prenatal',
    'antenatal', 'postpartum', 'contraception', 'contraceptive', 'iud', 'larc', 'nexplanon', 'implanon', 'norplant', 'jadelle', 'mirena', 'kyleena', 'skyla', 'liletta', 'jaydess', 'paragard',
    'depo', 'depo-provera', 'provera', 'medroxyprogesterone', 'etonogestrel', 'levonorgestrel', 'norgestrel', 'opill', 'norethindrone', 'drospirenone', 'ulipristal', 'nuvaring', 'annovera', 'xulane', 'twirla',
    'vasectomy', 'hysterectomy', 'obgyn',
  ],
  COMMUNICABLE_DISEASE: [
    'chlamydia', 'gonorrhea', 'gonorrhoea', 'syphilis', 'herpes', 'sti', 'std', 'trichomoniasis', 'hepatitis', 'hpv', 'valacyclovir', 'valtrex', 'epclusa', 'harvoni', 'mavyret', 'sovaldi',
    'vemlidy', 'entecavir', 'baraclude', 'tuberculosis',
  ],
  SOGIE: [
    'estradiol', 'estrogen', 'testosterone', 'leuprolide', 'lupron', 'histrelin', 'supprelin', 'triptorelin', 'transgender', 'transsexual', 'transitioning', 'gender',
  ],
};

/** Beginnings and endings that no other word has, in small letters. Source of the endings: international nonproprietary names. */
export const STEMS_BY_CATEGORY: Partial<Readonly<Record<Category, RegExp>>> = {
  HIV: /^(?:anti-?retrovir|immuno-?deficien)|(?:tegravir|capavir|navir|vudine)$/,
  SUBSTANCE_USE_PART2: /^(?:detoxif|detoxing|methadon|buprenorphin)/,
  REPRODUCTIVE_HEALTH: /^(?:abortion|aborted|aborting|abortifacient|contracepti|miscarr|pregnan|obstetric|gyn(?:a)?ecolog)/,
  COMMUNICABLE_DISEASE: /^(?:chlamydi|gonorrh|syphili|herpe[st]|trichomon|hepatitis)/,
  SOGIE: /^(?:transgender|transsexual)/,
};

/** Plain words that are a medical one only as it is written there. */
export const AS_WRITTEN: ReadonlyMap<string, readonly string[]> = new Map([
  ['art', ['ART']], ['prep', ['PrEP', 'PREP']], ['pep', ['PEP', 'PeP']], ['mat', ['MAT']], ['aids', ['AIDS']], ['sud', ['SUD']], ['aud', ['AUD']], ['larc', ['LARC']],
  ['termination', []], ['gender', []], ['depo', ['Depo', 'DEPO']], ['transitioning', []], ['provera', ['Provera', 'PROVERA', 'provera']],
]);

/** Phrases, in small letters, figures and single spaces, in the singular. */
export const PHRASES_BY_CATEGORY: Partial<Readonly<Record<Category, readonly string[]>>> = {
  HIV: [
    'human immunodeficiency', 'human immune deficiency', 'human immuno deficiency', 'acquired immunodeficiency', 'acquired immune deficiency', 'immune deficiency virus', 'viral load', 'cd4',
    'pre exposure prophylaxis', 'post exposure prophylaxis', 'anti retroviral',
  ],
  MENTAL_HEALTH: [
    'psychiatric hospital', 'psychiatric ward', 'state hospital', 'mental health clinic', 'behavioral health clinic', 'behavioural health clinic',
    'crisis stabilization unit', '5150 hold', '5585 hold', 'psychiatrist',
  ],
  SUBSTANCE_USE_PART2: [
    'narcotic treatment program', 'opioid treatment program', 'substance use treatment', 'substance abuse treatment', 'drug treatment program',
    'drug rehab', 'alcohol rehab', 'sober living', 'opioid use disorder', 'opiate use disorder', 'alcohol use disorder', 'substance use disorder', 'stimulant use disorder', 'opioid dependence',
    'opioid addiction', 'heroin addiction', 'heroin withdrawal', 'opioid withdrawal', 'medication assisted treatment',
  ],
  REPRODUCTIVE_HEALTH: [
    'planned parenthood', 'family planning clinic', 'reproductive health clinic', 'birth control', 'morning after pill', 'termination of pregnancy',
    'terminated the pregnancy', 'terminated her pregnancy', 'ended the pregnancy', 'ended her pregnancy', 'ru 486', 'ru486', 'plan b', 'emergency contraception', 'intrauterine device', 'intra uterine device',
    'dilation and curettage', 'dilation and evacuation', 'tubal ligation', 'ob gyn',
  ],
  COMMUNICABLE_DISEASE: ['sexually transmitted', 'venereal disease', 'genital wart'],
  ASSAULT_MEDICAL: ['sexual assault response team', 'sexual assault kit', 'sart exam', 'sart examination', 'evidence kit', 'rape kit'],
  GENERAL_MEDICAL: ['psychotropic medication', 'jv 220'],
  DEVELOPMENTAL_DISABILITY: ['regional center'],
  SOGIE: ['gender affirming', 'gender dysphoria', 'gender clinic', 'gender transition', 'hormone blocker', 'puberty blocker'],
  IMMIGRATION: ['special immigrant juvenile', 't visa', 'u visa', 'green card', 'undocumented'],
  JUVENILE_JUSTICE: ['juvenile hall', '602 petition', 'delinquency petition'],
};
