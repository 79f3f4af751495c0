import type { EndangermentKind } from './endangerment.js';

/**
 * What a report of a missing child may state in words: a closed list of medicines whose missing, and of conditions whose
 * going untreated, endangers a child. The report has no words for HIV, infections, abortion, contraception, gender care or
 * what a substance-use programme knows, and a list of what it may not say would never be whole; so whatever is not here is not stated.
 * Generic and brand names in small letters.
 * Source: names of the United States Adopted Names Council and of the labels that the Food and Drug Administration approved, taken
 * for uses that tell of none of those. Authority: USC_42_671_A_35, HSC_120975, CFR_42_2 (rules ).
 */

/** Medicines, by what they are taken for. */
export const REPORTABLE_MEDICINES = {
  diabetes: [
    'insulin', 'insulin aspart', 'insulin lispro', 'insulin glargine', 'insulin detemir', 'insulin degludec', 'novolog', 'humalog', 'lantus', 'levemir',
    'basaglar', 'toujeo', 'tresiba', 'fiasp', 'admelog', 'apidra', 'semglee', 'humulin', 'novolin', 'metformin', 'glucophage', 'glipizide', 'glyburide',
    'liraglutide', 'victoza', 'empagliflozin', 'jardiance', 'sitagliptin', 'januvia', 'glucagon', 'baqsimi', 'gvoke', 'dasiglucagon', 'zegalogue',
  ],
  seizures: [
    'levetiracetam', 'keppra', 'valproate', 'valproic acid', 'divalproex', 'depakote', 'depakene', 'lamotrigine', 'lamictal', 'carbamazepine', 'tegretol',
    'oxcarbazepine', 'trileptal', 'topiramate', 'topamax', 'zonisamide', 'zonegran', 'phenytoin', 'dilantin', 'phenobarbital', 'primidone', 'mysoline',
    'lacosamide', 'vimpat', 'clobazam', 'onfi', 'ethosuximide', 'zarontin', 'rufinamide', 'banzel', 'perampanel', 'fycompa', 'brivaracetam', 'briviact',
    'eslicarbazepine', 'aptiom', 'cenobamate', 'xcopri', 'felbamate', 'vigabatrin', 'sabril', 'gabapentin', 'neurontin', 'cannabidiol', 'epidiolex',
    'rectal diazepam', 'diastat', 'valtoco', 'midazolam', 'nayzilam',
  ],
  breathing: [
    'albuterol', 'proventil', 'ventolin', 'proair', 'levalbuterol', 'xopenex', 'fluticasone', 'flovent', 'budesonide', 'pulmicort', 'symbicort', 'advair',
    'airduo', 'breo', 'dulera', 'qvar', 'beclomethasone', 'mometasone', 'asmanex', 'montelukast', 'singulair', 'ipratropium', 'atrovent', 'combivent', 'tiotropium',
    'spiriva', 'theophylline', 'omalizumab', 'xolair', 'asthma inhaler', 'inhaler', 'rescue inhaler', 'elexacaftor', 'trikafta', 'ivacaftor', 'kalydeco', 'dornase alfa', 'pulmozyme',
  ],
  allergy: ['epinephrine', 'epinephrine auto-injector', 'epipen', 'epipen jr', 'auvi-q', 'adrenaclick', 'neffy', 'symjepi', 'cetirizine', 'diphenhydramine'],
  mood: [
    'sertraline', 'zoloft', 'fluoxetine', 'prozac', 'escitalopram', 'lexapro', 'citalopram', 'celexa', 'paroxetine', 'paxil', 'fluvoxamine', 'luvox', 'venlafaxine',
    'effexor', 'desvenlafaxine', 'pristiq', 'duloxetine', 'cymbalta', 'bupropion', 'wellbutrin', 'mirtazapine', 'remeron', 'trazodone', 'vilazodone', 'viibryd',
    'vortioxetine', 'trintellix', 'amitriptyline', 'nortriptyline', 'pamelor', 'imipramine', 'clomipramine', 'anafranil', 'buspirone', 'buspar', 'hydroxyzine',
    'propranolol', 'prazosin', 'minipress', 'lorazepam', 'ativan', 'clonazepam', 'klonopin', 'alprazolam', 'xanax', 'diazepam', 'valium', 'lithium', 'lithium carbonate',
    'lithobid', 'eskalith',
  ],
  psychosis: [
    'aripiprazole', 'abilify', 'abilify maintena', 'aristada', 'risperidone', 'risperdal', 'risperdal consta', 'paliperidone', 'invega', 'invega sustenna', 'quetiapine',
    'seroquel', 'olanzapine', 'zyprexa', 'ziprasidone', 'geodon', 'lurasidone', 'latuda', 'clozapine', 'clozaril', 'haloperidol', 'haldol', 'chlorpromazine',
    'fluphenazine', 'perphenazine', 'brexpiprazole', 'rexulti', 'cariprazine', 'vraylar', 'asenapine', 'saphris', 'iloperidone', 'fanapt', 'benztropine', 'cogentin',
  ],
  attention: [
    'methylphenidate', 'ritalin', 'concerta', 'daytrana', 'quillivant', 'dexmethylphenidate', 'focalin', 'amphetamine salts', 'adderall', 'adderall xr',
    'lisdexamfetamine', 'vyvanse', 'dextroamphetamine', 'dexedrine', 'atomoxetine', 'strattera', 'guanfacine', 'intuniv', 'viloxazine', 'qelbree', 'kapvay',
  ],
  blood: [
    'warfarin', 'coumadin', 'apixaban', 'eliquis', 'rivaroxaban', 'xarelto', 'dabigatran', 'pradaxa', 'edoxaban', 'savaysa', 'enoxaparin', 'lovenox', 'heparin',
    'clopidogrel', 'plavix', 'aspirin', 'hydroxyurea', 'droxia', 'siklos', 'l-glutamine', 'endari', 'crizanlizumab', 'adakveo', 'deferasirox', 'exjade', 'jadenu',
    'factor viii', 'factor ix', 'advate', 'eloctate', 'alprolix', 'benefix', 'emicizumab', 'hemlibra', 'desmopressin', 'ddavp', 'tranexamic acid',
  ],
  steroids: [
    'prednisone', 'deltasone', 'prednisolone', 'orapred', 'methylprednisolone', 'medrol', 'dexamethasone', 'decadron', 'hydrocortisone', 'cortef', 'solu-cortef',
    'fludrocortisone', 'florinef', 'deflazacort', 'emflaza',
  ],
  glands: ['levothyroxine', 'synthroid', 'levoxyl', 'unithroid', 'liothyronine', 'cytomel', 'methimazole', 'tapazole', 'propylthiouracil', 'somatropin'],
  heart: [
    'atenolol', 'tenormin', 'metoprolol', 'lopressor', 'toprol', 'nadolol', 'carvedilol', 'coreg', 'lisinopril', 'enalapril', 'captopril', 'losartan', 'cozaar',
    'amlodipine', 'norvasc', 'digoxin', 'lanoxin', 'furosemide', 'lasix', 'flecainide', 'amiodarone', 'sotalol', 'nitroglycerin',
  ],
  transplant: ['tacrolimus', 'prograf', 'cyclosporine', 'neoral', 'mycophenolate', 'cellcept', 'sirolimus', 'rapamune', 'azathioprine', 'imuran'],
  digestion: ['pancrelipase', 'creon', 'mesalamine', 'omeprazole', 'ondansetron', 'lactulose', 'sapropterin', 'kuvan', 'carglumic acid'],
  pain: ['sumatriptan', 'imitrex', 'rizatriptan', 'maxalt', 'ibuprofen', 'acetaminophen'],
  nerves: ['baclofen', 'pyridostigmine', 'mestinon', 'modafinil', 'provigil', 'melatonin', 'nusinersen', 'spinraza', 'risdiplam', 'evrysdi'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Conditions of the body; pregnancy, disability and suicidal tendencies have fields of their own in the report, under their own law. */
export const REPORTABLE_CONDITIONS: readonly string[] = [
  'diabetes', 'type 1 diabetes', 'type 2 diabetes', 'diabetes type 1', 'diabetes type 2', 'juvenile diabetes', 'diabetes mellitus', 'hypoglycemia', 'epilepsy',
  'seizures', 'seizure disorder', 'febrile seizures', 'asthma', 'severe asthma', 'cystic fibrosis', 'chronic lung disease', 'oxygen dependent',
  'allergy', 'severe allergy', 'severe allergies', 'anaphylaxis', 'peanut allergy', 'severe peanut allergy', 'nut allergy', 'tree nut allergy', 'severe nut allergy', 'bee sting allergy',
  'insect sting allergy', 'latex allergy', 'shellfish allergy', 'egg allergy', 'milk allergy', 'penicillin allergy', 'food allergy', 'celiac disease', 'coeliac disease',
  'heart condition', 'heart disease', 'heart defect', 'congenital heart defect', 'congenital heart disease', 'heart murmur', 'arrhythmia', 'long qt syndrome', 'cardiomyopathy',
  'pacemaker', 'high blood pressure', 'hypertension', 'pulmonary hypertension', 'stroke', 'sickle cell', 'sickle cell disease', 'sickle cell anemia', 'thalassemia',
  'hemophilia', 'haemophilia', 'hemophilia a', 'hemophilia b', 'von willebrand disease', 'bleeding disorder', 'clotting disorder', 'blood clots', 'anemia', 'cancer', 'leukemia',
  'lymphoma', 'brain tumor', 'organ transplant', 'kidney transplant', 'liver transplant', 'heart transplant', 'kidney disease', 'kidney failure', 'dialysis',
  'adrenal insufficiency', 'addison disease', 'addison\'s disease', 'congenital adrenal hyperplasia', 'diabetes insipidus', 'thyroid disease', 'hypothyroidism', 'hyperthyroidism',
  'graves disease', 'phenylketonuria', 'metabolic disorder', 'urea cycle disorder', 'lupus', 'crohn\'s disease', 'crohn disease', 'ulcerative colitis', 'juvenile arthritis',
  'muscular dystrophy', 'multiple sclerosis', 'myasthenia gravis', 'spina bifida', 'hydrocephalus', 'shunt', 'migraine', 'migraines', 'concussion', 'traumatic brain injury',
  'head injury', 'broken arm', 'broken leg', 'feeding tube', 'gastrostomy tube', 'tracheostomy', 'wheelchair', 'uses a wheelchair', 'hearing loss', 'hearing aids',
  'deaf', 'hard of hearing', 'blind', 'low vision', 'visual impairment', 'narcolepsy',
];

/** How a medicine is given, how much and how often: closed too, so that nothing else is told beside the name. */
const GIVEN = '(?: (?:pens?|pump|inhaler|nasal spray|tablets?|capsules?|injections?|shots?|patch(?:es)?|liquid|extended release|xr|er|sr))?';
const AMOUNT = '(?: \\d{1,9}(?:\\.\\d{1,3})? ?(?:mg|mcg|g|ml|units?|puffs?))?';
const TIMES = '(?: (?:once |twice |three times |four times )?(?:daily|weekly|monthly)| at bedtime| at night| in the morning| with meals| every (?:4|6|8|12) hours)?(?: as needed)?';
const BESIDE_MEDICINE = new RegExp(`^${GIVEN}${AMOUNT}${GIVEN}${TIMES}$`);

const MEDICINES: readonly string[] = Object.values(REPORTABLE_MEDICINES).flat();
const BESIDE_NOTHING = /^$/;

/** What a kind of fact is told in. */
const STATABLE: Readonly<Partial<Record<EndangermentKind, { readonly names: readonly string[]; readonly beside: RegExp }>>> = {
  PRESCRIPTION_MEDICATION: { names: MEDICINES, beside: BESIDE_MEDICINE },
  MEDICAL_CONDITION: { names: REPORTABLE_CONDITIONS, beside: BESIDE_NOTHING },
};

/**
 * Says whether words are nothing but one name of the list of their kind, or several that are parted by commas; a medicine also with its
 * form, amount and times. Letters and spaces as they come. Absent: a kind that is not told in words has none that may be stated.
 */
export function mayBeStated(kind: EndangermentKind, words: string): boolean {
  const closed = STATABLE[kind];
  if (closed === undefined) return false;
  const { names, beside } = closed;
  return words.toLowerCase().split(',').map((part) => part.trim().replaceAll(/\s+/g, ' ').replaceAll('\u2019', '\''))
    .every((part) => names.some((name) => part.startsWith(name) && beside.test(part.slice(name.length))));
}
