/**
 * Purposes of use. Where HL7 v3 ActReason has a code it is named; `csec:` codes are of `urn:ca:csec:purpose`, for
 * purposes that statute names and HL7 does not.
 */
export const PURPOSES = {
  TREATMENT: { code: 'TREAT', title: 'Treatment of the youth' },
  CARE_COORDINATION: { code: 'COC', title: 'Coordination of the youth\'s care' },
  CASE_MANAGEMENT: { code: 'CAREMGT', title: 'Care and case management' },
  EMERGENCY_TREATMENT: { code: 'ETREAT', title: 'Emergency treatment' },
  BREAK_GLASS: { code: 'BTG', title: 'Break-glass access' },
  PUBLIC_HEALTH: { code: 'PUBHLTH', title: 'Public health' },
  SUBJECT_REQUEST: { code: 'PATRQT', title: 'Request of the youth' },
  CHILD_WELFARE: { code: 'csec:CHILD_WELFARE', title: 'Administration of child-welfare services (WIC 10850)' },
  MDT: { code: 'csec:MDT', title: 'Multidisciplinary team work (WIC 830, 18951, 18961.7)' },
  SERVICES: { code: 'csec:SERVICES', title: 'Services to the youth by a community provider' },
  INVESTIGATION: { code: 'csec:INVESTIGATION', title: 'Investigation of abuse or trafficking of the youth' },
  MISSING_CHILD: { code: 'csec:MISSING_CHILD', title: 'Locating a missing child (42 USC 671(a)(35), PC 11166(j))' },
  COURT_PROCEEDING: { code: 'csec:COURT', title: 'Juvenile-court proceeding' },
  OPERATIONS: { code: 'csec:OPERATIONS', title: 'Operating the gateway: sync, reconciliation, audit' },
} as const;

export type Purpose = keyof typeof PURPOSES;
export const PURPOSE_NAMES = Object.keys(PURPOSES) as Purpose[];

/** Reads a purpose by its name or its code, or undefined. */
export function purposeOf(text: string): Purpose | undefined {
  return PURPOSE_NAMES.find((name) => name === text || PURPOSES[name].code === text);
}
