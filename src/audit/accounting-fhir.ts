import { createHash } from 'node:crypto';
import type { Instant } from '../kernel/dates.js';
import { AUDIT_CODES, AUDITED_GATEWAY } from '../law/audit-event-codes.js';
import { CATEGORY_FACTS } from '../law/category.js';
import { purposeCoding } from '../law/purpose-coding.js';
import type { Purpose } from '../law/purpose.js';
import { ROLE_TITLES } from '../policy/words.js';
import { teamInWords, type AccountingEntry } from './accounting.js';
import type { Json } from './canonical.js';

const PROFILE = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.';
const SYSTEM = {
  authorization: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType', participation: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  roleClass: 'http://terminology.hl7.org/CodeSystem/v3-RoleClass', security: 'http://terminology.hl7.org/CodeSystem/extra-security-role-type',
  entityType: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', objectRole: AUDIT_CODES.patient.system,
  sourceType: 'http://terminology.hl7.org/CodeSystem/security-source-type', resource: 'http://hl7.org/fhir/resource-types',
  label: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
} as const;

type Element = Readonly<Record<string, Json>>;

const coding = (system: string, code: string, display?: string): Element => ({ system, code, ...(display !== undefined && { display }) });
const concept = (...codings: Element[]): Element => ({ coding: codings });
const named = (type: string, system: string, value: string, display?: string): Element =>
  ({ type, identifier: { system, value }, ...(display !== undefined && { display }) });

/** The gateway is source, observer and decider of every event. Absent: the log holds no address of a network. */
const GATEWAY: Element = AUDITED_GATEWAY;
const network = (address: string): Element => ({ address, type: '5' });

const purposeOf = (purpose: Purpose): Element => concept(purposeCoding(purpose));

const patientOf = ({ subjectId }: AccountingEntry): Element => ({
  what: named('Patient', 'urn:ca:csec:case', subjectId), type: coding(SYSTEM.entityType, '1', 'Person'), role: AUDIT_CODES.patient,
});

const organizationOf = ({ agencyId, recipient }: AccountingEntry): Element => named('Organization', 'urn:ca:csec:agency', agencyId, recipient?.name);
const addressOf = ({ agencyId }: AccountingEntry): Element => network(`urn:ca:csec:agency:${agencyId}`);

const userOf = ({ personId, role, purpose }: AccountingEntry): Element => ({
  type: concept(coding(SYSTEM.participation, 'IRCP', 'information recipient')), who: named('Practitioner', 'urn:ca:csec:person', personId),
  role: [concept(coding('urn:ca:csec:role', role, ROLE_TITLES[role]))], requestor: true, purposeOfUse: [purposeOf(purpose)],
});

/** A label that went with the release; `csec:` codes are of the local system. */
const labelled = (label: string): Element => (label.startsWith('csec:')
  ? coding('urn:ca:csec:sensitivity', label.slice('csec:'.length)) : coding(SYSTEM.label, label));

const details = (type: string, values: readonly string[]): readonly Element[] => values.map((valueString) => ({ type, valueString }));

/** What was released: the decision, labelled with each category that may be named and with what went with it. */
function released({ decisionId, id, categories, labels, notices, credential, breakGlass }: AccountingEntry): Element {
  const securityLabel = [
    ...categories.map((category) => coding('urn:ca:csec:category', CATEGORY_FACTS[category].id, CATEGORY_FACTS[category].title)), ...labels.map(labelled),
  ];
  const detail = [...details('notice', notices), ...details('break-glass reason', breakGlass), ...details('identified by', credential === null ? [] : [credential])];
  return {
    what: { identifier: { system: 'urn:ca:csec:decision', value: decisionId ?? id } }, type: coding(SYSTEM.entityType, '2', 'System Object'),
    role: coding(SYSTEM.objectRole, '3', 'Report'), ...(securityLabel.length > 0 && { securityLabel }), ...(detail.length > 0 && { detail }),
  };
}

/** The documents that the release rested on, beside consents, which have an event of their own. */
function documents({ teams, seats, orders, reports, emergencies, approvals }: AccountingEntry): readonly Element[] {
  const document = (kind: string, value: string, display?: string): Element => ({
    what: { identifier: { system: `urn:ca:csec:${kind}`, value }, ...(display !== undefined && { display }) },
    type: coding(SYSTEM.entityType, '2', 'System Object'), role: coding(SYSTEM.objectRole, '13', 'Security Resource'),
  });
  return [
    ...teams.map((id) => document('team', id, seats.some(({ team }) => team === id) ? teamInWords(id, seats) : undefined)),
    ...orders.map(({ id, caseNumber }) => document('court-order', id, caseNumber)),
    ...reports.map((id) => document('mandated-report', id)), ...emergencies.map((id) => document('emergency-access', id)),
    ...approvals.map((id) => document('release-approval', id)),
  ];
}

/** A disclosure at its source, in the shape of IHE BALP. */
function disclosed(entry: AccountingEntry): Element {
  return {
    resourceType: 'AuditEvent', id: entry.id, meta: { profile: [`${PROFILE}PrivacyDisclosure.Source`] },
    type: AUDIT_CODES.exported, subtype: [AUDIT_CODES.disclosed],
    action: 'R', recorded: entry.at, outcome: '0', purposeOfEvent: [purposeOf(entry.purpose)],
    agent: [
      { type: concept(AUDIT_CODES.source), who: GATEWAY, requestor: false, network: network('urn:ca:csec:gateway'),
        policy: [`urn:ca:csec:policy:${encodeURIComponent(entry.policyVersion)}`, ...entry.rules.map((rule) => `urn:ca:csec:rule:${rule}`)] },
      { type: concept(AUDIT_CODES.destination), who: organizationOf(entry), requestor: false, network: addressOf(entry) },
      userOf(entry),
    ],
    source: { observer: GATEWAY, type: [coding(SYSTEM.sourceType, '4', 'Application Server')] },
    entity: [patientOf(entry), released(entry), ...documents(entry)],
  };
}

/** The decision by consents on which a disclosure rests, in the shape of IHE BALP. */
function authorized(entry: AccountingEntry): Element {
  return {
    resourceType: 'AuditEvent', id: decisionEventId(entry.id), meta: { profile: [`${PROFILE}AuthZconsent`] },
    type: AUDIT_CODES.securityAlert, subtype: [coding(SYSTEM.authorization, 'AuthZ-Consent', 'Authorization Decision using Roles and Consent')],
    action: 'E', recorded: entry.at, outcome: '0', purposeOfEvent: [purposeOf(entry.purpose)],
    agent: [
      { type: concept(coding(SYSTEM.security, 'authserver', 'authorization server')), who: GATEWAY, requestor: false },
      { type: concept(AUDIT_CODES.application), who: organizationOf(entry), requestor: false, network: addressOf(entry) },
      userOf(entry),
      { type: concept(coding(SYSTEM.roleClass, 'PROV', 'healthcare provider')), who: organizationOf(entry), requestor: false, purposeOfUse: [purposeOf(entry.purpose)] },
    ],
    source: { observer: GATEWAY, type: [coding(SYSTEM.sourceType, '6', 'Security Server')] },
    entity: [patientOf(entry), ...entry.consents.map((consent): Element => ({
      what: named('Consent', 'urn:ca:csec:consent', consent), type: coding(SYSTEM.resource, 'Consent', 'Consent'),
    }))],
  };
}

/** Names the event of a decision after the disclosure that rests on it, as a UUID of version 8. */
function decisionEventId(disclosureId: string): string {
  const hex = createHash('sha256').update(`authz\n${disclosureId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The events of one entry: the decision, where it rests on consents, and the disclosure. */
export function auditEventsOf(entry: AccountingEntry): readonly Element[] {
  return [...(entry.consents.length > 0 ? [authorized(entry)] : []), disclosed(entry)];
}

/** The accounting as one FHIR R4 Bundle of AuditEvents, piece by piece; FHIR has no empty lists. */
export async function* accountingAsFhir(entries: AsyncIterable<AccountingEntry>, at: Instant): AsyncGenerator<string> {
  yield `{"resourceType":"Bundle","type":"collection","timestamp":${JSON.stringify(at)}`;
  let any = false;
  for await (const entry of entries) {
    for (const event of auditEventsOf(entry)) {
      yield `${any ? ',' : ',"entry":['}\n${JSON.stringify({ fullUrl: `urn:uuid:${String(event['id'])}`, resource: event })}`;
      any = true;
    }
  }
  yield any ? '\n]}\n' : '}\n';
}
