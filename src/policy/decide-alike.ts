import type { AccessContext } from './access-context.js';
import type { CompiledPolicy } from './compile.js';
import { decisionOn, findingsOf, situationOrNull, type Findings } from './decide.js';
import type { Decision } from './decision.js';
import type { Facts } from './facts.js';
import type { Situation } from './situation.js';

/**
 * Decides for one caller and finds once what the rules say of subjects in one situation: the same as `decide`, subject
 * by subject, because subjects share findings only where everything that a rule can look at is equal. Life's own dates
 * are not compared but watched: findings that rest on one of them, beyond the standing that follows from it, are shared
 * with nobody, and neither are findings on consents.
 * Shape: everything else in the facts is compared whole, so that what is added to them is compared too.
 */
export function decideAlike(context: AccessContext, policy: CompiledPolicy): (facts: Facts) => Decision {
  const found = new Map<string, Findings>();
  return (facts) => {
    const { subjectId } = facts.subject;
    const situation = situationOrNull(context, facts, policy);
    const likeness = situation && likenessOf(situation);
    if (situation === null || likeness === null) return decisionOn(subjectId, findingsOf(context, situation, policy));
    const known = found.get(likeness);
    if (known !== undefined) return decisionOn(subjectId, known);
    const { watched, touched } = watching(situation);
    const made = findingsOf(context, watched, policy);
    if (!touched()) found.set(likeness, made);
    return decisionOn(subjectId, made);
  };
}

/**
 * Everything that can tell two situations of one caller apart, as a text; null with a consent on file, and for facts
 * that have no such text. The subject's own id says the same wherever it stands.
 */
function likenessOf(situation: Situation): string | null {
  try {
    const { context: _context, settings: _settings, facts: { subject, ...around }, ...derived } = situation;
    if (around.consents.length > 0) return null;
    const { subjectId, bornOn: _bornOn, diedOn: _diedOn, ...standing } = subject;
    return JSON.stringify([derived, standing, around]).replaceAll(JSON.stringify(subjectId), '*');
  } catch {
    return null;
  }
}

/** The same situation, which tells whether a rule asked for the day of birth or of death. */
function watching(situation: Situation): { readonly watched: Situation; readonly touched: () => boolean } {
  const { facts, facts: { subject } } = situation;
  let asked = false;
  const watched = {
    ...subject,
    get bornOn() {
      asked = true;
      return subject.bornOn;
    },
    get diedOn() {
      asked = true;
      return subject.diedOn;
    },
  };
  return { watched: { ...situation, facts: { ...facts, subject: watched } }, touched: () => asked };
}
