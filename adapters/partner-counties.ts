/** California's counties in the order of their CWS/CMS numbers, `01` to `58`, which is the order of the alphabet. */
const COUNTIES = [
  'Alameda', 'Alpine', 'Amador', 'Butte', 'Calaveras', 'Colusa', 'Contra Costa', 'Del Norte', 'El Dorado', 'Fresno', 'Glenn', 'Humboldt',
  'Imperial', 'Inyo', 'Kern', 'Kings', 'Lake', 'Lassen', 'Los Angeles', 'Madera', 'Marin', 'Mariposa', 'Mendocino', 'Merced', 'Modoc',
  'Mono', 'Monterey', 'Napa', 'Nevada', 'Orange', 'Placer', 'Plumas', 'Riverside', 'Sacramento', 'San Benito', 'San Bernardino',
  'San Diego', 'San Francisco', 'San Joaquin', 'San Luis Obispo', 'San Mateo', 'Santa Barbara', 'Santa Clara', 'Santa Cruz', 'Shasta',
  'Sierra', 'Siskiyou', 'Solano', 'Sonoma', 'Stanislaus', 'Sutter', 'Tehama', 'Trinity', 'Tulare', 'Tuolumne', 'Ventura', 'Yolo', 'Yuba',
] as const;

/** A county by its name; an unknown number is given as it is. */
export function countyNameOf(county: string): string {
  const name = COUNTIES[Number(county) - 1];
  return name === undefined ? `California county ${county}` : `${name} County`;
}

/** The name under which a county's child-welfare agency appears in messages; an unknown number is given as it is. */
export function childWelfareAgencyOf(county: string): string {
  const name = COUNTIES[Number(county) - 1];
  return name === undefined ? `California county ${county}, child welfare agency` : `${name} County child welfare agency`;
}
