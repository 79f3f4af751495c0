import { createHash } from 'node:crypto';
import type { Instant } from '../kernel/dates.js';
import type { AccountingReader, AccountingRequest } from './accounting.js';
import { canonicalText } from './canonical.js';
import type { Disclosure } from './disclosure.js';

/** Who makes an accounting: whoever runs the county's own command, which is of no agency of the register. */
export const COUNTY_COMMAND = '00000000-0000-0000-0000-000000000000';

/** One accounting that is about to be told. */
export interface ToldAccounting {
  readonly id: string;
  readonly requestId: string;
  readonly at: Instant;
  readonly request: AccountingRequest;
  readonly reader: AccountingReader;
  readonly format: string;
  /** Who runs the command. */
  readonly operator: string;
  readonly policyVersion: string;
}

/**
 * The record of an accounting, which is a disclosure to its reader itself: of whom, of which days and to whom, and none
 * of its entries. Authority: CFR_45_164_528, CFR_42_2_25, WIC_5328_6.
 */
export function accountingRecord(told: ToldAccounting): Disclosure {
  const { id, requestId, at, request: { of, from, to }, reader, format, operator, policyVersion } = told;
  const asked = canonicalText({ of: { ...of }, from, to, reader, format });
  return {
    id, requestId, at, subjectId: 'subjectId' in of ? of.subjectId : null, outcome: 'ACCOUNTED',
    agencyId: 'agencyId' in of ? of.agencyId : COUNTY_COMMAND, personId: operator,
    role: reader === 'YOUTH' ? 'YOUTH' : 'COUNTY_IT', purpose: reader === 'YOUTH' ? 'SUBJECT_REQUEST' : 'OPERATIONS', operation: 'accounting',
    documentHash: createHash('sha256').update(asked, 'utf8').digest('hex'), decisionId: null, policyVersion, released: [], withheld: [], rules: [],
    authorities: ['CFR_42_2_25', 'CFR_45_164_528', 'WIC_5328_6'], spoken: { rules: [], authorities: ['CFR_42_2_25', 'CFR_45_164_528', 'WIC_5328_6'] },
    obligations: [], consents: [], teams: [],
  };
}
