import type { Cell } from '../../law/category-regimes.js';
import { CATEGORIES, type Category } from '../../law/category.js';
import { purposeOf } from '../../law/purpose.js';
import type { Consent } from '../../model/consent.js';
import type { ConsentMoment } from './checks/check.js';
import { signerControls } from './checks/signer.js';
import { consentEnd } from './checks/term.js';
import { momentOf } from './consent-moment.js';
import { recipientOf } from './consent-recipient.js';
import { provisionReach } from './provisions/reach.js';
import { eitherOf, limitOf, type RowLimits } from '../evaluation/row-limit.js';
import type { Situation } from '../situation.js';

const ENDED = ['DRAFT', 'REVOKED', 'EXPIRED', 'SUPERSEDED'];
const WORDS: ReadonlySet<string> = new Set(CATEGORIES);

/**
 * An instruction not to release needs no form to bind: it stands until it is withdrawn in writing, superseded or ended
 * by its own date. A date of beginning does not delay it, and doubt about its scope widens it. A document that does not
 * say whose it is binds too, for whom a worker recorded it, until he settles it: what is not known denies (K01).
 */
export function stands(consent: Consent, moment: ConsentMoment): boolean {
  if (ENDED.includes(consent.status)) return false;
  if (consent.effect === 'REFUSE' && withdrawn(consent, moment)) return false;
  const ends = consentEnd(consent, moment);
  return ends === undefined || ends === null || ends > moment.asOf;
}

function withdrawn(consent: Consent, moment: ConsentMoment): boolean {
  const at = consent.revocation?.writtenReceivedAt ?? null;
  return at !== null && at <= moment.asOf && consent.revocation?.categories.length === 0;
}

/** Words that name no category, a wildcard or an empty list reach every category. */
export function reaches(words: readonly string[], category: Category): boolean {
  return words.length === 0 || words.includes(category) || words.some((word) => !WORDS.has(word));
}

function reachesCaller(consent: Consent, situation: Situation): boolean {
  const toAnyone = consent.recipientAgencyIds.length === 0 && consent.recipientPersonIds.length === 0
    && consent.recipientClasses.length === 0 && consent.recipientTeam === null && consent.intermediary === null;
  return toAnyone || recipientOf(consent, situation) !== null;
}

function reachesPurpose(consent: Consent, situation: Situation): boolean {
  return consent.purposes.length === 0
    || consent.purposes.some((word) => (purposeOf(word) ?? situation.context.purpose) === situation.context.purpose);
}

/** The youth's own word always counts; another's counts where that person controls the record. */
function byController(consent: Consent, category: Category, moment: ConsentMoment): boolean {
  const { signature } = consent;
  if (signature === null || ['MINOR', 'NMD', 'ADULT_SUBJECT'].includes(signature.role)) return true;
  return signerControls(signature, category, moment).truth !== 'FALSE';
}

/**
 * The rows of the cell that this record closes to the caller, as a live refusal or narrower instruction: a refusal, a
 * release that excludes the category, or a document whose own provisions deny.
 * Shape: null is every row, none at all is none. Authority: confidentiality rules, section 1 step 5, check K28.
 */
export function rowsRefused(consent: Consent, cell: Cell, situation: Situation, moment: ConsentMoment): RowLimits {
  if (!stands(consent, moment) || !byController(consent, cell.category, moment)) return [];
  const provision = consent.provision ?? null;
  const own = provision === null ? [] : provisionReach(provision, situation, cell).forbids;
  return eitherOf(refusedInWords(consent, cell.category, situation), own);
}

/** What the record refuses beside its provisions; a refusal that has provisions refuses what they deny. */
function refusedInWords(consent: Consent, category: Category, situation: Situation): RowLimits {
  if (consent.effect === 'PERMIT') {
    const excluded = consent.excludedCategories.length > 0 && reaches(consent.excludedCategories, category);
    return excluded && recipientOf(consent, situation) !== null ? null : [];
  }
  if (consent.provision) return [];
  const refused = !consent.excludedCategories.includes(category) && reaches(consent.categories, category)
    && reachesCaller(consent, situation) && reachesPurpose(consent, situation);
  return refused ? limitOf({ from: consent.dataFrom, to: consent.dataTo }, consent.sourceAgencyIds) : [];
}

/** Says whether this record may restrict anything of the category: where not, it closes no row of it to anybody. */
export function maySpeakOf({ effect, categories, excludedCategories, provision }: Consent, category: Category): boolean {
  if (provision) return true;
  return effect === 'PERMIT' ? excludedCategories.length > 0 && reaches(excludedCategories, category) : reaches(categories, category);
}

/** Says whether this record closes the whole cell to the caller. */
export function restricts(consent: Consent, cell: Cell, situation: Situation, moment: ConsentMoment): boolean {
  return rowsRefused(consent, cell, situation, moment) === null;
}

/**
 * The documents, `id@3`, that would have closed rows of these cells to the caller for this purpose: whatever goes past them
 * notes them (rules ). One that concerns another recipient, another purpose or a record that its signer does not
 * control would have closed nothing, and is none of them.
 */
export function refusalsPassed(cells: readonly Cell[], situation: Situation): readonly string[] {
  const moment = momentOf(situation);
  const { consents, subject } = situation.facts;
  return consents
    .filter((consent) => consent.subjectId === subject.subjectId && cells.some((cell) => rowsRefused(consent, cell, situation, moment)?.length !== 0))
    .map(({ id, version }) => `${id}@${version}`).sort();
}
