import type { MissingChildReport } from '../missing-child-document.js';
import type { WorksheetCase } from './document.js';

/** A value of a field: as it was released, and as an entry would write it, where that follows from it. */
export interface Valued {
  readonly value: string | null;
  readonly entry: string | null;
}

/** Fields of an entry in the NCIC Missing Person File, in the order of its form. */
export const FIELDS = {
  ORI: 'Agency that enters', MKE: 'Message key', MNP: 'Missing person', MPC: 'Circumstances', NAM: 'Name', SEX: 'Sex', RAC: 'Race', DOB: 'Date of birth',
  POB: 'Place of birth', DOE: 'Date of emancipation', FBI: 'FBI number', HGT: 'Height', WGT: 'Weight', HAI: 'Hair', EYE: 'Eyes', SKN: 'Skin tone',
  SMT: 'Scars, marks, tattoos', CMC: 'Caution and medical', SOC: 'Social security number', OLN: 'Licence number', OLS: 'Licence state', OLY: 'Licence year',
  FPC: 'Fingerprints', MNU: 'Other numbers', DLC: 'Date of last contact',
  OCA: 'Agency\'s case number', MIS: 'Miscellaneous', LIC: 'Vehicle licence', VIN: 'Vehicle number',
} as const;
export type FieldCode = keyof typeof FIELDS;

const SEX_WORDS = { F: 'Female', M: 'Male', I: 'Intersex', U: 'Unknown' } as const;
const RACES: Readonly<Partial<Record<string, string>>> = {
  'White': 'W', 'Black or African American': 'B', 'Asian': 'A', 'Native Hawaiian or Other Pacific Islander': 'A', 'American Indian or Alaskan Native': 'I',
};
const HAIR = { black: 'BLK', blond: 'BLN', blonde: 'BLN', brown: 'BRO', gray: 'GRY', grey: 'GRY',
  red: 'RED', auburn: 'RED', sandy: 'SDY', white: 'WHI', bald: 'BAL' } as const;
const EYES = { black: 'BLK', blue: 'BLU', brown: 'BRO', gray: 'GRY', grey: 'GRY', green: 'GRN', hazel: 'HAZ', maroon: 'MAR' } as const;

const compact = (day: string | null): string | null => day?.replaceAll('-', '') ?? null;
const valued = (value: string | null, entry: string | null = null): Valued => ({ value, entry });

/** The fields that the release fills; every other is the officer's. */
export function valuesOf({ youth, missingChildReport: report }: WorksheetCase): Readonly<Partial<Record<FieldCode, Valued>>> {
  const named = valued(nameOf(youth));
  const born = valued(youth?.bornOn ?? null, compact(youth?.bornOn ?? null));
  if (report === null) return { NAM: named, DOB: born };
  const { sex, race, heightInches, weightPounds, hair, eyes, lastSeenOn } = report;
  return {
    NAM: named, DOB: born,
    SEX: valued(sex && SEX_WORDS[sex], sex === 'I' ? null : sex),
    RAC: valued(race, race === null ? null : RACES[race] ?? null),
    HGT: valued(heightInches === null ? null : `${heightInches} inches`, heightEntry(heightInches)),
    WGT: valued(weightPounds === null ? null : `${weightPounds} pounds`, weightPounds === null ? null : String(weightPounds).padStart(3, '0')),
    HAI: valued(hair, colourOf(hair, HAIR)), EYE: valued(eyes, colourOf(eyes, EYES)),
    DLC: valued(lastSeenOn, compact(lastSeenOn)),
  };
}

function nameOf(youth: WorksheetCase['youth']): string | null {
  if (youth === null) return null;
  const given = [youth.firstName, youth.middleName, youth.nameSuffix].filter((part) => part !== null).join(' ');
  return [youth.lastName, given || null].filter((part) => part !== null).join(', ') || null;
}

/** Feet, then inches in two digits; what is under four feet or over seven foot eleven the officer enters. */
function heightEntry(inches: number | null): string | null {
  if (inches === null || inches < 48 || inches > 95) return null;
  return `${Math.floor(inches / 12)}${String(inches % 12).padStart(2, '0')}`;
}

/** The code of a colour that is told in one word; more words are the officer's to code. */
function colourOf(words: string | null, codes: Readonly<Record<string, string>>): string | null {
  return words === null ? null : codes[words.trim().toLowerCase()] ?? null;
}

/** The released facts that no field of the entry has a place for. */
export function particularsOf(report: MissingChildReport | null, countyName: (county: string) => string): readonly (readonly [string, string])[] {
  if (report === null) return [];
  const { lastPlacementCounty } = report;
  const each: readonly (readonly [string, string | true | null])[] = [
    ['Ethnicity, as the county records it', report.ethnicity?.display ?? null],
    ['Photo, kept by the county', report.photoReference],
    ['Place last seen', report.lastSeenPlace],
    ['Last placement', report.lastPlacementName], ['Last placement, street', report.lastPlacementStreet],
    ['Last placement, city', report.lastPlacementCity],
    ['Last placement, county', lastPlacementCounty === null ? null : countyName(lastPlacementCounty)],
    ...(report.medicalConditions ?? []).map((words) => ['Condition that endangers the child', words] as const),
    ...(report.prescriptionMedications ?? []).map((words) => ['Prescription medication', words] as const),
    ['Vulnerable to being trafficked', report.vulnerableToTrafficking], ['Suicidal tendencies', report.suicidalTendencies], ['Pregnant', report.pregnant],
    ['Use of substances endangers the child', report.substanceUse], ['Developmental disability', report.developmentalDisability],
  ];
  return each.flatMap(([title, value]) => (value === null ? [] : [[title, value === true ? 'Yes' : value] as const]));
}
