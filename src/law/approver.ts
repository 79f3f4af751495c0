/** Persons whose approval a county's policy can ask for before a release. Source: consent-engine rules, section 4.4. */
export const APPROVERS = {
  PRIVACY_OFFICER: 'the privacy officer of the youth\'s county',
} as const satisfies Record<string, string>;

export type Approver = keyof typeof APPROVERS;
export const APPROVER_NAMES = Object.keys(APPROVERS) as Approver[];

/** No approval stands longer. Units: days. */
export const APPROVAL_DAYS = 365;
