import { describe, expect, it } from 'vitest';
import { convert } from 'xmlbuilder2';
import {
  lawEnforcementAdapter, lawEnforcementJsonAdapter, missingChildAdapter, missingChildJsonAdapter,
} from '../../adapters/law-enforcement/adapter.js';
import { keepsThePartnerContract } from './partner-contract.js';
import { SAMPLE_ENVELOPE, releaseOf } from './partner-sample.js';

/** What `JSON.parse` gives: the tests look into messages freely. */
type Json = Record<string, ReturnType<typeof JSON.parse>>;

const CONTEXT = {
  csec: 'urn:ca:csec:exchange:1.0',
  nc: 'https://docs.oasis-open.org/niemopen/ns/model/niem-core/6.0/',
  j: 'https://docs.oasis-open.org/niemopen/ns/model/domains/justice/6.0/',
  hs: 'https://docs.oasis-open.org/niemopen/ns/model/domains/humanServices/6.0/',
  ncic: 'https://docs.oasis-open.org/niemopen/ns/model/codes/ncic/6.0/',
  structures: 'https://docs.oasis-open.org/niemopen/ns/model/structures/6.0/',
};

/** Every key below a value. */
function keysIn(value: unknown): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]) => [...(Array.isArray(value) ? [] : [key]), ...keysIn(member)]);
}

/** Faults of JSON-LD as NIEM writes it: an unknown prefix, an empty member, a reference to nothing. */
function faultsOf(message: string): readonly string[] {
  const { '@context': context, ...roots } = JSON.parse(message) as Json;
  const names = keysIn(roots);
  const identities = [...message.matchAll(/"@id": "(#\w+)"/g)].map((match) => match[1]!);
  return [
    ...(JSON.stringify(context) === JSON.stringify(CONTEXT) ? [] : ['another context']),
    ...names.filter((name) => name !== '@id' && !Object.keys(CONTEXT).includes(name.split(':')[0]!)).map((name) => `no prefix of ${name}`),
    ...(/: (null|\[\]|\{\}|"\s*")/.test(message) ? ['an empty member'] : []),
    ...(identities.length > 0 && !/"@id": "#victim",\s*"j:VictimPerson"/.test(message) ? ['a reference to nothing'] : []),
  ];
}

keepsThePartnerContract(lawEnforcementJsonAdapter, (messages) => Promise.resolve(messages.map(faultsOf)));
keepsThePartnerContract(missingChildJsonAdapter, (messages) => Promise.resolve(messages.map(faultsOf)));

/** The tree of an XML message as JSON has it: every value a text, and identities by name. */
function treeOf(xml: string): unknown {
  const plain = JSON.stringify(convert(xml, { format: 'object' })).replaceAll('"@structures:id":"', '"@id":"#').replaceAll('"@structures:ref":"', '"@id":"#');
  return JSON.parse(plain.replaceAll(/"@xmlns:\w+":"[^"]*",?/g, ''));
}

/** The same of a JSON message; XML writes a list of one as the one. */
function wordsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? wordsOf(value[0]) : value.map(wordsOf);
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '@context').map(([key, member]) => [key, wordsOf(member)]));
  return String(value);
}

describe('NIEM JSON', () => {
  it.each([
    ['a case', lawEnforcementAdapter, lawEnforcementJsonAdapter], ['a missing child', missingChildAdapter, missingChildJsonAdapter],
  ] as const)('of %s is the tree of the XML message, which the schemas judge', (_what, xml, json) => {
    const full = releaseOf(xml.document);
    expect(wordsOf(JSON.parse(json.encode(full, SAMPLE_ENVELOPE)))).toEqual(treeOf(xml.encode(full, SAMPLE_ENVELOPE)));
  });

  it('has booleans and numbers where NIEM has them', () => {
    const message = JSON.parse(missingChildJsonAdapter.encode(releaseOf(missingChildAdapter.document), SAMPLE_ENVELOPE)) as Json;
    const child = message['csec:MissingChildMessage']['j:MissingPerson'];
    expect([child['nc:PersonHeightMeasure']['nc:MeasureIntegerValue'], child['j:PersonAugmentation']['j:PersonPregnantIndicator']]).toEqual([63, true]);
  });

  it('would be seen to have a name of no namespace, an empty member, or a reference to nothing', () => {
    const whole = lawEnforcementJsonAdapter.encode(releaseOf(lawEnforcementAdapter.document), SAMPLE_ENVELOPE);
    expect(faultsOf(whole.replace('"nc:Metadata"', '"xx:Metadata"'))).toEqual(['no prefix of xx:Metadata']);
    expect(faultsOf(whole.replace('"nc:Date": "2010-02-27"', '"nc:Date": ""'))).toEqual(['an empty member']);
    expect(faultsOf(whole.replace('"@id": "#victim",', ''))).toEqual(['a reference to nothing']);
  });
});
