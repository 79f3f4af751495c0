import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildSealedSchema } from '../../src/schema/build-schema.js';
import { askAs } from '../support/canary-ask.js';
import { canariesIn, canaryCounty, seedCanaryCounty } from '../support/canary-county.js';
import { queryOf, rootField } from '../support/canary-documents.js';
import type { Asker } from '../support/canary-grants.js';
import { askedFor, liveAnswers, liveTo, plantLive } from '../support/canary-live.js';
import { columnVisible } from '../support/canary-oracle.js';
import { ASKERS } from '../support/canary-partners.js';
import { placeOf, placesAmong } from '../support/canary-places.js';
import { sent } from '../support/canary-sent.js';
import { askedAs } from '../support/canary-transcript.js';
import { YOUTHS } from '../support/canary-youths.js';
import { startTestGateway, type Parsed, type TestGateway } from '../support/gateway.js';
import { startPartnerFhirServer, type PartnerFhirServer } from '../support/partner-fhir-server.js';

const county = canaryCounty();
const live = liveAnswers();
const placesOf = placesAmong([...county.canaries, ...live.canaries]);
const { schema } = buildSealedSchema();
const historyOf = (first: number): string => queryOf(rootField(schema, 'serviceHistory', `(caseId: $id, first: ${first}, after: $after, live: true)`));
let gateway: TestGateway;
let partner: PartnerFhirServer;
beforeAll(async () => {
  partner = await startPartnerFhirServer();
  gateway = await startTestGateway({ seed: (url) => seedCanaryCounty(url, county), variables: { DELIVERY_LOOPBACK: 'on' } });
  await plantLive(gateway, partner, live);
});
afterAll(async () => {
  await gateway?.stop();
  await partner.close();
});

/** So many that each may ask every source at once, and none is told that it is busy. */
const AT_ONCE = 2;
/** Of the youth whom most know, the history is turned page by page too. */
const PAGED = 13;

/** Asks for the history of every youth, partners included; of one in pages, whose cursors tell where rows stand. */
async function askLive(asker: Asker): Promise<string> {
  const left = YOUTHS.map(({ n }) => n);
  const answers: string[] = [];
  const askOn = async (): Promise<void> => {
    for (let n = left.pop(); n; n = left.pop()) {
      const first = n === PAGED ? 9 : 100;
      for (let after: string | null = null, more = true; more;) {
        // A partner that a busy machine keeps waiting is asked again.
        const page: Parsed = await vi.waitFor(async () => {
          const answer: Parsed = await askAs(gateway, asker, { query: historyOf(first), variables: { id: askedAs(county, n).id, after } });
          answers.push(sent(answer));
          expect(answer.body.data?.serviceHistory?.unanswered ?? []).toEqual([]);
          return answer.body.data?.serviceHistory;
        }, { timeout: 90_000, interval: 500 });
        ({ endCursor: after = null, hasNextPage: more = false } = page?.pageInfo ?? {});
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  return answers.join('\n');
}

const judged = (text: string, asker: Asker) => {
  const found = canariesIn(text);
  const told = liveTo(asker, live);
  const released = new Set([...told, ...county.canaries.filter((canary) => columnVisible(asker, canary.n, canary))].map(({ form }) => form));
  return {
    sentThoughWithheld: placesOf([...found].filter((form) => !released.has(form))),
    withheldThoughReleased: told.filter(({ form }) => !found.has(form)).map(placeOf),
  };
};

describe('the canary sweep over what partners answer now', () => {
  test('no value of a partner\'s answer stands anywhere else', () => {
    const planted = [...county.canaries, ...live.canaries];
    expect(new Set(planted.map(({ form }) => form)).size).toBe(planted.length);
    expect(live.canaries.filter(({ untold }) => untold).length).toBeGreaterThan(1_000);
  });

  const each = ASKERS.map((asker) => [`${asker.name}, ${asker.purpose}`, asker] as const);
  test.each(each)('%s is told what is released of it and nothing else, and of nobody else is a partner asked', async (_, asker) => {
    gateway.takeLog();
    partner.asked.length = 0;
    expect(judged(await askLive(asker), asker)).toEqual({ sentThoughWithheld: [], withheldThoughReleased: [] });
    const asked = new Set(partner.asked.map(({ body }) => new URLSearchParams(body).get('patient.identifier')!.split('|')[1]!));
    expect(placesOf(asked)).toEqual(placesOf(askedFor(asker, live)));
    expect(placesOf(canariesIn(gateway.takeLog().join('\n'))), 'written to the log').toEqual([]);
  }, 300_000);

  test('of a service that several tell of, each who may be told of both is told of both in one row', async () => {
    const asker = ASKERS.find(({ name }) => name === 'county worker, countywide')!;
    const { body } = await askAs(gateway, asker, { query: historyOf(100), variables: { id: askedAs(county, PAGED).id, after: null } });
    const beside: readonly Parsed[] = body.data.serviceHistory.edges.flatMap(({ node }: Parsed) => node.alsoKnownTo);
    expect(beside.filter(({ sourceSystem }) => sourceSystem === 'FHIR').map(({ category }) => category)).toEqual(['CASE_FACTS']);
  });

  test('something is told to many askers, and to many nothing', () => {
    const told = ASKERS.map((asker) => liveTo(asker, live).length);
    expect([told.filter((many) => many > 0).length > 15, told.filter((many) => many === 0).length > 10]).toEqual([true, true]);
  });

  test('nothing of an answer is kept, in the disclosure log or anywhere else', async () => {
    const tables = await gateway.sql<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'csec' and table_type = 'BASE TABLE'`);
    const stored: string[] = [];
    for (const { name } of tables) {
      stored.push(...(await gateway.sql<{ text: string }>(`select to_jsonb(t)::text as text from csec.${name} t`)).map(({ text }) => text));
    }
    const known = new Set([...live.names.keys(), ...county.canaries.map(({ form }) => form)]);
    const answered = new Set(live.canaries.map(({ form }) => form));
    expect(placesOf([...canariesIn(stored.join('\n'))].filter((form) => answered.has(form) && !known.has(form)))).toEqual([]);
  });

  test('would be seen to fail: the answers to one asker, were they sent to another', async () => {
    const [clinician, detective] = ['clinician', 'detective'].map((name) => ASKERS.find((asker) => asker.name === name)!) as [Asker, Asker];
    const text = await askLive(clinician);
    const live13 = (places: readonly string[]): readonly string[] => places.filter((place) => place.includes('MENTAL_HEALTH LPS'));
    expect(live13(judged(text, detective).sentThoughWithheld).length).toBeGreaterThan(8);
    expect(judged(text.replaceAll(liveTo(clinician, live)[0]!.form, ''), clinician).withheldThoughReleased).toEqual([placeOf(liveTo(clinician, live)[0]!)]);
  }, 300_000);
});
