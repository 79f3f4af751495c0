import { NO, certain, type Finding } from '../evaluation/finding.js';
import type { Situation } from '../situation.js';

/**
 * Says whether the caller looks into the county's shared index as its statute allows: designated by the director of the
 * agency, identified, within the county, of a youth whose case is open. The index tells who the youth is and which
 * county worker to call; it lists no other agency's contact, so that none can tell of a substance-use programme.
 * Authority: WIC_18961_5 (rule R-05).
 */
export function indexDesignated({ context, facts, day }: Situation): Finding {
  const { caller } = context;
  const designated = facts.designatedForIndexOn ?? null;
  if (designated === null || designated > day || caller.credential !== 'VERIFIED') return NO;
  return certain(caller.county !== null && caller.county === facts.subject.county && caller.agency.county === caller.county && facts.subject.hasOpenCase);
}
