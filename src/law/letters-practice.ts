import { localDate } from '../kernel/dates.js';
import type { LetterEntry } from './letter-entry.js';

/** Letters on practice: harm reduction, victims not offenders, missing youth, documentation and related guidance. */
export const PRACTICE_LETTERS = [
  {
    id: 'ACIN I-59-18', kind: 'ACIN', topic: 'HARM_REDUCTION', printedAs: 'ACIN 1-59-18',
    title: 'Harm-reduction strategies: introduction to the series',
  },
  { id: 'ACIN I-50-19', kind: 'ACIN', topic: 'HARM_REDUCTION', title: 'Harm-reduction series for probation officers' },
  { id: 'ACIN I-28-19', kind: 'ACIN', topic: 'HARM_REDUCTION', title: 'Harm-reduction series for social workers' },
  {
    id: 'ACIN I-79-17', kind: 'ACIN', topic: 'DECRIMINALIZATION', printedAs: 'ACIN-I-79-17',
    title: 'What SB 1322 changed, for counties', ruleIds: ['R-15'],
  },
  {
    id: 'ACIN I-14-19', kind: 'ACIN', topic: 'MISSING_YOUTH',
    title: 'Recommended practices for exploited children missing from care', ruleIds: ['R-24'],
  },
  {
    id: 'ACL 16-85', kind: 'ACL', topic: 'MISSING_YOUTH',
    title: 'What CSEC policies and procedures must hold, in detail', ruleIds: ['R-14'],
  },
  { id: 'ACIN I-13-17', kind: 'ACIN', topic: 'RUNAWAY_PROTOCOLS', title: 'Sample practices and forms for runaway and missing youth' },
  {
    id: 'ACL 16-15', kind: 'ACL', topic: 'RUNAWAY_PROTOCOLS',
    title: 'Basic requirements of protocols for runaway and missing youth', ruleIds: ['R-24'],
  },
  {
    id: 'CFL 15/16-41', kind: 'CFL', topic: 'RUNAWAY_PROTOCOLS',
    title: 'County allocations and two claiming codes for the work of SB 794', allocations: [{ dollars: 3_250_000, forYear: '2015-2016' }],
  },
  {
    id: 'ACL 16-08', kind: 'ACL', topic: 'RUNAWAY_PROTOCOLS',
    title: 'All provisions of SB 794: training, policies, reports and documentation', ruleIds: ['R-14', 'R-24'],
  },
  {
    id: 'ACL 25-67', kind: 'ACL', topic: 'RUNAWAY_PROTOCOLS', source: 'CDSS',
    title: 'Placing agencies submit updated protocols for missing youth', ruleIds: ['R-24'],
  },
  {
    id: 'ACL 16-74', kind: 'ACL', topic: 'DOCUMENTATION',
    title: 'Documenting every exploitation referral under the one special-project code that remains', ruleIds: ['R-14'],
  },
  {
    id: 'ACL 16-49', kind: 'ACL', topic: 'DOCUMENTATION', issuedOn: localDate('2016-05-23'),
    title: 'Documenting exploited and at-risk youth in the CSEC Grid, with the definition of at risk',
    replaces: ['ACL 15-49'], replacedPart: 'The four special-project codes.', ruleIds: ['R-14'],
  },
  {
    id: 'ACL 15-49', kind: 'ACL', topic: 'DOCUMENTATION', issuedOn: localDate('2015-05-25'),
    title: 'The four CSEC special-project codes, now historical', ruleIds: ['R-14'],
  },
  {
    id: 'CFL 16/17-01', kind: 'CFL', topic: 'OTHER_GUIDANCE',
    title: 'The block grant on interagency child abuse and neglect, with allocations',
  },
  {
    id: 'ACL 16-82', kind: 'ACL', topic: 'OTHER_GUIDANCE',
    title: 'Rights of foster youth in reproductive and sexual health care', ruleIds: ['R-46'],
  },
  {
    id: 'ACIN I-21-16', kind: 'ACIN', topic: 'OTHER_GUIDANCE',
    title: 'No referral of a parent to the abuse index when general neglect alone is substantiated', ruleIds: ['R-22'],
  },
  { id: 'ACL 14-36', kind: 'ACL', topic: 'OTHER_GUIDANCE', title: 'Title IV-E foster-care candidacy' },
  {
    id: 'ACL 23-66', kind: 'ACL', topic: 'OTHER_GUIDANCE', source: 'AUDITOR',
    title: 'Reconciling the abuse index, with new special-project codes', ruleIds: ['R-22'],
  },
] as const satisfies readonly LetterEntry[];
