import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SETTING_NAMES, type SettingName } from '../../src/policy/settings.js';
import { actsOfOthers, matterIdentifier, openMatter } from '../support/canary-acts.js';
import { askAs } from '../support/canary-ask.js';
import type { Change, ChangeOf } from '../support/canary-change.js';
import { hiddenChanges, visibleChanges } from '../support/canary-changes.js';
import { canaryCounty, seedCanaryCounty } from '../support/canary-county.js';
import type { Asker } from '../support/canary-grants.js';
import { ASKERS } from '../support/canary-partners.js';
import { leaveRecord, ofShard, shardOf } from '../support/shard.js';
import { WIDENED, atWidest, startUnder } from '../support/canary-settings.js';
import { STORED } from '../support/canary-special.js';
import { changeable, type Changeable } from '../support/canary-snapshot.js';
import { ABOUT_A_YOUTH, openTo } from '../support/canary-mutations.js';
import { answersTo, firstDifference, sentBy, transcript, wholeAnswer, type Order, type Question, type Script } from '../support/canary-transcript.js';
import { YOUTHS } from '../support/canary-youths.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

const DEEP = process.env['CSEC_TEST_DEEP'] === '1';
/** The same number for every caller. */
const PAIRS_OF_EACH = Math.ceil((DEEP ? 2_000 : 200) / ASKERS.length);
/** A deep run can be made in parts, which a record of each adds up. */
const SHARD = shardOf(process.env['CSEC_TEST_SHARD']);
/** Fixed, so that a run can be repeated; other pairs at every deep run. CSEC_PROOF_SEED replays one. */
const SEED = Number(process.env['CSEC_PROOF_SEED'] ?? (DEEP ? Date.now() % 2 ** 31 : 20_260_301));
const MINUTES = 60_000;

const FIND = 'query($other: OtherSystemIdentifierInput!) { caseByIdentifier(identifier: { other: $other }) { id } }';
const FINDING = '00000000-0000-4000-8000-00000000f14d';

const county = canaryCounty();
const hidden = new Map<Asker, ReadonlyMap<string, readonly ChangeOf[]>>();
/** How often each kind of change was made; categories are kinds too. */
const made = new Map<string, number>();
const before = new Map<string, Promise<readonly string[]>>();
/** The mutations that were sent, and those of them that were carried out. */
const sent = new Set<string>();
const done = new Set<string>();
/** How many pairs were found alike. */
const alike = { pairs: 0, underSettings: 0 };
let gateway: TestGateway;
let database: Changeable;
/** Gateways over the same database under settings of counsel, by their names. */
const wide = new Map<string, Promise<TestGateway>>();

beforeAll(async () => {
  gateway = await startTestGateway({ seed: (url) => seedCanaryCounty(url, county) });
  database = await changeable(gateway.databaseUrl);
  const whole = `${PAIRS_OF_EACH * ASKERS.length} pairs, and ${PAIRS_OF_READING * READINGS.length} under settings of counsel`;
  console.log(`Non-interference: ${whole}${SHARD.parts === 1 ? '' : `, of which part ${SHARD.part} of ${SHARD.parts}`}; seed ${SEED}, and CSEC_PROOF_SEED=${SEED} replays them.`);
});
afterAll(async () => {
  console.log(`Non-interference: ${alike.pairs} pairs alike, and ${alike.underSettings} under settings of counsel; seed ${SEED}.`);
  leaveRecord(process.env['CSEC_TEST_RECORD'], {
    ...SHARD, seed: SEED, ...alike, made: [...made.keys()], sent: [...sent], done: [...done], kinds: KINDS, mutations: ABOUT_A_YOUTH,
  });
  await database.close();
  for (const one of wide.values()) await (await one).stop();
  await gateway.stop();
});

/** What one pair is made from: numbers, so that a failing pair shrinks to few and small ones. */
interface Pick {
  readonly kind: number;
  readonly which: number;
  readonly salt: number;
}

const picks = fc.record({ kind: fc.nat({ max: 1000 }), which: fc.nat({ max: 100_000 }), salt: fc.nat({ max: 500 }) });
const pairs = fc.record({
  changes: fc.array(picks, { minLength: 1, maxLength: 4 }), order: fc.constantFrom<Order>('ANY', 'OPENED_ON', 'YOUTH_NAME'),
  beside: fc.constantFrom(...YOUTHS.map(({ n }) => n)),
  from: fc.nat(1000), salts: fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 6 }), toChanged: fc.boolean(),
});

/** The changes of a pair, none twice; who disappears does so at the end, with whatever was added to him. */
function changesOf(asker: Asker, picked: readonly Pick[]): readonly Change[] {
  if (!hidden.has(asker)) hidden.set(asker, hiddenChanges(county, asker));
  const kinds = [...hidden.get(asker)!].filter(([, list]) => list.length > 0);
  const byName = new Map<string, Change>();
  for (const { kind, which, salt } of picked) {
    const [name, list] = kinds[kind % kinds.length]!;
    const change = list[which % list.length]!(salt);
    // Two that add one row cannot both be made.
    const rival = [...byName.values()].some((one) => one.name !== change.name && one.adds?.some((row) => change.adds?.includes(row)));
    if (rival) continue;
    made.set(name, (made.get(name) ?? 0) + 1);
    byName.set(change.n >= 100 ? `arrival ${change.n}` : change.name, change);
  }
  return [...byName.values()].sort((one, other) => Number(one.last ?? false) - Number(other.last ?? false));
}

/** What is asked of the database as it was, which is the same for every pair that asks it. */
function answersBefore(asker: Asker, question: Question, of: TestGateway = gateway): Promise<readonly string[]> {
  const key = JSON.stringify([asker.name, question, of.address]);
  const known = before.get(key) ?? transcript(of, county, asker, question);
  before.set(key, known);
  return known;
}

/** What a script of mutations is answered; the youth whom it is about is as before it when this returns. */
async function answersThen(asker: Asker, script: Script, of: TestGateway): Promise<readonly string[]> {
  let answers: readonly string[] = [];
  try {
    answers = await answersTo(of, county, asker, script);
    sentBy(asker, script).forEach((name, at) => {
      sent.add(name);
      if (answers[at]!.includes('\\"userErrors\\":[]')) done.add(name);
    });
    return answers;
  } finally {
    // What ended in an error was rolled back.
    if (answers.length === 0 || answers.some((answer) => !answer.includes('\\"errors\\":'))) await database.restoreYouths([script.about]);
  }
}

interface Asked {
  readonly questions: readonly Question[];
  readonly scripts: readonly Script[];
  /** The gateway that is asked; the strict one unless told. */
  readonly of?: TestGateway;
}

/** Where the answers part with the changes made, or null; the database is as before when this returns. */
async function difference(asker: Asker, { questions, scripts, of = gateway }: Asked, changes: readonly Change[]): Promise<ReturnType<typeof firstDifference>> {
  const first: string[] = [];
  for (const question of questions) first.push(...await answersBefore(asker, question, of));
  for (const script of scripts) first.push(...await answersThen(asker, script, of));
  const second: string[] = [];
  try {
    await database.make(changes);
    for (const question of questions) second.push(...await transcript(of, county, asker, question));
    for (const script of scripts) second.push(...await answersThen(asker, script, of));
  } finally {
    await database.restore(changes);
  }
  return firstDifference(first, second);
}

/** What a failing pair says, and how to see it again. */
const named = (asker: Asker, changes: readonly Change[], script?: Script): string =>
  `${asker.name}, ${asker.purpose}: ${changes.map(({ name }) => name).join('; ')}`
  + `${script ? `; sends ${sentBy(asker, script).join(', ')} about youth ${script.about}` : ''} (CSEC_PROOF_SEED=${SEED}${DEEP ? ', --deep' : ''})`;

/** The youths a pair asks about: one that was changed, and in a deep run one beside; lists show the others. */
const asked = (changes: readonly Change[], beside: number): readonly Question[] =>
  [...new Set([...changes.map(({ n }) => n).sort((one, other) => one - other).slice(0, 1), ...(DEEP ? [beside] : [])])].map((about) => ({ about }));

/** A gateway with these settings on, over the same database. */
function under(settings: readonly SettingName[]): Promise<TestGateway> {
  const known = wide.get(settings.join()) ?? startUnder(settings, gateway.databaseUrl);
  wide.set(settings.join(), known);
  return known;
}

/** All settings, and each alone in a deep run; otherwise some alone, of which the seed decides. */
const READINGS: readonly (readonly SettingName[])[] = [
  SETTING_NAMES, ...SETTING_NAMES.filter((_, place) => DEEP || (place + SEED) % 12 === 0).map((name) => [name]),
];
/** What a run must have changed. */
const KINDS = [
  ...STORED, 'column', 'beside', 'removal', 'addition', 'relation', 'register', 'fact', 'disappearance', 'arrival', 'emergency', 'mandate', 'order', 'seal',
  'resync', 'vacated', 'withdrawal', 'refusal',
];
const AT_WIDEST = WIDENED.map(atWidest);
/** The same number for all settings together and for each alone. */
const PAIRS_OF_READING = DEEP ? 40 : 6;

describe('non-interference', () => {
  test.each(ofShard(SHARD, ASKERS.map((asker, place) => [asker.name, asker, place] as const)))(
    `what %s may not see makes no difference to any byte that is sent, in ${PAIRS_OF_EACH} pairs of databases`, async (_, asker, place) => {
      await fc.assert(fc.asyncProperty(pairs, async ({ changes: picked, order, beside, from, salts, toChanged }) => {
        const changes = changesOf(asker, picked);
        const seen = Object.keys(asker.sees).map(Number);
        const script: Script = { about: toChanged ? changes[0]!.n : seen[beside % seen.length] ?? beside, from, salts };
        const found = await difference(asker, { questions: [{ lists: order }, ...asked(changes, beside)], scripts: [script] }, changes);
        expect({ pair: named(asker, changes, script), difference: found }).toEqual({ pair: named(asker, changes, script), difference: null });
        alike.pairs += 1;
      }), { numRuns: PAIRS_OF_EACH, seed: SEED + place, endOnFailure: false });
    }, DEEP ? 20 * MINUTES : 5 * MINUTES);

  test.each(ofShard(SHARD, READINGS.map((settings, place) => [settings.length === 1 ? settings[0]! : 'every setting', settings, place] as const)))(
    `nor under %s of counsel, in ${PAIRS_OF_READING} pairs`, async (_, settings, place) => {
      const of = await under(settings);
      await fc.assert(fc.asyncProperty(pairs, fc.constantFrom(...AT_WIDEST), async ({ changes: picked, order, beside, from, salts }, asker) => {
        const changes = changesOf(asker, picked);
        const script: Script = { about: beside, from, salts };
        const found = await difference(asker, { questions: [{ lists: order }, ...asked(changes, beside)], scripts: [script], of }, changes);
        expect({ pair: named(asker, changes, script), difference: found }).toEqual({ pair: named(asker, changes, script), difference: null });
        alike.underSettings += 1;
      }), { numRuns: PAIRS_OF_READING, seed: SEED + 1_000 + place, endOnFailure: false });
    }, DEEP ? 20 * MINUTES : 5 * MINUTES);

  test('what was sealed or comes back sealed, was vacated or was withdrawn from others is as if it had never been, for everybody', async () => {
    for (const asker of ofShard(SHARD, ASKERS)) {
      const n = asker.sees[13] ? 13 : Number(Object.keys(asker.sees)[0] ?? 13);
      const byItsIdentifier = () => askAs(gateway, asker, { query: FIND, variables: { other: matterIdentifier(n) } }, FINDING).then(wholeAnswer);
      const found = async (questions: readonly Question[], changes: readonly Change[]) => {
        const first = [await byItsIdentifier()];
        for (const question of questions) first.push(...await answersBefore(asker, question));
        try {
          await database.make(changes);
          const second = [await byItsIdentifier()];
          for (const question of questions) second.push(...await transcript(gateway, county, asker, question));
          return firstDifference(first, second);
        } finally {
          await database.restore(changes);
        }
      };
      const acts = (...kinds: readonly string[]) => actsOfOthers(n, asker).filter(([kind]) => kinds.includes(kind)).map(([, act]) => act(1));
      const juvenile = asker.sees[n]?.categories.JUVENILE_JUSTICE;
      const readsMatters = juvenile?.regimes.includes('COURT') === true && juvenile.within === undefined;
      const sealed = acts('seal', 'vacated', 'withdrawal');
      expect({ pair: named(asker, sealed), difference: await found([{ lists: 'ANY' }, { about: n }], sealed) }).toEqual({ pair: named(asker, sealed), difference: null });
      if (!readsMatters) continue;
      const again = acts('resync');
      expect({ pair: named(asker, again), difference: await found([{ about: n }], again) }).toEqual({ pair: named(asker, again), difference: null });
      // Were it not sealed, he would see it.
      expect(await found([{ about: n }], [openMatter(n)(1)]), asker.name).not.toBeNull();
    }
  }, 5 * MINUTES);

  // Of a part alone neither need be so: the record of all parts says it of them together.
  test.runIf(SHARD.parts === 1)('changes were made of every kind and of every category that can be stored', () => {
    expect(KINDS.filter((kind) => !made.has(kind))).toEqual([]);
  });

  test.runIf(SHARD.parts === 1)('every mutation about a youth was sent, and some of them changed the record', async () => {
    // Few callers may send some of them, and the pairs may have drawn none of those.
    for (const name of ABOUT_A_YOUTH.filter((one) => !sent.has(one))) {
      const asker = ASKERS.find((one) => openTo(one).includes(name));
      if (asker === undefined) continue;
      const changes = changesOf(asker, [{ kind: SEED, which: SEED, salt: 1 }]);
      const script: Script = { about: changes[0]!.n, from: openTo(asker).indexOf(name), salts: [SEED] };
      const found = await difference(asker, { questions: [], scripts: [script] }, changes);
      expect({ pair: named(asker, changes, script), difference: found }).toEqual({ pair: named(asker, changes, script), difference: null });
    }
    expect(ABOUT_A_YOUTH.filter((name) => !sent.has(name))).toEqual([]);
    expect(done.size).toBeGreaterThan(5);
  }, MINUTES);

  test('what a caller may see does make a difference, so that the comparison can fail', async () => {
    const seeing = ofShard(SHARD, ASKERS).filter(({ sees }) => Object.keys(sees).length > 0);
    for (const [place, asker] of seeing.entries()) {
      const list = visibleChanges(county, asker);
      await fc.assert(fc.asyncProperty(fc.nat({ max: 100_000 }), async (which) => {
        const change = list[which % list.length]!(1);
        // What was sent to him before is told in a list of his own, and not with the youth.
        const found = await difference(asker, { questions: [{ about: change.n }, { lists: 'ANY' }], scripts: [] }, [change]);
        expect({ pair: named(asker, [change]), difference: found }).toEqual({ pair: named(asker, [change]), difference: expect.any(Array) as unknown });
      }), { numRuns: 1, seed: SEED + place });
    }
  }, 5 * MINUTES);

  test('the same database asked twice gives the same bytes', async () => {
    for (const asker of ofShard(SHARD, ASKERS)) {
      for (const question of [{ lists: 'ANY' }, { about: Number(Object.keys(asker.sees)[0] ?? 1) }] as const) {
        const found = firstDifference(await answersBefore(asker, question), await transcript(gateway, county, asker, question));
        expect({ asker: asker.name, difference: found }).toEqual({ asker: asker.name, difference: null });
      }
    }
  }, 5 * MINUTES);

  test('the database is as it was at first', async () => {
    // Whoever was sent something by a consent is noted beside it, as the log notes every answer.
    expect((await database.changed()).filter((table) => table !== 'consent_release')).toEqual([]);
  });
});
