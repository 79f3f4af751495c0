import { refusalsPassed } from '../policy/consents/refusals.js';
import { seatsReliedOn } from '../policy/relations/seats-relied-on.js';
import { situationOf, type Situation } from '../policy/situation.js';
import { consentsSpared } from '../release/consent-uses.js';
import type { AskedOperation } from '../release/disclosure-draft.js';
import type { OpenedRequest } from './opened-request.js';

/** What the log is told of the facts on which a message rests, as of an answer. */
export function onFileOf({ access, gate, settings }: OpenedRequest): Omit<AskedOperation, 'name' | 'documentHash'> {
  const situationIn = (subjectId: string): Situation => situationOf(access, gate.factsOn(subjectId), settings);
  return {
    emergenciesOf: (subjectId) => gate.factsOn(subjectId).emergencies ?? [],
    refusalsOf: (subjectId, cells) => refusalsPassed(cells, situationIn(subjectId)),
    sparedOf: (subjectId, used) => consentsSpared(used, gate.factsOn(subjectId).consents),
    seatsOf: (subjectId, teams) => seatsReliedOn(teams, situationIn(subjectId)),
  };
}
