/**
 * BCP 47 tags of CWS/CMS languages, by SYS_ID of LANG_TPC. Absent: the county's code stands for several languages or
 * for none (`Other Non-English`, `Indochinese`), or is newer than this table; the county's own code is sent alone.
 * Source: SYS_CD_C, IANA language subtag registry.
 */
export const LANGUAGE_TAGS: ReadonlyMap<number, string> = new Map([
  [1248, 'ase'], [1249, 'ar'], [1250, 'hy'], [1251, 'km'], [1252, 'yue'], [1253, 'en'], [1254, 'fa'], [1255, 'fr'], [1256, 'he'],
  [1257, 'hmn'], [1258, 'ilo'], [1259, 'it'], [1260, 'ja'], [1261, 'ko'], [1262, 'lo'], [1263, 'cmn'], [1264, 'ium'], [1265, 'zh'],
  [1267, 'de'], [1268, 'haw'], [1269, 'pl'], [1270, 'pt'], [1271, 'ru'], [1272, 'sm'], [1273, 'sgn'], [1274, 'es'], [1275, 'tl'],
  [1276, 'th'], [1277, 'tr'], [1278, 'vi'], [3198, 'fil'], [3200, 'ro'],
]);
