import { beginYouth, type YouthBeginning } from './begin-youth.js';
import type { DayNumber } from './calendar.js';
import { FATHERS, MOTHERS, SHARES, SOLE_PARENTS, type ParentKind } from './distributions.js';
import { years } from './plan-context.js';
import { planLife } from './plan-life.js';
import { RandomStream } from './random.js';
import { relationshipCode } from './relationship-codes.js';
import type { SyntheticCounty } from './synthetic-county.js';
import type { PlannedPerson, PlannedRelationship, YouthPlan } from './youth-plan.js';

/** A relative is looked for among so many youths before this one: no youth depends on a later one. */
const YOUTHS_BEFORE = 20;
const YOUNGEST_PARENT = years(16);
const OLDEST_PARENT: Readonly<Record<PlannedPerson['sex'], number>> = { F: years(45), M: years(60), I: 0, U: 0 };
const DAYS_BETWEEN_BIRTHS = 280;
const SHORTEST_STEP = 90;

/** What two clients are to each other, by the words of the code, and when. */
interface Bond {
  readonly words: string;
  readonly startedOn: DayNumber;
  readonly endedOn: DayNumber | null;
}

interface ParentBond extends Bond {
  readonly parent: PlannedPerson;
  readonly kind: ParentKind;
}

interface Family {
  readonly youth: YouthBeginning;
  readonly bonds: readonly ParentBond[];
}

/** What `planYouth` says of relatives: the rows, and the county that follows from a relative's case where nothing else tells one. */
export type PlannedRelatives = Pick<YouthPlan, 'relationships' | 'countyOfRelative'>;

/**
 * The youth's relationships: to the parents, and now and then to a youth before who has the same father or mother. Of
 * the youths whom no referral or case names, some are known by a relative with a case alone.
 */
export function planRelatives(county: SyntheticCounty, index: number, youth: YouthBeginning): PlannedRelatives {
  const random = new RandomStream(county.seed, 'relatives', index);
  const family: Family = { youth, bonds: parentBonds(random, youth) };
  const parents = family.bonds.map((bond) => relationship(random, youth, { ...bond, other: bond.parent }));
  const { related, countyOfRelative } = youth.connected ? siblingOf(random, county, { family, index }) : relativeWithCase(random, county, { family, index });
  return { relationships: [...parents, ...related.map((bond) => relationship(random, youth, bond))], countyOfRelative };
}

/** The first draws of a youth's stream, so that they are the same whoever asks. */
function parentBonds(random: RandomStream, { context, parents }: YouthBeginning): ParentBond[] {
  const kinds = parents.length === 1 ? SOLE_PARENTS : null;
  return parents.map((parent) => {
    const kind = random.weighted(kinds ?? (parent.sex === 'F' ? MOTHERS : FATHERS));
    return { parent, kind, words: `${parent.sex === 'F' ? 'Mother' : 'Father'}/Child (${kind})`, ...spanOf(random, kind, context) };
  });
}

function spanOf(random: RandomStream, kind: ParentKind, { bornOn, createdOn, horizon }: YouthBeginning['context']): Pick<Bond, 'startedOn' | 'endedOn'> {
  switch (kind) {
    case 'Birth':
    case 'Presumed': return { startedOn: bornOn, endedOn: null };
    case 'Alleged': return { startedOn: bornOn, endedOn: random.chance(SHARES.paternityRuledOut) ? random.between(createdOn, horizon) : null };
    case 'Adoptive': return { startedOn: random.between(bornOn + years(1), bornOn + years(7)), endedOn: null };
    case 'Step': {
      const startedOn = random.between(bornOn + years(1), bornOn + years(8));
      return { startedOn, endedOn: random.chance(SHARES.stepParentLeft) ? random.between(startedOn + SHORTEST_STEP, horizon) : null };
    }
  }
}

interface Related extends Bond {
  readonly other: PlannedPerson;
}

interface Found {
  readonly related: readonly Related[];
  readonly countyOfRelative: string | null;
}

interface Searching {
  readonly family: Family;
  readonly index: number;
}

/** The youth before, where the two can have a parent in common: that parent is the birth parent of this one. */
function siblingOf(random: RandomStream, county: SyntheticCounty, { family, index }: Searching): Found {
  if (index === 0 || !random.chance(SHARES.siblingKnown)) return { related: [], countyOfRelative: null };
  const before = familyOf(county, index - 1);
  // Whom nothing else names would have a county or none by whether this youth follows.
  return { related: before.youth.connected ? siblingBonds(family.youth, before) : [], countyOfRelative: null };
}

function familyOf(county: SyntheticCounty, index: number): Family {
  const youth = beginYouth(county, index);
  return { youth, bonds: parentBonds(new RandomStream(county.seed, 'relatives', index), youth) };
}

/** To the parent of both and to the sibling; none where they cannot be siblings. */
function siblingBonds(youth: YouthBeginning, before: Family): Related[] {
  const [own, second] = youth.parents;
  const shared = before.bonds.find(({ parent }) => parent.sex !== own?.sex);
  if (!own || second || before.bonds.length < 2 || !shared || !mayBeParent(shared.parent, youth)) return [];
  const apart = Math.abs(youth.person.bornOn - before.youth.person.bornOn);
  if (shared.kind !== 'Step' && (shared.endedOn !== null || (shared.parent.sex === 'F' && apart < DAYS_BETWEEN_BIRTHS))) return [];
  const { bornOn } = youth.person;
  const startedOn = Math.max(bornOn, shared.startedOn, before.youth.person.bornOn);
  if (shared.endedOn !== null && shared.endedOn <= startedOn) return [];
  return [
    { other: shared.parent, words: `${shared.parent.sex === 'F' ? 'Mother' : 'Father'}/Child (Birth)`, startedOn: bornOn, endedOn: null },
    { other: before.youth.person, words: `Sibling/Sibling (${shared.kind === 'Step' ? 'Step' : 'Half'})`, startedOn, endedOn: shared.endedOn },
  ];
}

function mayBeParent(parent: PlannedPerson, { person }: YouthBeginning): boolean {
  const age = person.bornOn - parent.bornOn;
  return age >= YOUNGEST_PARENT && age <= OLDEST_PARENT[parent.sex];
}

/** A cousin with a case, for some; the county is that of the open case, else of the last. */
function relativeWithCase(random: RandomStream, county: SyntheticCounty, { family, index }: Searching): Found {
  const side = random.pick(['Maternal', 'Paternal'] as const);
  if (!random.chance(SHARES.knownByRelative)) return { related: [], countyOfRelative: null };
  for (let at = index - 1; at >= Math.max(0, index - YOUTHS_BEFORE); at -= 1) {
    const other = beginYouth(county, at);
    const { cases } = planLife(other);
    const chosen = cases.find(({ endedOn }) => endedOn === null) ?? cases.at(-1);
    if (!chosen) continue;
    const startedOn = Math.max(family.youth.person.bornOn, other.person.bornOn);
    return { related: [{ other: other.person, words: `Cousin/Cousin (${side})`, startedOn, endedOn: null }], countyOfRelative: chosen.county };
  }
  return { related: [], countyOfRelative: null };
}

/** A row of it, written from either side. */
function relationship(random: RandomStream, { context, person }: YouthBeginning, { other, words, startedOn, endedOn }: Related): PlannedRelationship {
  const createdOn = Math.max(person.createdOn, other.createdOn, startedOn);
  const [first, second] = [spelt(random, words, other, 'first'), spelt(random, words, person, 'second')];
  const fromOther = random.chance(0.5);
  return {
    key: context.keys.next(createdOn), createdOn, startedOn, endedOn,
    primaryKey: fromOther ? other.clientKey : person.clientKey, secondaryKey: fromOther ? person.clientKey : other.clientKey,
    code: relationshipCode(`${fromOther ? `${first}/${second}` : `${second}/${first}`} ${words.slice(words.indexOf('('))}`),
    sameHome: random.weighted([['Y', 5], ['N', 4], ['U', 1]]), isParent: /^(Mother|Father)/.test(words),
  };
}

/** How the codes call a person on one side. They know daughters and sons alone: of a youth of another or unknown sex staff choose one. */
function spelt(random: RandomStream, words: string, { sex }: PlannedPerson, side: 'first' | 'second'): string {
  const [first = '', second = ''] = words.slice(0, words.indexOf(' (')).split('/');
  const word = side === 'first' ? first : second;
  const isMale = sex === 'M' || (sex !== 'F' && random.chance(0.5));
  if (word === 'Child') return isMale ? 'Son' : 'Daughter';
  if (word === 'Sibling') return isMale ? 'Brother' : 'Sister';
  return word;
}
