import { bill, guideline } from './authority-entry.js';

/** The acts that made the CSEC Program, and the guideline under which its counts are published. */
export const PROGRAMME_AUTHORITIES = {
  SB_855: bill({
    citation: 'Senate Bill 855 (2014)', title: 'The CSEC Program',
    summary: 'Clarified that exploited children may be served by child welfare, created the county programme and asks for a report on numbers, risks, services and barriers.',
    verification: 'VERIFIED', ruleIds: ['R-12'],
  }),
  SB_794: bill({
    citation: 'Senate Bill 794 (Stats. 2015, ch. 425)', title: 'Federal duties toward exploited and missing children',
    summary: 'Child welfare and probation must identify, report, document and serve exploited and at-risk children, and look for those who are missing.',
    verification: 'VERIFIED', ruleIds: ['R-14', 'R-24'], from: '2016-01-01',
  }),
  SB_1322: bill({
    citation: 'Senate Bill 1322 (2016)', title: 'No arrest of a minor for exploitation',
    summary: 'A minor is not arrested for prostitution or loitering: an exploited child is a victim of abuse.',
    verification: 'VERIFIED', ruleIds: ['R-15'], from: '2017-01-01',
  }),
  SB_413: bill({
    citation: 'Senate Bill 413 (Stats. 2025, ch. 221)', title: 'Attorneys and the juvenile case file',
    summary: 'Names anew which attorneys may reach the juvenile file, among them the attorney of a person who is or was its subject.',
    verification: 'SECOND_HAND', ruleIds: ['R-03', 'R-53'], from: '2026-01-01',
  }),
  CALHHS_DDG: guideline({
    citation: 'California Health and Human Services, Data De-Identification Guidelines', title: 'De-identification of published counts',
    summary: 'Counts are screened by numerator and denominator, scored and masked, and signed off before they are published.',
    verification: 'VERIFIED', ruleIds: ['R-02'],
  }),
} as const;
