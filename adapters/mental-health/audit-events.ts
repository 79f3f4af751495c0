import { z } from 'zod';
import { idOfType } from '../../src/kernel/ids.js';
import { AUDIT_CODES, AUDITED_GATEWAY } from '../../src/law/audit-event-codes.js';
import { CATEGORIES, CATEGORY_FACTS } from '../../src/law/category.js';
import type { CodedWords } from '../../src/law/code-systems.js';
import { purposeCoding } from '../../src/law/purpose-coding.js';
import { purposeOf } from '../../src/law/purpose.js';
import { RELEASED } from '../partner-adapter.js';
import { coding, concept, SYSTEM, type FhirReference, type FhirResource } from './fhir.js';

/** One page of the accounting of disclosures of a case, for those who may read it. */
export const AUDIT_DOCUMENT = /* GraphQL */ `
  query FhirAuditEvent($id: ID!, $first: Int!, $after: String) {
    case(id: $id) { pseudonym }
    disclosures(caseId: $id, first: $first, after: $after) {
      edges { cursor node { decisionId at recipient { id name } role purpose outcome categoriesReleased consents } }
      pageInfo { hasNextPage }
    }
  }
`;

const entry = z.strictObject({
  decisionId: RELEASED.text, at: RELEASED.text, recipient: z.strictObject({ id: z.string(), name: z.string() }).nullable(), role: RELEASED.text,
  purpose: RELEASED.text, outcome: RELEASED.text, categoriesReleased: RELEASED.texts, consents: RELEASED.texts,
});

/** Reads a result of the document. */
export const auditPage = z.strictObject({
  case: z.strictObject({ pseudonym: z.string() }).nullable(),
  disclosures: z.strictObject({
    edges: z.array(z.strictObject({ cursor: z.string(), node: entry.nullable() })),
    pageInfo: z.strictObject({ hasNextPage: z.boolean() }),
  }).nullable(),
});
export type AuditEntry = z.infer<typeof entry>;

const titleOf = (category: string): string | null => CATEGORIES.filter((each) => each === category).map((each) => CATEGORY_FACTS[each].title)[0] ?? null;

/** What an event was, by DICOM, and whether it did what it set out to. */
interface Act {
  readonly type: CodedWords;
  readonly action: 'R' | 'E';
  /** `4`: what was asked was refused. */
  readonly outcome: '0' | '4';
}

const DISCLOSED: Act = { type: AUDIT_CODES.exported, action: 'R', outcome: '0' };
const REFUSED: Act = { type: AUDIT_CODES.queried, action: 'E', outcome: '4' };
const DECIDED: Act = { type: AUDIT_CODES.securityAlert, action: 'E', outcome: '0' };

/** What each outcome of the log was: two are disclosures, and whatever else stands in it let nothing of the record out. */
const ACTS: Readonly<Partial<Record<string, Act>>> = {
  RELEASED: DISCLOSED, MESSAGE: DISCLOSED,
  WITHHELD: REFUSED, REDISCLOSURE_BLOCKED: REFUSED,
  SIMULATED: { type: AUDIT_CODES.queried, action: 'E', outcome: '0' }, ACCOUNTED: { type: AUDIT_CODES.auditLogUsed, action: 'R', outcome: '0' },
  APPROVED: DECIDED, APPROVAL_REFUSED: { ...DECIDED, outcome: '4' }, APPROVAL_WITHDRAWN: DECIDED,
};

/**
 * An entry of the log as its reader may see it, in the manner of IHE BALP: who asked what of whom, on what decision. It is a
 * disclosure to a recipient where something was released, and of nothing else is that claimed; of an outcome that is not told
 * it is said that something was asked. It says no more than the entry, so what is concealed in it stays so.
 */
export function auditEventOf(row: AuditEntry, patient: FhirReference): FhirResource {
  const { decisionId, at, recipient, role, purpose, outcome, categoriesReleased, consents } = row;
  const act = ACTS[outcome ?? ''] ?? { type: AUDIT_CODES.queried, action: 'E', outcome: null };
  const discloses = act === DISCLOSED;
  const named = purpose === null ? undefined : purposeOf(purpose);
  return {
    resourceType: 'AuditEvent',
    type: act.type,
    subtype: [discloses ? AUDIT_CODES.disclosed : null, outcome === null ? null : coding('urn:ca:csec:outcome', outcome)],
    action: act.action, recorded: at, outcome: act.outcome,
    purposeOfEvent: named === undefined ? [] : [concept([purposeCoding(named)])],
    agent: [
      { type: concept([AUDIT_CODES.source]), who: AUDITED_GATEWAY, requestor: false },
      recipient === null ? null : {
        type: discloses ? concept([coding(SYSTEM.participation, 'IRCP')]) : null, role: role === null ? [] : [concept([coding('urn:ca:csec:role', role)])],
        who: { type: 'Organization', identifier: { system: SYSTEM.agency, value: idOfType('Agency', recipient.id) }, display: recipient.name },
        requestor: true,
      },
    ],
    source: { observer: AUDITED_GATEWAY },
    entity: [
      { what: patient, role: AUDIT_CODES.patient },
      decisionId === null ? null : {
        what: { identifier: { system: 'urn:ca:csec:decision', value: decisionId } },
        securityLabel: (discloses ? categoriesReleased ?? [] : []).map((category) => coding(SYSTEM.category, category, titleOf(category))),
      },
      ...(consents ?? []).map((consent) => ({ what: { type: 'Consent', identifier: { system: 'urn:ca:csec:consent', value: consent } } })),
    ],
  };
}
