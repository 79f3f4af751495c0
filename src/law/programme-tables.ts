import { COUNTY_NUMBERS } from './county-population.js';

/** A group that a youth is counted in, by its word and as a reader is told it. */
export interface ReportGroup {
  readonly word: string;
  readonly title: string;
}

const group = (word: string, title: string): ReportGroup => Object.freeze({ word, title });

/** By age on the first day in the period on which the youth was a victim; whose birth date is not known is a group too. */
export const AGE_BANDS: readonly ReportGroup[] = Object.freeze([
  group('UNDER_12', 'Under 12'), group('FROM_12_TO_14', '12 to 14'), group('FROM_15_TO_17', '15 to 17'), group('FROM_18', '18 and older'),
  group('AGE_UNKNOWN', 'Age not known'),
]);
/** Units: years, of the narrowest of the bands. */
export const NARROWEST_AGE_BAND = 3;

/** As CLIENT_T.GENDER_CD has it; intersex youths are no group of their own, for they would be few anywhere. */
export const SEXES: readonly ReportGroup[] = Object.freeze([
  group('F', 'Female'), group('M', 'Male'), group('OTHER_OR_UNKNOWN', 'Another, or not stated'),
]);

const STATUSES = Object.freeze([group('VICTIM', 'Victim of commercial sexual exploitation'), group('AT_RISK', 'At risk of it')]);

/** The grid types of victims (ACL 16-49), by SYS_ID. */
const GRID_TYPES = Object.freeze([
  group('6868', 'Victim before foster care'), group('6869', 'Victim during foster care'),
  group('6870', 'Victim in open case, not in foster care'), group('6871', 'Victim while absent from placement'),
  group('6872', 'Victim with closed case who receives independent-living services'),
]);

const PLACES = Object.freeze([...COUNTY_NUMBERS.map((number) => group(number, `County ${number}`)), group('NO_COUNTY', 'No county')]);

/** What the record knows that goes before exploitation; alleged, by the time the period ended, in a referral of open access. */
const RISK_FACTORS = Object.freeze([
  group('RAN_AWAY', 'Ran away from care'), group('OUT_OF_HOME_CARE', 'In out-of-home care'), group('SEVERAL_PLACEMENTS', 'Three placements or more'),
  group('SEXUAL_ABUSE_ALLEGED', 'Sexual abuse alleged'), group('PHYSICAL_ABUSE_ALLEGED', 'Physical abuse alleged'),
  group('EMOTIONAL_ABUSE_ALLEGED', 'Emotional abuse alleged'), group('NEGLECT_ALLEGED', 'General or severe neglect alleged'),
  group('CARETAKER_ABSENCE_ALLEGED', 'Caretaker absence or incapacity alleged'),
]);

/**
 * Services received in the period. What law conceals when it is withheld stands only within a wider group: neither
 * Part 2 programmes nor reproductive or HIV care are counted by themselves. Juvenile justice is counted nowhere.
 */
const SERVICE_TYPES = Object.freeze([
  group('CASE_MANAGEMENT', 'Child-welfare contacts and services'), group('MENTAL_HEALTH', 'Mental health'), group('SUBSTANCE_USE', 'Substance use'),
  group('MEDICAL', 'Medical'), group('EDUCATION', 'Education'), group('DEVELOPMENTAL', 'Developmental'),
]);

/** What stood in the way of serving, as far as the record knows it. */
const BARRIERS = Object.freeze([
  group('ABSENT_FROM_CARE', 'Absent from care'), group('CONTACT_NOT_MADE', 'A contact was attempted and not made'),
]);

/**
 * How a table counts. `rows`: a youth is in one row at most. `columns`: as are its columns. `factors`: a youth may be in
 * many rows, so that they do not add up. `covers`: everybody counted is in at least one.
 */
export interface ReportTable {
  readonly title: string;
  /** Which of the four numbers that the Legislature asks for it belongs to. */
  readonly asks: 'NUMBER' | 'RISK_FACTORS' | 'SERVICES' | 'BARRIERS';
  readonly rows: readonly ReportGroup[];
  readonly columns: readonly ReportGroup[] | null;
  readonly factors: boolean;
  readonly covers: boolean;
  /** Whether it can be had for one county. */
  readonly ofCounties: boolean;
  /** Its variables beside events, time and place. */
  readonly variables: readonly ('AGE' | 'SEX' | 'OTHER')[];
}

const table = (title: string, rows: readonly ReportGroup[], parts: Partial<ReportTable> = {}): ReportTable => Object.freeze({
  title, asks: 'NUMBER', rows, columns: null, factors: false, covers: false, ofCounties: true, variables: [], ...parts,
});

/**
 * The tables of the report: the whole of what can be counted. The Legislature asks for the number of exploited children,
 * their risk factors, the services they need and what bars them. Authority: SB_855.
 */
export const REPORT_TABLES = Object.freeze({
  VICTIMS: table('Victims', [STATUSES[0]!]),
  YOUTHS_BY_STATUS: table('Youths by CSEC status', STATUSES, { variables: ['OTHER'] }),
  VICTIMS_BY_AGE: table('Victims by age', AGE_BANDS, { variables: ['AGE'] }),
  VICTIMS_BY_SEX: table('Victims by sex', SEXES, { variables: ['SEX'] }),
  VICTIMS_BY_AGE_AND_SEX: table('Victims by age and sex', AGE_BANDS, { columns: SEXES, variables: ['AGE', 'SEX'] }),
  VICTIMS_BY_COUNTY: table('Victims by county', PLACES, { ofCounties: false }),
  VICTIMS_BY_GRID_TYPE: table('Victims by kind of exploitation', GRID_TYPES, { factors: true, covers: true, ofCounties: false, variables: ['OTHER'] }),
  RISK_FACTORS: table('Risk factors of victims', RISK_FACTORS, { asks: 'RISK_FACTORS', factors: true, ofCounties: false, variables: ['OTHER'] }),
  SERVICE_TYPES: table('Services to victims', SERVICE_TYPES, { asks: 'SERVICES', factors: true, ofCounties: false, variables: ['OTHER'] }),
  BARRIERS: table('Barriers to serving victims', BARRIERS, { asks: 'BARRIERS', factors: true, ofCounties: false, variables: ['OTHER'] }),
});

export type ReportTableName = keyof typeof REPORT_TABLES;
export const REPORT_TABLE_NAMES = Object.keys(REPORT_TABLES) as ReportTableName[];

/** The plan of a table. */
export function reportTable(name: ReportTableName): ReportTable {
  return REPORT_TABLES[name];
}
