import { standingOf, type MessageEnvelope, type ReleasedGridEntry } from '../partner-adapter.js';
import type { LawEnforcementCase } from './document.js';
import { day, span, type NiemElement } from './niem.js';
import { personOf } from './person.js';

/** Who identified the youth: the source of every row is county child welfare. */
const IDENTIFIED_BY = 'Child Welfare Child Protective Service agency (CPS)';

/** The type of a row in words with its code and the business rules it breaks, or null when none was released. */
export function wordsOf({ type, flags }: ReleasedGridEntry): string | null {
  const named = type === null ? null : [type.display, `(${type.system} ${type.code})`].filter((part) => part !== null).join(' ');
  const broken = flags === null || flags.length === 0 ? null : `CWS/CMS business rules: ${flags.join(', ')}`;
  return [named, broken].filter((part) => part !== null).join('. ') || null;
}

const STATUS_WORDS = { AT_RISK: 'At risk', VICTIM_CURRENT: 'Victim, current', VICTIM_PAST: 'Victim, past' } as const;

/**
 * The youth as a victim or prospective victim, when the release says so; null when nothing of that was released, for the
 * element itself would tell it. Order within: identified statuses, prospective statuses, events.
 */
export function victimOf(released: LawEnforcementCase, envelope: MessageEnvelope): NiemElement | null {
  const rows = released.gridEntries ?? [];
  const victim = rows.filter((row) => standingOf(row) === 'VICTIM');
  const atRisk = rows.filter((row) => standingOf(row) === 'AT_RISK');
  const status = released.csecStatus;
  if (status === null && victim.length === 0 && atRisk.length === 0) return null;
  const overall = status === null ? [] : [{ 'nc:StatusDescriptionText': STATUS_WORDS[status] }];
  return {
    'j:VictimPerson': personOf(released.youth, envelope),
    'hs:IdentifiedAsVictimStatus': [...(status === 'AT_RISK' ? [] : overall), ...victim.map(rowStatus)].map((of) => ({
      ...of, 'hs:IdentifiedAsVictimCategoryCode': IDENTIFIED_BY, 'hs:IdentifiedAsVictimIndicator': true,
    })),
    'hs:ProspectiveVictimStatus': [...(status === 'AT_RISK' ? overall : []), ...atRisk.map(rowStatus)].map((of) => ({
      ...of, 'hs:ProspectiveVictimIndicator': true,
    })),
    'hs:TraffickingEvent': victim.map(eventOf),
  };
}

/** A row as a status: a status has one date, so its end is a comment. */
function rowStatus(row: ReleasedGridEntry): NiemElement {
  return {
    'nc:StatusCommentText': row.endedOn === null ? null : `Ended ${row.endedOn}`,
    'nc:StatusDescriptionText': wordsOf(row),
    'nc:StatusDate': day(row.startedOn),
  };
}

/** The span of a victim row as an event, without venue or industry: those are exploitation detail. */
function eventOf(row: ReleasedGridEntry): NiemElement | null {
  const dates = span(row.startedOn, row.endedOn);
  return dates === null ? null : { 'nc:ActivityDate': dates, 'nc:ActivityDescriptionText': wordsOf(row) };
}
