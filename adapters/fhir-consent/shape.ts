import { z } from 'zod';

const text = z.string().trim().min(1).max(2000);

/** A code that can be compared: without its system or code it says nothing here. */
const coding = z.looseObject({ system: text, code: text });
const concept = z.looseObject({ coding: z.array(coding).min(1) });
const reference = z.looseObject({
  reference: text.optional(), identifier: z.looseObject({ system: text, value: text }).optional(),
}).refine((one) => one.reference !== undefined || one.identifier !== undefined);
const period = z.looseObject({ start: text.optional(), end: text.optional() });
const effect = z.enum(['permit', 'deny']);

const selectors = {
  type: effect.optional(), period: period.optional(), dataPeriod: period.optional(),
  actor: z.array(z.looseObject({ role: concept, reference })).default([]),
  action: z.array(concept).default([]), purpose: z.array(coding).default([]), securityLabel: z.array(coding).default([]),
  class: z.array(coding).default([]), code: z.array(concept).default([]),
  data: z.array(z.looseObject({ meaning: z.enum(['instance', 'related', 'dependents', 'authoredby']), reference })).default([]),
};

const level = z.looseObject(selectors);
export interface FhirProvision extends z.infer<typeof level> {
  readonly provision: readonly FhirProvision[];
}
const fhirProvision: z.ZodType<FhirProvision> = z.lazy(() => level.extend({ provision: z.array(fhirProvision).default([]) }));
export type FhirReference = z.infer<typeof reference>;
export type FhirCoding = z.infer<typeof coding>;

export interface FhirExtension {
  readonly url: string;
  readonly extension?: readonly FhirExtension[] | undefined;
  readonly valueString?: string | undefined;
  readonly valueBoolean?: boolean | undefined;
  readonly valueInteger?: number | undefined;
}

export const fhirExtension: z.ZodType<FhirExtension> = z.looseObject({
  url: text, valueString: z.string().optional(), valueBoolean: z.boolean().optional(), valueInteger: z.number().int().optional(),
  get extension() {
    return z.array(fhirExtension).optional();
  },
});

/** FHIR R4 Consent as far as a decision rests on it; elements that none rests on may stand beside. Source: FHIR 4.0.1. */
export const fhirConsent = z.looseObject({
  resourceType: z.literal('Consent'),
  status: z.enum(['draft', 'proposed', 'active', 'rejected', 'inactive', 'entered-in-error']),
  scope: concept, category: z.array(z.looseObject({ coding: z.array(coding).optional(), text: text.optional() })).min(1),
  patient: reference, dateTime: text.optional(), organization: z.array(reference).default([]),
  policy: z.array(z.looseObject({ authority: text.optional(), uri: text.optional() })).default([]),
  policyRule: z.looseObject({ coding: z.array(coding).default([]) }).optional(),
  extension: z.array(fhirExtension).default([]),
  provision: fhirProvision.optional(),
});
export type FhirConsent = z.infer<typeof fhirConsent>;
