import { ACT_REASON, CONSENT_ACTION, CSEC_CATEGORY, PARTICIPATION_TYPE } from '../../../../src/law/code-systems.js';
import type { ConsentProvision, ProvisionCode } from '../../../../src/model/consent-provision.js';
import type { AskedRecord, ProvisionQuestion } from '../../../../src/policy/consents/provisions/question.js';
import { NOON } from '../../people.js';

export const TREATMENT: ProvisionCode = { system: ACT_REASON, code: 'TREAT' };
export const RESEARCH: ProvisionCode = { system: ACT_REASON, code: 'HRESCH' };

/** A level that permits everything to everybody for ever, unless told otherwise. */
export function permit(changes: Partial<ConsentProvision> = {}): ConsentProvision {
  return {
    effect: 'PERMIT', period: null, dataPeriod: null, actors: [], actions: [], purposes: [], securityLabels: [], classes: [], codes: [], records: [],
    provisions: [], ...changes,
  };
}

export const deny = (changes: Partial<ConsentProvision> = {}): ConsentProvision => permit({ effect: 'DENY', ...changes });

export const category = (code: string): ProvisionCode => ({ system: CSEC_CATEGORY, code });
export const receiver = (reference: string) => ({ role: { system: PARTICIPATION_TYPE, code: 'IRCP' }, reference });

const RECORD: AskedRecord = {
  on: null, confidentiality: 'N', sensitivities: [], categories: [], classes: null, codes: null,
  records: { instance: null, related: null, dependents: null, authoredby: null },
};

/** A clinician's question for treatment of a normal record of no known day, unless told otherwise. */
export function question(changes: Partial<Omit<ProvisionQuestion, 'record'>> & { readonly record?: Partial<AskedRecord> } = {}): ProvisionQuestion {
  const { record, ...rest } = changes;
  return {
    asOf: NOON, purpose: TREATMENT, action: { system: CONSENT_ACTION, code: 'disclose' }, recipient: ['Practitioner/one'], mayName: () => false, ...rest,
    record: { ...RECORD, ...record },
  };
}
