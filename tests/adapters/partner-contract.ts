import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import { InvariantError } from '../../src/kernel/invariant.js';
import { PURPOSES } from '../../src/law/purpose.js';
import type { AnyPartnerAdapter, MessageContent, MessageEnvelope } from '../../adapters/partner-adapter.js';
import { SAMPLE_CASE, SAMPLE_ENVELOPE, at, nullablePaths, releaseOf, textsIn, withAt, type Path, type Released } from './partner-sample.js';

/** Judges messages of one format: the faults of each, in the same order. Of a format that is not text it is given each byte as one character. */
export type Judge = (messages: readonly string[]) => Promise<readonly (readonly string[])[]>;

/** What a person reads of a message; a text is read as it is. */
export type Reading = (message: string) => string;

/** A message as a string: of a file, each byte as one character. */
export const asString = (content: MessageContent): string => (typeof content === 'string' ? content : Buffer.from(content).toString('latin1'));

const spaced = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** Characters that no reader sees: controls, and those that turn the order of what follows around. */
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\\u00(?:0[0-8bcef]|1[\da-f]|7f|[89][\da-f])|\\u061c|\\u20(?:0[ef]|2[a-e]|6[6-9])/;

/** A token is a text that occurs nowhere but where it was put: `…_t01` in the record, `…_e1` in the envelope. */
const isToken = (text: string): boolean => /_[te]\d+/.test(text);

const HOSTILE = ['  ', '', 'a\u0001b\u0000c', '</x>&<!--]]>"\'', 'lone \ud800 half', 'Zoë \u{1f98a} 名', '\uffff\ufffe', '{{$ne: 1}}', '\u202edrawer\u202c \u2066x', '1\u200f-\u200f2 \u061c3\u200e',
  'שלום عليكم', '=HYPERLINK("x","y")', '\u009b31m\u0085', '\r\n"a",b\t'];
const LONG = ['ABCDEFGHI '.repeat(1024), 'W'.repeat(10_240)];

interface Batch {
  readonly title: string;
  readonly messages: readonly { readonly name: string; readonly message: string }[];
}

const BARE: MessageEnvelope = {
  ...SAMPLE_ENVELOPE, county: null, validUntil: null, basis: [], consentIds: [], consentScopes: [], obligations: [], labels: [], notices: [], withheld: [],
};

/** Of what is to be returned or destroyed by a day. */
const DATED: MessageEnvelope = {
  ...SAMPLE_ENVELOPE, obligations: [...SAMPLE_ENVELOPE.obligations, 'DELETE_BY'], labels: [...SAMPLE_ENVELOPE.labels, 'DELAU'],
  deleteBy: localDate('2031-06-30'),
};

const VARIANTS: readonly (readonly [Path, readonly string[]])[] = [
  [['case', 'youth', 'sex'], ['F', 'M', 'I', 'U']],
  [['case', 'missingChildReport', 'sex'], ['F', 'M', 'I', 'U']],
  [['case', 'youth', 'ageBand'], ['UNDER_10', 'AGE_10_12', 'AGE_13_15', 'AGE_16_17', 'AGE_18_PLUS']],
  [['case', 'csecStatus'], ['AT_RISK', 'VICTIM_CURRENT', 'VICTIM_PAST']],
  [['case', 'specialProjects', 0, 'programme'], ['CSEC_REFERRAL', 'CSEC_HISTORICAL', 'OTHER']],
  [['case', 'screeningFindings', 0, 'tool'], ['HMIS_R15', 'HMIS_R16']],
  [['case', 'screeningFindings', 0, 'state'], ['AWAITING_REVIEW', 'CONFIRMED', 'DISMISSED']],
  [['case', 'services', 'edges', 1, 'node', 'priority'], ['ROUTINE', 'URGENT', 'ASAP', 'STAT']],
];

/** Every message that must be valid, built first so that a slow validator is called once. */
function batchesOf(full: Released, paths: readonly Path[], encode: (released: unknown, envelope?: MessageEnvelope) => string, costly: boolean): readonly Batch[] {
  const subsets = fc.sample(fc.subarray([...paths], { minLength: 2 }), { numRuns: costly ? 12 : 60, seed: 855 });
  const lists = [['case', 'gridEntries'], ['case', 'specialProjects'], ['case', 'screeningFindings']].filter((path) => at(full, path) !== undefined);
  const empty = lists.reduce((left, path) => withAt(left, path, []), full);
  const textual = paths.filter((path) => typeof at(full, path) === 'string' && isToken(String(at(full, path))));
  const asked = VARIANTS.filter(([path]) => at(full, path) !== undefined);
  return [
    { title: 'with everything released', messages: [{ name: 'full', message: encode(full) }] },
    { title: 'when any one field is withheld', messages: paths.map((path) => ({ name: path.join('.'), message: encode(withAt(full, path, null)) })) },
    {
      title: 'whatever set of fields is withheld',
      messages: subsets.map((some, index) => ({ name: `subset ${index}`, message: encode(some.reduce((left, path) => withAt(left, path, null), full)) })),
    },
    {
      title: 'for empty lists, an absent case and a bare envelope',
      messages: [full, empty, { case: null }].flatMap((released, index) => [
        { name: `envelope, ${index}`, message: encode(released) }, { name: `bare, ${index}`, message: encode(released, BARE) },
      ]),
    },
    {
      title: 'for a duty to return or destroy, with and without a day',
      messages: [{ name: 'day', message: encode(full, DATED) }, { name: 'no day', message: encode(full, { ...DATED, deleteBy: null }) }],
    },
    {
      title: 'for hostile text in every field',
      messages: [
        ...HOSTILE.map((text, index) => ({ name: `all #${index}`, message: encode(textual.reduce((left, path) => withAt(left, path, text), full)) })),
        ...textual.map((path, index) => ({ name: path.join('.'), message: encode(withAt(full, path, HOSTILE[index % HOSTILE.length])) })),
      ],
    },
    {
      title: 'for text of ten thousand characters in every field at once',
      messages: LONG.map((text, index) => ({ name: `long ${index}`, message: encode(textual.reduce((left, path) => withAt(left, path, text), full)) })),
    },
    {
      title: 'for every sex, status, band, programme, tool, review and urgency',
      messages: asked.flatMap(([path, values]) => values.map((value) => ({ name: `${path.join('.')}=${value}`, message: encode(withAt(full, path, value)) }))),
    },
  ];
}

/**
 * What every partner adapter keeps to. Run once for each, with the judge of its format. Of one that is no text, it needs a way
 * to read it; such a file costs more to make, so fewer sets of fields are withheld then.
 */
export function keepsThePartnerContract(adapter: AnyPartnerAdapter, judge: Judge, pages?: Reading): void {
  const reading: Reading = pages ?? ((message) => message);
  const full = releaseOf(adapter.document);
  const encode = (released: unknown, envelope: MessageEnvelope = SAMPLE_ENVELOPE): string => asString(adapter.encode(released, envelope));
  const read = (released: unknown, envelope: MessageEnvelope = SAMPLE_ENVELOPE): string => reading(encode(released, envelope));
  const paths = nullablePaths(full);

  const batches = batchesOf(full, paths, encode, pages !== undefined);

  describe(`the partner contract, ${adapter.format}`, () => {
    let verdicts: readonly (readonly string[])[] = [];

    beforeAll(async () => {
      verdicts = await judge(batches.flatMap(({ messages }) => messages.map(({ message }) => message)));
    });

    it.each(batches.map(({ title }, index) => ({ title, index })))('stays valid $title', ({ index }) => {
      const before = batches.slice(0, index).reduce((sum, { messages }) => sum + messages.length, 0);
      const { messages } = batches[index]!;
      expect(messages.length).toBeGreaterThan(0);
      expect(verdicts.length).toBeGreaterThanOrEqual(before + messages.length);
      expect(messages.flatMap(({ name }, at) => verdicts[before + at]!.map((fault) => `${name}: ${fault}`))).toEqual([]);
    });

    it('shows no character that a reader cannot see, whatever text comes', () => {
      const hostile = batches.find(({ title }) => title.startsWith('for hostile'))!.messages;
      expect(hostile.filter(({ message }) => UNSEEN.test(reading(message))).map(({ name }) => name)).toEqual([]);
    });

    it('gives the same bytes for the same release, and leaves its input as it was', () => {
      const before = JSON.stringify([full, SAMPLE_ENVELOPE]);
      expect(encode(full)).toBe(encode(structuredClone(full)));
      expect(JSON.stringify([full, SAMPLE_ENVELOPE])).toBe(before);
    });

    it('holds every text that was released', () => {
      const message = spaced(read(full));
      const released = textsIn(full).filter(isToken);
      expect(released.filter((text) => !message.includes(spaced(text)))).toEqual([]);
    });

    it('holds nothing of a field that was withheld', () => {
      const leaks = paths.flatMap((path) => {
        const message = read(withAt(full, path, null));
        return textsIn(at(full, path)).filter((text) => isToken(text) && message.includes(text.slice(text.lastIndexOf('_')))).map((text) => `${path.join('.')}: ${text}`);
      });
      expect(leaks).toEqual([]);
    });

    it('holds no day of a date that was withheld', () => {
      const dates = paths.filter((path) => /^\d{4}-\d{2}-\d{2}$/.test(String(at(full, path))));
      const leaks = dates.filter((path) => {
        const message = read(withAt(full, path, null));
        return [String(at(full, path)), String(at(full, path)).replaceAll('-', '')].some((day) => message.includes(day));
      });
      expect(leaks).toEqual([]);
    });

    it('is made of its input: other texts in, the same message with those texts out', () => {
      const renamed = (text: string): string => text.replaceAll(/_([te]\d+)(?!\d)/g, '_x$1');
      const swap = <T>(value: T): T => JSON.parse(renamed(JSON.stringify(value))) as T;
      const plain = { ...SAMPLE_ENVELOPE, decisionId: 'decision' };
      expect(spaced(read(swap(full), swap(plain)))).toBe(spaced(renamed(read(full, plain))));
    });

    it('never prints the case\'s global id, nor a word that makes the youth an offender', () => {
      const message = read(full);
      expect(message).not.toContain(SAMPLE_ENVELOPE.caseId);
      expect(message).not.toMatch(/suspect|offender|prostitut|arrestee|defendant|delinquen/i);
    });

    it('carries the duties of the release: notices, labels, obligations or their labels, and what is withheld', () => {
      const message = spaced(read(full));
      for (const { text } of SAMPLE_ENVELOPE.notices) expect(message).toContain(spaced(text));
      for (const label of SAMPLE_ENVELOPE.labels) expect(message).toContain(label.replace('csec:', ''));
      expect(message).toMatch(/LOCATION|Location and contact/);
      expect(message).toContain(SAMPLE_ENVELOPE.validUntil);
    });

    it('has the scope of a consent, the notices, the day of deletion and what is withheld go with every message', () => {
      const accompanied = [full, { case: null }, ...paths.slice(0, 4).map((path) => withAt(full, path, null))].map((released) => spaced(read(released, DATED)));
      // By the word of the consent, or where the format codes it by HL7's.
      const purpose = adapter.format.startsWith('FHIR') ? `"code":"${PURPOSES.TREATMENT.code}"` : 'for TREATMENT';
      const going = ['consent_e6@3', 'SUBSTANCE_USE_PART2', purpose, 'PROHIBITED', '2026-12-31', '2031-06-30', ...DATED.notices.map(({ text }) => spaced(text))];
      expect(accompanied.flatMap((message) => going.filter((words) => !message.includes(words)))).toEqual([]);
      for (const message of accompanied) expect(message).toMatch(/LOCATION|Location and contact/);
      expect(read(full, { ...DATED, consentScopes: [] })).not.toMatch(/SUBSTANCE_USE_PART2|2026-12-31/);
      const openEnded = SAMPLE_ENVELOPE.consentScopes!.map((scope) => ({ ...scope, purposes: [], expiresOn: null }));
      expect(read(full, { ...DATED, consentScopes: openEnded })).not.toContain('2026-12-31');
    });

    it('says by which day it is returned or destroyed, where it is to be', () => {
      const messages = [read(full, DATED), read(full, { ...DATED, deleteBy: null }), read(full)];
      expect(messages.map((message) => [message.includes('2031-06-30'), message.includes('DELAU')])).toEqual([[true, true], [false, true], [false, false]]);
    });

    it('refuses what is no result of its document, naming places and no values', () => {
      const wrong = withAt(full, ['case', 'youth', 'bornOn'], 'secret-value');
      const extra = withAt(full, ['case', 'reporter'], 'secret-value');
      for (const released of [undefined, null, {}, 'secret-value', { case: 'secret-value' }, extra]) {
        expect(() => encode(released)).toThrow(InvariantError);
        expect(() => encode(released)).not.toThrow(/secret-value/);
      }
      if (at(full, ['case', 'youth', 'bornOn']) !== undefined) {
        expect(() => encode(wrong)).toThrow('A partner document and its reader disagree at case.youth.bornOn.');
      }
    });

    it('asks for one case by its id, and for nothing that its reader does not read', () => {
      expect(adapter.document).toMatch(/query \w+\(\$id: ID!\)/);
      expect(Object.keys(releaseOf(adapter.document, null))).toEqual(['case']);
      expect(SAMPLE_CASE).toMatchObject(full.case ?? {});
    });
  });
}
