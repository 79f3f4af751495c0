import type { LocalDate } from '../../../src/kernel/dates.js';
import type { Flag } from '../../../src/model/flag.js';

/** What is odd about a span of days. The row stands: the county must see what it entered. */
export function spanFlags(startedOn: LocalDate | null, endedOn: LocalDate | null, asOf: LocalDate): Flag[] {
  const flags: Flag[] = [];
  if (startedOn !== null && endedOn !== null && endedOn < startedOn) flags.push('END_BEFORE_START');
  if (startedOn !== null && startedOn > asOf) flags.push('START_IN_FUTURE');
  if (endedOn !== null && endedOn > asOf) flags.push('END_IN_FUTURE');
  return flags;
}
