/**
 * The federal race of an ethnicity that CWS/CMS records, by SYS_ID of ETHNCTYC.
 * Source: the long descriptions of the public copy of the CWS/CMS system codes of December 2018.
 */
const CODES_BY_RACE: Readonly<Record<string, readonly number[]>> = {
  'White': [839, 840, 841, 842, 843, 844, 3163, 830, 3162, 3164, 3165],
  'Black or African American': [823, 826],
  'Asian': [5922, 827, 825, 824, 831, 832, 822, 833, 838],
  'Native Hawaiian or Other Pacific Islander': [835, 836, 5923, 837, 829, 828],
  'American Indian or Alaskan Native': [820, 821],
};

const RACE_OF_CODE: ReadonlyMap<number, string> = new Map(
  Object.entries(CODES_BY_RACE).flatMap(([race, codes]) => codes.map((code): [number, string] => [code, race])),
);

/** The federal race of an ethnicity; null for one that has none, was declined or is not known. */
export function federalRaceOf(ethnicityCode: number): string | null {
  return RACE_OF_CODE.get(ethnicityCode) ?? null;
}
