import type { Cell } from '../law/category-regimes.js';
import type { Category } from '../law/category.js';
import type { Role } from '../law/role.js';

/** The categories of outpatient psychotherapy, which are of it when they come from a private provider. */
export const PSYCHOTHERAPY: readonly Category[] = ['MENTAL_HEALTH', 'PSYCHOTHERAPY_NOTES'];

/** Who needs no written request for it: those who give care, and the patient. Authority: CIV_56_104 (rule R-40). */
export const CLINICAL: readonly Role[] = ['MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM', 'YOUTH', 'FORMER_YOUTH'];

export const isPsychotherapy = ({ category, regime }: Cell): boolean => regime === 'CMIA' && PSYCHOTHERAPY.includes(category);
export const isClinical = (role: Role): boolean => CLINICAL.includes(role);
