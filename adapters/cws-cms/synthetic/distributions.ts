import type { Weighted } from './random.js';

/**
 * How the synthetic county is made up. Shares are believable, not measured: no share is taken from any county's records.
 */
export const SHARES = {
  /** Youths who carry a CSEC marker of some kind: a grid row, an allegation 6873/6874 or a special project. */
  csecMarker: 0.75,
  /** Of those, youths with a grid row; the others are known by allegation or project only. */
  gridOfCsec: 0.85,
  /** Youths whom no referral or case names, so that no county is derived. */
  unconnected: 0.01,
  /** Of those, youths who have a cousin with a case. */
  knownByRelative: 0.5,
  /** Youths who are known to have a parent in common with the youth before, where that can be. */
  siblingKnown: 0.6,
  stepParentLeft: 0.35,
  paternityRuledOut: 0.3,
  /** Referrals and cases that belong to another county. */
  otherCountyReferral: 0.03,
  otherCountyCase: 0.02,
  caseOfConnected: 0.72,
  openOfCases: 0.65,
  earlierCase: 0.1,
  removedOfCases: 0.6,
  /** Removal episodes of open cases that have ended in reunification. */
  reunifiedOfOpen: 0.15,
  awayNow: 0.08,
  unexplainedGap: 0.06,
  sensitive: 0.06,
  sealed: 0.02,
  /** Referrals and cases sensitive on their own account. */
  limitedAccess: 0.02,
  confidentialAddress: 0.04,
  /** Of youths aged 14 and over. */
  minorParent: 0.08,
  deceased: 0.004,
  estimatedBirthDate: 0.03,
  sensitiveHealth: 0.05,
  alias: 0.3,
  secondAlias: 0.1,
  homeless: 0.07,
  secondParent: 0.5,
  anonymousReporter: 0.1,
  confidentialityWaived: 0.15,
  mandatedReporter: 0.7,
  csecProjectOnReferral: 0.6,
  projectOnCase: 0.1,
  historicalProject: 0.12,
  secondaryWorker: 0.2,
  formerWorker: 0.3,
  psychotropic: 0.12,
  substanceUse: 0.15,
  counselling: 0.55,
  wraparound: 0.18,
  sogieRecorded: 0.35,
} as const;

/** What a parent is to the youth, in the words of the codes. */
export type ParentKind = 'Birth' | 'Presumed' | 'Alleged' | 'Adoptive' | 'Step';
export const MOTHERS: Weighted<ParentKind> = [['Birth', 93], ['Adoptive', 4], ['Step', 3]];
export const FATHERS: Weighted<ParentKind> = [['Birth', 62], ['Presumed', 14], ['Alleged', 12], ['Step', 8], ['Adoptive', 4]];
export const SOLE_PARENTS: Weighted<ParentKind> = [['Birth', 95], ['Adoptive', 5]];
/** Ages in whole years, weighted to 13 to 17. */
export const AGES: Weighted<number> = [
  [10, 2], [11, 4], [12, 8], [13, 13], [14, 16], [15, 17], [16, 16], [17, 13], [18, 6], [19, 3], [20, 2],
];
export const SEXES: Weighted<'F' | 'M' | 'I' | 'U'> = [['F', 80], ['M', 17], ['I', 1], ['U', 2]];
export const LANGUAGES: Weighted<number> = [[1253, 78], [1274, 17], [1278, 1], [1275, 1], [1250, 1], [1257, 1], [1249, 1]];
export const ETHNICITIES: Weighted<number> = [
  [3164, 30], [830, 10], [3163, 5], [823, 24], [839, 18], [827, 4], [838, 2], [821, 3], [837, 1], [825, 1], [6351, 2],
];
export const HISPANIC_ETHNICITIES: ReadonlySet<number> = new Set([830, 3163, 3164]);
export const NATIVE_ETHNICITIES: ReadonlySet<number> = new Set([821]);
export const REFERRAL_COUNTS: Weighted<number> = [[1, 40], [2, 32], [3, 18], [4, 10]];
export const RESPONSES: Weighted<number> = [[1520, 30], [1516, 12], [1517, 6], [1518, 44], [1519, 8]];
export const REPORT_METHODS: Weighted<number> = [[409, 70], [408, 10], [410, 8], [5375, 6], [5378, 6]];
/** ALG_DSPC; 0 is none yet. */
export const DISPOSITIONS: Weighted<number> = [[45, 42], [46, 18], [47, 36], [5918, 1], [0, 3]];
/** Ordinary allegations: top-level type with the sub-types that belong to it. */
export const ORDINARY_ALLEGATIONS: Weighted<readonly [type: number, subtypes: readonly number[]]> = [
  [[2178, [1056, 1057, 1058, 1059, 1060]], 38], [[2181, [1631, 1634]], 16], [[2179, [1372]], 15], [[2176, [811]], 10],
  [[2169, [160, 164]], 10], [[2180, [1642, 1643]], 5], [[5001, []], 6],
];
export const REFERRAL_DISPOSITIONS: Weighted<string> = [['S', 35], ['I', 40], ['A', 15], ['X', 3], ['', 7]];
export const SERVICE_COMPONENTS: Weighted<number> = [[1692, 10], [1693, 35], [1694, 30], [1695, 25]];
export const RESPONSIBLE_AGENCIES: Weighted<string> = [['C', 88], ['P', 10], ['K', 1], ['M', 1]];
export const CLOSE_REASONS: Weighted<number> = [[317, 35], [320, 20], [321, 10], [313, 15], [315, 15], [310, 3], [6307, 2]];
export const REMOVAL_REASONS: Weighted<number> = [[1615, 40], [1614, 18], [1609, 15], [1620, 12], [1617, 10], [1613, 5]];
export const PLACEMENT_COUNTS: Weighted<number> = [[1, 30], [2, 28], [3, 20], [4, 12], [5, 6], [6, 4]];
/** PLCG_RNC of placements that a further placement follows. */
export const ORDINARY_PLACEMENT_ENDS: Weighted<number> = [[1425, 18], [5417, 20], [5420, 22], [5421, 14], [5423, 10], [5425, 10], [1442, 6]];
export const RUNAWAY_SHARE = { csec: 0.32, other: 0.1 } as const;
/** Kinds of home: foster homes, group homes, relatives, shelters, supervised independent living. */
export const HOME_KINDS: Weighted<number> = [[1416, 22], [2200, 20], [1417, 22], [1421, 22], [1418, 8], [5411, 3], [6716, 3]];
/** Ids in other systems, each with its share of youths. */
export const OTHER_SYSTEMS: readonly (readonly [code: number, share: number, prefix: string])[] = [
  [1332, 0.6, 'M'], [6274, 0.45, 'P'], [1334, 0.15, 'J'], [6139, 0.12, 'H'],
];
/** Contacts and visits: what was done. */
export const CONTACTS: Weighted<number> = [[433, 20], [440, 35], [436, 15], [437, 15], [439, 10], [441, 5]];
export const CONTACT_METHODS: Weighted<number> = [[408, 62], [409, 25], [5378, 9], [410, 4]];
export const CONTACT_LOCATIONS: Weighted<number> = [[417, 35], [5524, 25], [415, 15], [420, 12], [414, 5], [418, 8]];
export const CONTACT_STATES: Weighted<'C' | 'A' | 'S'> = [['C', 82], ['A', 14], ['S', 4]];
export const COUNSELLING: Weighted<number> = [[1776, 45], [2670, 25], [1801, 15], [1777, 5], [5790, 5], [1747, 5]];
export const SUBSTANCE_SERVICES: Weighted<number> = [[1775, 40], [1802, 20], [5818, 15], [5820, 12], [1774, 8], [5819, 5]];
export const INDEPENDENT_LIVING: Weighted<number> = [[1751, 20], [1804, 20], [1808, 20], [6328, 25], [5809, 15]];
export const OTHER_SERVICES: Weighted<number> = [[1756, 20], [6255, 15], [6317, 25], [1762, 15], [1765, 15], [1815, 10]];
