import { CATEGORY_FACTS, CONFIDENTIALITY, type Category, type Confidentiality } from '../../../law/category.js';
import type { ProvisionCode } from '../../../model/consent-provision.js';
import { ACT_CODE, ACT_REASON, CONFIDENTIALITY_SYSTEM, CSEC_SENSITIVITY } from '../../../law/code-systems.js';

/**
 * Codes and what each includes, the part that a decision can meet. Source: HL7 v3 ActReason and ActCode; PSY stands
 * beside MH and not below it, for IHE PCF has no other word for mental health.
 */
const INCLUDES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  [ACT_REASON]: { TREAT: ['COC', 'ETREAT'], HOPERAT: ['CAREMGT'] },
  [ACT_CODE]: { SUD: ['ETHUD', 'OPIOIDUD', 'ETH'], ETH: ['ETHUD', 'OPIOIDUD', 'SUD'], MH: ['EMOTDIS', 'PSYTHPN'], STD: ['HIV'] },
};

const same = (one: ProvisionCode, other: ProvisionCode): boolean => one.system === other.system && one.code === other.code;

/** Says whether the wider code is the narrower one or includes it, in one system. */
export function includes(wider: ProvisionCode, narrower: ProvisionCode): boolean {
  return same(wider, narrower)
    || (wider.system === narrower.system && INCLUDES[wider.system]?.[wider.code]?.includes(narrower.code) === true);
}

/** A level of confidentiality by its place, U the least; undefined for any other code. */
export function levelOf(code: ProvisionCode): number | undefined {
  if (code.system !== CONFIDENTIALITY_SYSTEM) return undefined;
  const at = CONFIDENTIALITY.indexOf(code.code as Confidentiality);
  return at < 0 ? undefined : at;
}

/** The sensitivities of a category as codes with their systems. */
export function sensitivitiesOf(category: Category): readonly ProvisionCode[] {
  return CATEGORY_FACTS[category].sensitivity.map((code) => ({ system: code.startsWith('csec:') ? CSEC_SENSITIVITY : ACT_CODE, code }));
}

const SENSITIVITIES: readonly ProvisionCode[] = (Object.keys(CATEGORY_FACTS) as Category[]).flatMap(sensitivitiesOf);

/** Says whether the categories here are labelled with that code, or with one that it includes or is included in. */
export function isSensitivity(label: ProvisionCode): boolean {
  return SENSITIVITIES.some((code) => includes(label, code) || includes(code, label));
}

/**
 * A category as a permission must cover it: by its widest codes. Whoever permits opioid disorders has not permitted all
 * of substance use.
 */
export function widestOf(codes: readonly ProvisionCode[]): readonly ProvisionCode[] {
  return codes.filter((code) => !codes.some((other) => !same(other, code) && includes(other, code) && !includes(code, other)));
}
