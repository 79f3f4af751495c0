import { z } from 'zod';
import { CATEGORIES, CATEGORY_FACTS } from '../src/law/category.js';
import type { MessageEnvelope } from './partner-adapter.js';

type ConsentScope = NonNullable<MessageEnvelope['consentScopes']>[number];

const REDISCLOSURE = {
  PROHIBITED: 'the recipient may pass nothing on', TO_NAMED: 'the recipient may pass it on to those whom the consent names',
  HIPAA_TPO: 'the recipient may pass it on as HIPAA permits for treatment, payment and operations',
} as const;

/** The scope of a consent in words, for a format that has no element for it. Authority: 42 CFR 2.32(b). */
export function scopeInWords({ consent, categories, purposes, redisclosure, expiresOn }: ConsentScope): string {
  return [
    `Scope of consent ${consent}: ${categories.map((category) => `${CATEGORY_FACTS[category].title} (${category})`).join(', ')}`,
    `for ${purposes.join(', ') || 'any purpose'}`,
    `${REDISCLOSURE[redisclosure]} (${redisclosure})`,
    ...(expiresOn === null ? [] : [`until ${expiresOn}`]),
  ].join('; ');
}

/** Every scope of a message in words, in the order of the envelope. */
export const scopesInWords = ({ consentScopes = [] }: MessageEnvelope): readonly string[] => consentScopes.map(scopeInWords);

/** Every scope of a message as data, with its words beside it. */
export const consentScopesOf = ({ consentScopes = [] }: MessageEnvelope) => consentScopes.map((scope) => ({
  consent: scope.consent, categories: [...scope.categories], purposes: [...scope.purposes], redisclosure: scope.redisclosure, expiresOn: scope.expiresOn,
  text: scopeInWords(scope),
}));

/** Reads a scope as a profile of ours tells it. */
export const consentScopeRead = z.strictObject({
  consent: z.string().min(1), categories: z.array(z.enum(CATEGORIES)), purposes: z.array(z.string().min(1)),
  redisclosure: z.enum(['PROHIBITED', 'TO_NAMED', 'HIPAA_TPO']), expiresOn: z.iso.date().optional(), text: z.string().min(1),
});
