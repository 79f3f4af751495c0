/** What a youth is assembled of, each a bit, so that a change rebuilds only what it can reach. */
export const PART = {
  YOUTH: 1, ALIAS: 2, ADDRESS: 4, GRID: 8, PROJECT: 16, REFERRAL: 32, REPORTER: 64, ALLEGATION: 128, CASE: 256, PLACEMENT: 512,
  SERVICE: 1024, IDENTIFIER: 2048, ASSIGNMENT: 4096, ABSENCE: 8192,
} as const;

export type Part = (typeof PART)[keyof typeof PART];

/** Every part. */
export const ALL_PARTS = 16_383;
