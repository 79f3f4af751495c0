/**
 * Residents of each county, by its CWS/CMS number: the decennial census of 1 April 2020 (United States Census Bureau,
 * Public Law 94-171 summary file, table P1). A band of the guideline's geography is chosen by it; a test holds the sum to
 * the State's own count.
 */
export const COUNTY_POPULATION: Readonly<Record<string, number>> = Object.freeze({
  '01': 1_682_353, '02': 1_204, '03': 40_474, '04': 211_632, '05': 45_292, '06': 21_839, '07': 1_165_927, '08': 27_743,
  '09': 191_185, '10': 1_008_654, '11': 28_917, '12': 136_463, '13': 179_702, '14': 19_016, '15': 909_235, '16': 152_486,
  '17': 68_163, '18': 32_730, '19': 10_014_009, '20': 156_255, '21': 262_321, '22': 17_131, '23': 91_601, '24': 281_202,
  '25': 8_700, '26': 13_195, '27': 439_035, '28': 138_019, '29': 102_241, '30': 3_186_989, '31': 404_739, '32': 19_790,
  '33': 2_418_185, '34': 1_585_055, '35': 64_209, '36': 2_181_654, '37': 3_298_634, '38': 873_965, '39': 779_233, '40': 282_424,
  '41': 764_442, '42': 448_229, '43': 1_936_259, '44': 270_861, '45': 182_155, '46': 3_236, '47': 44_076, '48': 453_491,
  '49': 488_863, '50': 552_878, '51': 99_633, '52': 65_829, '53': 16_112, '54': 473_117, '55': 55_620, '56': 843_843,
  '57': 216_403, '58': 81_575,
});

/** The numbers of the counties, in order. */
export const COUNTY_NUMBERS: readonly string[] = Object.freeze(Object.keys(COUNTY_POPULATION).sort());

/** Residents of California by the same census. */
export const STATE_POPULATION = 39_538_223;

/** What the figures are, for whoever reads a report. */
export const POPULATION_SOURCE = 'United States Census Bureau, decennial census of 1 April 2020, P.L. 94-171, table P1';
