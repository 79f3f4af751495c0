/**
 * The law that came with a fact, from the source it came from. The same fact obeys the law of its source for ever.
 * `UNLABELLED` is treated as the most restricted.
 */
export const REGIMES = ['CHILD_WELFARE', 'LPS', 'CMIA', 'PART2', 'FERPA', 'LAW_ENFORCEMENT', 'COURT', 'UNLABELLED'] as const;
export type Regime = (typeof REGIMES)[number];

export const REGIME_TITLES: Readonly<Record<Regime, string>> = {
  CHILD_WELFARE: 'County child-welfare record (WIC 827, 10850)',
  LPS: 'Public mental-health service (WIC 5328)',
  CMIA: 'Health-care provider (Civ. Code 56 et seq.)',
  PART2: 'Substance-use programme (42 CFR Part 2)',
  FERPA: 'School (FERPA, Ed. Code 49076)',
  LAW_ENFORCEMENT: 'Law-enforcement agency (WIC 828)',
  COURT: 'Juvenile court (WIC 827)',
  UNLABELLED: 'Source not labelled',
};
