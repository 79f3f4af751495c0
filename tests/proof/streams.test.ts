import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSealedSchema } from '../../src/schema/build-schema.js';
import { listenSaying, untilOpen, type Listener } from '../e2e/listener.js';
import { askAs, tokenOf } from '../support/canary-ask.js';
import type { ChangeOf } from '../support/canary-change.js';
import { hiddenChanges } from '../support/canary-changes.js';
import { COLUMNS } from '../support/canary-columns.js';
import { canariesIn, canaryCounty, keyColumn, seedCanaryCounty, type Canary } from '../support/canary-county.js';
import { everythingOf } from '../support/canary-documents.js';
import { roleOf, type Asker } from '../support/canary-grants.js';
import { columnVisible } from '../support/canary-oracle.js';
import { ASKERS } from '../support/canary-partners.js';
import { askedAs } from '../support/canary-transcript.js';
import { YOUTHS } from '../support/canary-youths.js';
import { startTestGateway, type Parsed, type TestGateway } from '../support/gateway.js';

const DEEP = process.env['CSEC_TEST_DEEP'] !== undefined;
/** One asker of each of the first roles, and every one when there is time. */
const LISTENERS: readonly Asker[] = DEEP ? ASKERS : ASKERS.filter((asker, at) => ASKERS.findIndex((other) => roleOf(other) === roleOf(asker)) === at).slice(0, 8);
/** Fewer than one caller may listen to. */
const LISTENED = YOUTHS.slice(0, 6);
const QUIET_MILLIS = 1_000;
const NONE = [{ data: { caseChanged: null }, extensions: {} }];

const county = canaryCounty();
const { schema } = buildSealedSchema();
const EVERYTHING = `subscription($id: ID!) { caseChanged(caseId: $id) ${everythingOf(schema.getType('Case')!, 60)} }`;
let gateway: TestGateway;
beforeAll(async () => { gateway = await startTestGateway({ seed: (url) => seedCanaryCounty(url, county) }); });
afterAll(() => gateway.stop());

/** Words of a record, on which no decision rests. */
const isText = ({ table, column }: Canary): boolean => {
  const spec = COLUMNS[table]?.[column];
  return spec?.shape === 'text' && ['category', 'row', 'never', 'text', 'reporter'].includes(spec.law.kind);
};
const TEXTS = county.canaries.filter((canary) => isText(canary) && LISTENED.some(({ n }) => n === canary.n));
const placeOf = ({ n, table, column, key }: Canary): string => `youth ${n}, ${table}.${column} of row ${key}`;
const subjectOf = (n: number): string => Buffer.from(askedAs(county, n).id, 'base64url').toString().split(':')[1]!;

/** Changes these values, all at once, and notes it of these youths as a sync does: none of them loses what it is known by. */
async function change(canaries: readonly Canary[], of: readonly number[]): Promise<void> {
  const written = canaries.map(({ n, table, column, key }) => `update csec.${table} set ${column} = ${column} || '~' where subject_id = '${subjectOf(n)}'`
    + `${table === 'youth' ? '' : ` and ${keyColumn(table)}::text = '${key.replaceAll('\'', '\'\'')}'`};`);
  await gateway.sql(`do $$ begin ${written.join(' ')} perform csec.note_case_changes(array[${of.map((n) => `'${subjectOf(n)}'::uuid`).join(', ')}]); end $$`);
}

/** Of each kind of change that makes no difference to him, these. */
const OF_EACH_KIND = DEEP ? 12 : 2;

/** Changes of these youths that make no difference to the asker, evenly out of all of each kind. */
function hiddenFrom(asker: Asker, youths: readonly number[]): ReadonlyMap<string, readonly ChangeOf[]> {
  return new Map([...hiddenChanges(county, asker)].map(([kind, all]) => {
    const some = all.filter((change) => youths.includes(change(0).n) && change(0).last !== true);
    return [kind, some.filter((_, at) => at % Math.max(1, Math.floor(some.length / OF_EACH_KIND)) === 0)];
  }));
}

/**
 * Makes each change in a transaction of its own, and notes it as a sync does; what an earlier one of another asker stands in the
 * way of is left out. Answers the kinds of which one was made.
 */
async function makeEach(changes: ReadonlyMap<string, readonly ChangeOf[]>): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: gateway.databaseUrl });
  await client.connect();
  const made = new Set<string>();
  try {
    for (const [kind, list] of changes) {
      for (const [salt, change] of list.entries()) {
        const { n, statements } = change(salt);
        await client.query('begin');
        try {
          for (const [text, values] of statements) await client.query(text, [...values]);
          await client.query('select csec.note_case_changes(array[$1::uuid])', [subjectOf(n)]);
          await client.query('commit');
          made.add(kind);
        } catch (fault) {
          await client.query('rollback');
          if ((fault as { code?: string }).code !== '23505') throw fault;
        }
      }
    }
  } finally {
    await client.end();
  }
  return [...made];
}

/** Whom a query finds for him. */
async function admittedTo(asker: Asker): Promise<readonly number[]> {
  const found: number[] = [];
  for (const { n } of LISTENED) {
    const { body } = await askAs(gateway, asker, { query: 'query($id: ID!) { case(id: $id) { id } }', variables: { id: askedAs(county, n).id } });
    if (body.data?.case) found.push(n);
  }
  return found;
}

async function listenTo(asker: Asker): Promise<ReadonlyMap<number, Listener>> {
  const said = { 'authorization': `Bearer ${await tokenOf(gateway, asker)}`, 'x-purpose-of-use': asker.purpose };
  const by = ASKERS.indexOf(asker) % 2 === 0 ? 'SSE' as const : 'WebSocket' as const;
  const listeners = await untilOpen(gateway, async () => LISTENED.map(({ n }) => listenSaying(gateway, by, said, { query: EVERYTHING, variables: { id: askedAs(county, n).id } })));
  return new Map(LISTENED.map(({ n }, at) => [n, listeners[at]!]));
}

/** What came of each youth. */
const heardIn = (listeners: ReadonlyMap<number, Listener>): ReadonlyMap<number, readonly Parsed[]> => new Map([...listeners].map(([n, { events }]) => [n, [...events]]));

describe('whoever listens', () => {
  test('is told by one subscription, of which every field is a case\'s', () => {
    expect(Object.values(schema.getSubscriptionType()!.getFields()).map(({ name, type }) => [name, String(type)])).toEqual([['caseChanged', 'Case']]);
  });

  test.each(LISTENERS.map((asker) => [`${asker.name}, ${asker.purpose}`, asker] as const))('%s: hears nothing of what is withheld, and of the rest what is released', async (_, asker) => {
    const there = await admittedTo(asker);
    const listeners = await listenTo(asker);
    try {
      for (const [n, listener] of listeners) {
        if (!there.includes(n)) await listener.untilEnd();
        expect([n, listener.events, listener.end]).toEqual(there.includes(n) ? [n, [], undefined] : [n, NONE, 'COMPLETE']);
      }
      await sleep(QUIET_MILLIS);
      const before = heardIn(listeners);
      await change(TEXTS.filter((canary) => !columnVisible(asker, canary.n, canary)), LISTENED.map(({ n }) => n));
      await sleep(QUIET_MILLIS);
      expect(heardIn(listeners)).toEqual(before);

      const visible = there.flatMap((n) => TEXTS.filter((canary) => canary.n === n && columnVisible(asker, n, canary)).slice(0, 1));
      await change(visible, LISTENED.map(({ n }) => n));
      for (const { n } of visible) await listeners.get(n)!.until(1);
      await sleep(QUIET_MILLIS);
      expect([...heardIn(listeners)].filter(([n]) => there.includes(n)).map(([n, events]) => [n, events.length]))
        .toEqual(there.map((n) => [n, visible.some((one) => one.n === n) ? 1 : 0]));
      const released = new Set(county.canaries.filter((canary) => columnVisible(asker, canary.n, canary)).map(({ form }) => form));
      const sent = canariesIn([...listeners.values()].map(({ events }) => JSON.stringify(events)).join('\n'));
      expect(county.canaries.filter(({ form }) => sent.has(form) && !released.has(form)).map(placeOf)).toEqual([]);
    } finally {
      for (const listener of listeners.values()) listener.leave();
    }
  }, 60_000);

  test.each(LISTENERS.map((asker) => [`${asker.name}, ${asker.purpose}`, asker] as const))('%s: hears neither by an event nor by an end that anything else changed, sealed or another\'s', async (_, asker) => {
    const there = await admittedTo(asker);
    const listeners = await listenTo(asker);
    try {
      for (const [n, listener] of listeners) if (!there.includes(n)) await listener.untilEnd();
      await sleep(QUIET_MILLIS);
      const hidden = hiddenFrom(asker, LISTENED.map(({ n }) => n));
      const made = await makeEach(hidden);
      expect(made.length).toBeGreaterThan(5);
      const ends = [...listeners].map(([n, { end }]) => [n, end]);
      await sleep(QUIET_MILLIS);
      // Whoever is there is told of what is released, and by that one event: had anything else been told, it came before.
      const visible = there.flatMap((n) => TEXTS.filter((canary) => canary.n === n && columnVisible(asker, n, canary)).slice(0, 1));
      await change(visible, LISTENED.map(({ n }) => n));
      for (const { n } of visible) await listeners.get(n)!.until(1);
      await sleep(QUIET_MILLIS);
      expect([...heardIn(listeners)].filter(([n]) => there.includes(n)).map(([n, events]) => [n, events.length]))
        .toEqual(there.map((n) => [n, visible.some((one) => one.n === n) ? 1 : 0]));
      expect([...heardIn(listeners)].filter(([n]) => !there.includes(n)).map(([, events]) => events)).toEqual(LISTENED.filter(({ n }) => !there.includes(n)).map(() => NONE));
      expect([...listeners].map(([n, { end }]) => [n, end])).toEqual(ends);
      expect(ends).toEqual(LISTENED.map(({ n }) => [n, there.includes(n) ? undefined : 'COMPLETE']));
    } finally {
      for (const listener of listeners.values()) listener.leave();
    }
  }, 90_000);
});
