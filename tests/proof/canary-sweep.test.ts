import { Writable } from 'node:stream';
import { parse, validate } from 'graphql';
import PdfKit from 'pdfkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECKOUT } from '../../src/app/checkout.js';
import { readConfig } from '../../src/app/config.js';
import { openDatabase } from '../../src/app/open-database.js';
import { runAccounting } from '../../src/cli/accounting.js';
import { fixedClock } from '../../src/kernel/clock.js';
import { SETTING_NAMES } from '../../src/policy/settings.js';
import { buildSealedSchema } from '../../src/schema/build-schema.js';
import { MESSAGE_FORMATS } from '../../src/schema/message-port.js';
import { COLUMNS } from '../support/canary-columns.js';
import { LANDED, canariesIn, canaryCounty, seedCanaryCounty, type Canary } from '../support/canary-county.js';
import { ABOUT, ALONE, documentsAbout, queryNames, queryOf, rootField } from '../support/canary-documents.js';
import { askAs, type Asking } from '../support/canary-ask.js';
import type { Asker } from '../support/canary-grants.js';
import { columnVisible } from '../support/canary-oracle.js';
import { ASKERS } from '../support/canary-partners.js';
import { placeOf, placesAmong } from '../support/canary-places.js';
import { REPORT_CANARIES, isToldReport } from '../support/canary-reports.js';
import { printed, sent } from '../support/canary-sent.js';
import { WIDENED, atWidest, startUnder } from '../support/canary-settings.js';
import { WAITING_CANARIES, WAITING_TABLES } from '../support/canary-waiting.js';
import { OTHERS, askedAs } from '../support/canary-transcript.js';
import { AGENCY, YOUTHS } from '../support/canary-youths.js';
import { NOON, startTestGateway, type Parsed, type TestGateway } from '../support/gateway.js';

const county = canaryCounty();
const { schema } = buildSealedSchema();
const placesOf = placesAmong([...county.canaries, ...REPORT_CANARIES, ...WAITING_CANARIES], 'a landed row');
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ seed: (url) => seedCanaryCounty(url, county) });
});
afterAll(() => gateway.stop());

const ALONE_DOCUMENTS = Object.entries(ALONE).map(([name, args]) => queryOf(rootField(schema, name, args, { first: 20 })));
const ABOUT_DOCUMENTS = documentsAbout(schema, OTHERS, ['disclosures', 'identitySuggestions']);

const released = new Map<Asker, readonly Canary[]>();

/** Everything that this asker is sent, and nothing else is sent to him. */
function releasedTo(asker: Asker): readonly Canary[] {
  const known = released.get(asker) ?? [
    ...county.canaries.filter((canary) => columnVisible(asker, canary.n, canary)), ...REPORT_CANARIES.filter(({ told }) => isToldReport(asker, told)),
  ];
  released.set(asker, known);
  return known;
}

/** As many at a time as the gateway has connections. */
const AT_ONCE = 4;

async function askEverything(asker: Asker, of: TestGateway = gateway): Promise<string> {
  const left: Asking[] = [...ALONE_DOCUMENTS.map((query) => ({ query })), ...YOUTHS.flatMap(({ n }) => ABOUT_DOCUMENTS.map((query) => ({ query, variables: { ...askedAs(county, n) } })))];
  const answers: string[] = [];
  const askOn = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) answers.push(sent(await askAs(of, asker, next)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  return answers.join('\n');
}

describe('the plantation', () => {
  test('knows every column of every table that belongs to a subject', async () => {
    const rows = await gateway.sql<{ table: string; column: string }>(`select c.table_name as table, c.column_name as column
      from information_schema.columns c where c.table_schema = 'csec' and c.table_name <> 'disclosure' and exists (
        select from information_schema.columns s where s.table_schema = 'csec' and s.table_name = c.table_name and s.column_name = 'subject_id')`);
    const known = Object.entries(COLUMNS).flatMap(([table, columns]) => Object.keys(columns).map((column) => `${table}.${column}`));
    expect(rows.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(known.sort());
  });

  test('holds each value in one place only, and holds it in the database', async () => {
    const planted = [...county.canaries, ...REPORT_CANARIES, ...WAITING_CANARIES];
    expect(new Set(planted.map(({ form }) => form)).size).toBe(planted.length);
    const stored: string[] = [];
    for (const table of [...Object.keys(COLUMNS), 'program_release', 'program_signature', ...WAITING_TABLES]) stored.push(...(await gateway.sql<{ text: string }>(`select to_jsonb(t)::text as text from csec.${table} t`)).map(({ text }) => text));
    const found = canariesIn(stored.join('\n'));
    expect(placesOf(planted.map(({ form }) => form).filter((form) => !found.has(form)))).toEqual([]);
  });

  test('asks every query of the schema, in documents that the schema takes', () => {
    expect([...ALONE_DOCUMENTS, ...ABOUT_DOCUMENTS].flatMap((document) => validate(schema, parse(document)))).toEqual([]);
    expect([...Object.keys(ABOUT), ...Object.keys(ALONE)].sort()).toEqual(queryNames(schema));
  });
});

describe('the canary sweep', () => {
  test.each(ASKERS.map((asker) => [`${asker.name}, ${asker.purpose}`, asker] as const))('%s is sent what is released and nothing else', async (_, asker) => {
    gateway.takeLog();
    const found = canariesIn(await askEverything(asker));
    const toHim = releasedTo(asker);
    const expected = new Set(toHim.map(({ form }) => form));
    expect(placesOf([...found].filter((form) => !expected.has(form))), 'sent though withheld').toEqual([]);
    expect(toHim.filter(({ form }) => !found.has(form)).map(placeOf), 'withheld though released').toEqual([]);
    expect(placesOf(canariesIn(gateway.takeLog().join('\n'))), 'written to the log').toEqual([]);
  }, 60_000);

  test('under every setting of counsel each asker is sent what the settings open and nothing else', async () => {
    const wide = await startUnder(SETTING_NAMES, gateway.databaseUrl);
    try {
      const differs: Record<string, unknown> = {};
      for (const asker of WIDENED) {
        const found = canariesIn(await askEverything(asker, wide));
        const toHim = releasedTo(atWidest(asker));
        const expected = new Set(toHim.map(({ form }) => form));
        const sentThoughWithheld = placesOf([...found].filter((form) => !expected.has(form)));
        const withheldThoughReleased = toHim.filter(({ form }) => !found.has(form)).map(placeOf);
        if (sentThoughWithheld.length + withheldThoughReleased.length > 0) differs[asker.name] = { sentThoughWithheld, withheldThoughReleased };
        expect(expected.size, asker.name).toBeGreaterThan(releasedTo(asker).length);
      }
      expect(differs).toEqual({});
    } finally {
      await wide.stop();
    }
  }, 120_000);

  test('the disclosure log holds ids, words and authorities and no value', async () => {
    const records = await gateway.disclosures();
    expect(records.length).toBeGreaterThan(100);
    expect(placesOf(canariesIn(JSON.stringify(records)))).toEqual([]);
  });

  test('the accounting of each youth and of each recipient, as CSV and as FHIR, holds no value', async () => {
    const environment = { MODE: 'demo', DATABASE_URL: gateway.databaseUrl, AUDIT_KEY: 'a key of the tests, and of nothing else' };
    const pages: string[] = [];
    // Every record is some recipient's; to a youth more of each is told.
    const of = [...YOUTHS.slice(0, 3).map(({ n }) => ['--case', askedAs(county, n).id]), ...Object.values(AGENCY).map((id) => ['--recipient', id])];
    for (const subject of of) {
      for (const format of ['csv', 'fhir']) {
        const out = new Writable({ write: (piece: Buffer, _, done) => { pages.push(piece.toString()); done(); } });
        const place = { config: () => readConfig(environment, CHECKOUT), openDatabase, clock: fixedClock(NOON), out, complain: (text: string) => { pages.push(text); } };
        expect(await runAccounting([...subject, '--format', format], place)).toBe(0);
      }
    }
    const text = pages.join('');
    expect([text.length > 100_000, placesOf(canariesIn(text))]).toEqual([true, []]);
  }, 60_000);

  test('would be seen to fail: a value is found in plain text, in a cursor and in an escaped message', () => {
    const { form } = county.canaries[0]!;
    const cursor = Buffer.from(JSON.stringify(['cases:YOUTH_NAME', form.toUpperCase()])).toString('base64url');
    expect([form, cursor, JSON.stringify(JSON.stringify({ name: form }))].map((text) => [...canariesIn(text)])).toEqual([[form], [form], [form]]);
    expect([...canariesIn(`x ${LANDED} x`)]).toEqual([LANDED]);
  });

  test.each([['packed', true], ['not packed', false]])('would be seen to fail: a value on a page of a PDF in an answer is found, the file %s', (_, compress) => {
    const file = new PdfKit({ compress, font: 'Courier' });
    file.text('cnryonpagez').end();
    const text = JSON.stringify({ content: (file.read() as Buffer).toString('base64') });
    expect([text.includes('cnryonpagez'), [...canariesIn(sent({ status: 200, headers: new Headers(), text }))]]).toEqual([false, ['cnryonpagez']]);
  });

  test('asks for every format of a message, and each is made and told to somebody', async () => {
    const made = new Map<string, string>();
    for (const [asker, n] of [['clinician', 1], ['clearinghouse', 13], ['provider', 1], ['caseworker against trafficking', 13]] as const) {
      for (const query of ABOUT_DOCUMENTS) {
        const { body } = await askAs(gateway, ASKERS.find(({ name }) => name === asker)!, { query, variables: { ...askedAs(county, n) } });
        for (const told of Object.values<Parsed>(body.data ?? {})) if (told?.format !== undefined) made.set(told.format, told.content);
      }
    }
    expect([...made.keys()].sort()).toEqual([...MESSAGE_FORMATS].sort());
    const page = printed(Buffer.from(made.get('MISSING_PERSON_WORKSHEET_PDF')!, 'base64').toString('latin1'));
    expect([page.length > 1_000, canariesIn(page).size > 0]).toEqual([true, true]);
  });
});
