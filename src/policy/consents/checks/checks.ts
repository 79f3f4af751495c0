import type { ConsentCheck } from './check.js';
import { K09 } from './capacity.js';
import { K28 } from './conflict.js';
import { K01, K01_NAMED, K01_PROVISIONS } from './elements.js';
import { K04, K26, K27 } from './form.js';
import { K10, K12, K13 } from './part2.js';
import { K01_RECORDS, K03_RECORDS, K04_RECORDS } from './law-of-records.js';
import { K01_REQUEST } from './psychotherapy-request.js';
import { K30 } from './recipient-agreement.js';
import { K22, K22_PROVISIONS, K22_ROWS } from './scope.js';
import { K14, K15, K16, K17, K17_HIV } from './separate-instruments.js';
import { K08, K11 } from './signer.js';
import { K18, K19, K20, K20_MEMBERS, K20_SIGNED } from './special-laws.js';
import { K21 } from './specificity.js';
import { K05, K06, K07 } from './standing.js';
import { K23, K24, K25, K29 } from './subject-changes.js';
import { K02, K02_SIGNED, K03 } from './term.js';

/** Every validity check, by its number; some numbers ask several things. All of them run at every use. */
export const CONSENT_CHECKS: readonly ConsentCheck[] = Object.freeze([
  K01, K01_NAMED, K01_PROVISIONS, K01_RECORDS, K01_REQUEST, K02, K02_SIGNED, K03, K03_RECORDS, K04, K04_RECORDS, K05, K06, K07, K08, K09,
  K10, K11, K12, K13, K14, K15, K16, K17, K17_HIV, K18, K19, K20, K20_MEMBERS, K20_SIGNED,
  K21, K22, K22_ROWS, K22_PROVISIONS, K23, K24, K25, K26, K27, K28, K29, K30,
]);

/** What a check of that number asks, in words. */
export function checkInWords(id: string): string {
  const asked = CONSENT_CHECKS.filter((check) => check.id === id).map((check) => check.plain);
  return asked.length === 0 ? id : asked.join(' ');
}
