import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { EndangermentKind } from '../../law/endangerment.js';
import type { Regime } from '../../law/regime.js';
import type { Endangerment, MissingChild, MissingChildDescription } from '../../model/missing-child.js';
import type { Provenance } from '../../model/provenance.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

const DESCRIPTIONS: Statement = {
  name: 'missing-child-descriptions-by-subject',
  text: `select distinct on (subject_id) subject_id, id, photo_reference, height_inches, weight_pounds, hair, eyes, last_seen_on, last_seen_place,
    last_seen_at_address, recorded_by_agency_id, recorded_at
  from csec.missing_child_description where subject_id = any ($1) order by subject_id, recorded_at desc, id`,
};
const ENDANGERMENTS: Statement = {
  name: 'endangerments-by-subject',
  text: `select subject_id, id, kind, words, noted_on, system, regime, source_agency_id, consented_by, source_updated_at
  from csec.endangerment where subject_id = any ($1) and withdrawn_at is null order by subject_id, lower(words), id`,
};

interface DescriptionRow {
  readonly subject_id: string; readonly id: string; readonly photo_reference: string | null; readonly height_inches: number | null;
  readonly weight_pounds: number | null; readonly hair: string | null; readonly eyes: string | null; readonly last_seen_on: LocalDate | null;
  readonly last_seen_place: string | null; readonly last_seen_at_address: boolean; readonly recorded_by_agency_id: string; readonly recorded_at: Instant;
}

interface EndangermentRow {
  readonly subject_id: string; readonly id: string; readonly kind: EndangermentKind; readonly words: string | null; readonly noted_on: LocalDate;
  readonly system: string; readonly regime: Regime; readonly source_agency_id: string | null; readonly consented_by: Provenance['consentedBy'];
  readonly source_updated_at: Instant | null;
}

/** What is known for the report of each subject as a missing child. In the order of the subjects asked. */
export async function missingChildrenBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly MissingChild[]> {
  const [descriptions, facts] = await Promise.all([
    session.query<DescriptionRow>(DESCRIPTIONS, [subjectIds]), session.query<EndangermentRow>(ENDANGERMENTS, [subjectIds]),
  ]);
  const described = bySubject(subjectIds, descriptions, toDescription);
  const endangered = bySubject(subjectIds, facts, toEndangerment);
  return subjectIds.map((_, at) => ({ description: described[at]![0] ?? null, endangerments: endangered[at]! }));
}

function toDescription(row: DescriptionRow): MissingChildDescription {
  return {
    subjectId: row.subject_id, id: row.id, photoReference: row.photo_reference, heightInches: row.height_inches, weightPounds: row.weight_pounds,
    hair: row.hair, eyes: row.eyes, lastSeenOn: row.last_seen_on, lastSeenPlace: row.last_seen_place, lastSeenAtAddress: row.last_seen_at_address,
    recordedByAgencyId: row.recorded_by_agency_id, recordedAt: row.recorded_at,
  };
}

function toEndangerment(row: EndangermentRow): Endangerment {
  return {
    subjectId: row.subject_id, id: row.id, kind: row.kind, words: row.words, notedOn: row.noted_on,
    provenance: {
      system: row.system, regime: row.regime, sourceAgencyId: row.source_agency_id, consentedBy: row.consented_by, updatedAt: row.source_updated_at,
    },
  };
}
