import type { Category } from '../../law/category.js';
import { IN_FORCE, type Conditions, type Rule } from '../rule.js';

const ORDERED: Conditions = [['ORDER_COVERS', 'CREDENTIAL_VERIFIED']];
const PROCEEDINGS = ['COURT_PROCEEDING', 'INVESTIGATION', 'MISSING_CHILD', 'CASE_MANAGEMENT'] as const;
const HEALTH: readonly Category[] = [
  'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'GENERAL_MEDICAL', 'EDUCATION',
  'DEVELOPMENTAL_DISABILITY',
];

/**
 * Orders of a court (rules ). That an order meets the standard of the category's own law,
 * and names this caller, is decided by the predicate; these rows say to which role each category opens at all.
 */
export const COURT_ORDER_RULES: readonly Rule[] = [
  {
    id: 'R-03.ORDER.LE', layer: 'BASIS', effect: 'PERMIT', basis: 'COURT_ORDER', extent: 'FULL',
    when: {
      roles: ['LAW_ENFORCEMENT'], agencyKinds: ['LAW_ENFORCEMENT'], purposes: PROCEEDINGS, facts: ORDERED,
      categories: ['IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'ASSAULT_MEDICAL', 'JUVENILE_JUSTICE', ...HEALTH],
    },
    authorities: ['WIC_827', 'CIV_56_10', 'CFR_45_164_512', 'CFR_34_99'], effective: IN_FORCE,
    plain: 'Law enforcement receives what an order of the court names it for.',
  },
  {
    id: 'R-03.ORDER.DA', layer: 'BASIS', effect: 'PERMIT', basis: 'COURT_ORDER', extent: 'FULL',
    when: {
      roles: ['DISTRICT_ATTORNEY'], agencyKinds: ['PROSECUTOR'], purposes: PROCEEDINGS, facts: ORDERED, categories: ['LOCATION', ...HEALTH],
    },
    authorities: ['WIC_827', 'CIV_56_10', 'CFR_45_164_512', 'CFR_34_99'], effective: IN_FORCE,
    plain: 'A prosecutor receives what an order of the court names the office for.',
  },
  {
    id: 'R-03.ORDER.COURT', layer: 'BASIS', effect: 'PERMIT', basis: 'COURT_ORDER', extent: 'FULL',
    when: {
      roles: ['COURT'], agencyKinds: ['COURT'], purposes: PROCEEDINGS, facts: ORDERED,
      categories: ['MENTAL_HEALTH', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'SOGIE', 'IMMIGRATION'],
    },
    authorities: ['WIC_827', 'CIV_56_10', 'CFR_45_164_512'], effective: IN_FORCE,
    plain: 'A court receives what its own order says it needs.',
  },
  {
    id: 'R-03.ORDER.PROBATION', layer: 'BASIS', effect: 'PERMIT', basis: 'COURT_ORDER', extent: 'FULL',
    when: { roles: ['PROBATION'], agencyKinds: ['PROBATION'], purposes: PROCEEDINGS, facts: ORDERED, categories: ['EXPLOITATION_DETAIL'] },
    authorities: ['WIC_827', 'PC_293'], effective: IN_FORCE,
    plain: 'Probation learns of the exploitation itself by an order of the court.',
  },
  {
    id: 'R-30.ORDER', layer: 'BASIS', effect: 'PERMIT', basis: 'COURT_ORDER', extent: 'FULL',
    when: {
      roles: ['PROBATION', 'DISTRICT_ATTORNEY', 'COURT', 'MINORS_COUNSEL'], purposes: PROCEEDINGS, facts: ORDERED,
      categories: ['SAFE_AT_HOME_ADDRESS'],
    },
    authorities: ['GOV_6205'], effective: IN_FORCE,
    plain: 'The actual address of a Safe at Home participant opens only to an order of the juvenile court about that address.',
  },
  {
    id: 'R-33.ORDER', layer: 'BASIS', effect: 'PERMIT', basis: 'COURT_ORDER', extent: 'FULL',
    when: {
      roles: ['LAW_ENFORCEMENT', 'DISTRICT_ATTORNEY', 'COURT'], purposes: PROCEEDINGS, facts: ORDERED, categories: ['PSYCHOTHERAPY_NOTES'],
    },
    authorities: ['EVID_1010', 'CFR_45_164_512'], effective: IN_FORCE,
    plain: 'Psychotherapy notes open to an order that names them and makes the findings that the privilege demands.',
  },
  {
    id: 'R-44.ORDER', layer: 'BASIS', effect: 'PERMIT', basis: 'COURT_ORDER', extent: 'FULL',
    when: { roles: ['COURT'], agencyKinds: ['COURT'], purposes: PROCEEDINGS, facts: ORDERED, categories: ['HIV'] },
    authorities: ['HSC_120975'], effective: IN_FORCE,
    plain: 'HIV results reach a court by an order under the HIV statute alone.',
  },
  {
    id: 'R-45.ORDER', layer: 'BASIS', effect: 'PERMIT', basis: 'COURT_ORDER', extent: 'FULL',
    when: {
      roles: ['LAW_ENFORCEMENT', 'DISTRICT_ATTORNEY', 'COURT'], purposes: PROCEEDINGS, facts: ORDERED, categories: ['SUBSTANCE_USE_PART2'],
    },
    authorities: ['CFR_42_2_61'], effective: IN_FORCE,
    plain: 'A Part 2 record opens to an order with the findings of its own regulation, served with a subpoena.',
  },
  {
    id: 'R-03.ORDER.SCOPE', layer: 'OBLIGATION', effect: 'OBLIGE', when: { bases: ['COURT_ORDER'] },
    obligations: ['NO_ONWARD', 'ORDER_SCOPE'], authorities: ['WIC_827', 'CFR_45_164_512'], effective: IN_FORCE,
    plain: 'What came by an order serves what the order says and goes no further.',
  },
];
