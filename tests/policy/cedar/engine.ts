import { setFlagsFromString } from 'node:v8';
import { preparsePolicySet, statefulIsAuthorized, validate, type CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { LocalDate } from '../../../src/kernel/dates.js';
import type { AgencyKind } from '../../../src/law/agreement.js';
import type { Basis } from '../../../src/law/basis.js';
import type { Category } from '../../../src/law/category.js';
import type { Extent } from '../../../src/law/extent.js';
import type { ObligationId } from '../../../src/law/obligation.js';
import type { Purpose } from '../../../src/law/purpose.js';
import type { Regime } from '../../../src/law/regime.js';
import type { Role } from '../../../src/law/role.js';
import type { Truth } from '../../../src/policy/evaluation/finding.js';
import type { PredicateName } from '../../../src/policy/evaluation/predicate-names.js';
import type { SettingName } from '../../../src/policy/settings.js';
import { TOLD, dayNumber, type CedarPolicy } from './policy-text.js';
import { schemaText } from './schema.js';

// The V8 of Node 20 ends the process when it abandons optimised code in the middle of a call into WebAssembly that it had
// inlined; hundreds of thousands of questions get there.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--no-turbo-inline-js-wasm-calls');

/** Of each fact that may be asked, TRUE, FALSE or UNKNOWN. */
export type Findings = Readonly<Partial<Record<PredicateName, Truth>>>;

/** Everything that a decision on one cell may look at. */
export interface Question {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly category: Category;
  readonly regime: Regime;
  readonly agencyKind: AgencyKind;
  readonly day: LocalDate;
  /** Counsel's settings that may be asked, on or off. */
  readonly settings: Readonly<Partial<Record<SettingName, boolean>>>;
  readonly facts: Findings;
  readonly consentNamesCategory: boolean;
  /** The duties that the recipient cannot honour; absent: none. */
  readonly lacks?: readonly ObligationId[];
}

/** What Cedar answers: whether it may be released, and the policies that determined it. */
export interface Answer {
  readonly allowed: boolean;
  readonly reasons: readonly string[];
}

const refused = (what: string, errors: readonly { readonly message: string }[]): Error =>
  new Error(`Cedar refuses ${what}: ${errors.map(({ message }) => message).join('; ')}`);

/** Every fault and warning of the policies under strict validation; none where all is well. */
export function faultsOf(policies: readonly CedarPolicy[]): readonly string[] {
  const answer = validate({ schema: schemaText(), policies: { staticPolicies: byId(policies) }, validationSettings: { mode: 'strict' } });
  if (answer.type === 'failure') return [...answer.errors, ...answer.warnings].map(({ message }) => message);
  return [
    ...[...answer.validationErrors, ...answer.validationWarnings].map(({ policyId, error }) => `${policyId}: ${error.message}`),
    ...answer.otherWarnings.map(({ message }) => message),
  ];
}

function byId(policies: readonly CedarPolicy[]): Record<string, string> {
  return Object.fromEntries(policies.map(({ id, text: policy }) => [id, policy]));
}

/** Makes policies ready to be asked under a name; the same name again takes their place. Errors: what Cedar refuses. */
export function load(name: string, policies: readonly CedarPolicy[]): void {
  const parsed = preparsePolicySet(name, { staticPolicies: byId(policies) });
  if (parsed.type === 'failure') throw refused('the policies', parsed.errors);
}

function contextOf(question: Question): Record<string, CedarValueJson> {
  const { purpose, regime, agencyKind, day, settings, consentNamesCategory } = question;
  return {
    purpose, regime, agencyKind, day: dayNumber(day), settings, consentNamesCategory, lacks: [...question.lacks ?? []],
    facts: Object.fromEntries(Object.entries(question.facts).map(([name, truth]) => [name, TOLD[truth]])),
  };
}

/** A question that may be asked for several bases and extents. */
export function asker(name: string, question: Question): (basis: Basis, extent: Extent) => Answer {
  const context = contextOf(question);
  return (basis, extent) => ask(name, { ...context, basis }, { extent, question });
}

/**
 * Asks whether the named policies release a cell on a basis to an extent. A fact or
 * setting that a policy asks and the question does not tell is an error of Cedar.
 * Errors: any diagnostic of Cedar; a policy that fails is skipped by it, and a skipped prohibition would permit.
 */
function ask(name: string, context: Record<string, CedarValueJson>, { extent, question }: { readonly extent: Extent; readonly question: Question }): Answer {
  const answer = statefulIsAuthorized({
    principal: { type: 'Role', id: question.role }, action: { type: 'Action', id: extent }, resource: { type: 'Category', id: question.category },
    context, entities: [], preparsedPolicySetId: name,
  });
  if (answer.type === 'failure') throw refused('a question', answer.errors);
  const { decision, diagnostics } = answer.response;
  const errors = diagnostics.errors.map(({ error, policyId }) => ({ message: `${policyId}: ${error.message}` }));
  if (errors.length > 0 || answer.warnings.length > 0) throw refused('to evaluate', [...errors, ...answer.warnings]);
  return { allowed: decision === 'allow', reasons: diagnostics.reason };
}
