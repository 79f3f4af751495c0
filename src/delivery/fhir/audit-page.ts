import { auditEventOf, auditPage } from '../../../adapters/mental-health/audit-events.js';
import { coding, SYSTEM } from '../../../adapters/mental-health/fhir.js';
import { readReleased, withoutAbsent } from '../../../adapters/partner-adapter.js';
import { patientIdOf, rowIdOf } from './fhir-ids.js';
import type { ToldResource } from './searchset.js';

/** A page of the accounting. */
export interface AuditPage {
  readonly found: readonly ToldResource[];
  /** Whether the accounting is told to this caller at all. */
  readonly told: boolean;
  /** Where it goes on. Absent: null at its end. */
  readonly next: string | null;
}

/** The events of one page, each with its id for this reader, labelled restricted: an accounting tells of whoever received. */
export function auditPageOf(data: unknown, secret: string): AuditPage {
  const { case: of, disclosures } = readReleased(auditPage, data);
  if (of === null || disclosures === null) return { found: [], told: false, next: null };
  const patientId = patientIdOf(of.pseudonym);
  const found = disclosures.edges.flatMap(({ cursor, node }): readonly ToldResource[] => {
    if (node === null || node.at === null) return [];
    const id = rowIdOf(secret, patientId, { type: 'AuditEvent', key: cursor });
    const { resourceType, ...members } = auditEventOf(node, { reference: `Patient/${patientId}` });
    return [{ id, categories: [], resource: withoutAbsent({ resourceType, id, meta: { security: [coding(SYSTEM.confidentiality, 'R')] }, ...members }) }];
  });
  return { found, told: true, next: disclosures.pageInfo.hasNextPage ? disclosures.edges.at(-1)?.cursor ?? null : null };
}
