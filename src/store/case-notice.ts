/**
 * What may have changed: the records of youths (CASES), or who may see them (RIGHTS); the standing of agencies or of persons;
 * anybody's record (ANYBODY); or nothing is known, since changes are not heard of (LOST) or were not until now (BACK).
 */
export interface CaseNotice {
  readonly of: 'CASES' | 'RIGHTS' | 'AGENCIES' | 'PERSONS' | 'ANYBODY' | 'LOST' | 'BACK';
  /** Of youths, of agencies or of persons; empty where nobody is named. */
  readonly ids: readonly string[];
}

const SIGNED: ReadonlyMap<string, CaseNotice['of']> = new Map([['!', 'RIGHTS'], ['@', 'AGENCIES'], ['#', 'PERSONS']]);
const IDS = /^[0-9a-f-]{36}(,[0-9a-f-]{36})*$/;

/** Reads a notification as the database sends it. What is not understood may be of anything, so everybody is looked at anew. */
export function caseNotice(payload: string): CaseNotice {
  if (payload === '*') return { of: 'ANYBODY', ids: [] };
  const signed = SIGNED.get(payload.charAt(0));
  const listed = signed === undefined ? payload : payload.slice(1);
  return IDS.test(listed) ? { of: signed ?? 'CASES', ids: listed.split(',') } : { of: 'BACK', ids: [] };
}
