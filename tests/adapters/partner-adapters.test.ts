import { existsSync, readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AGENCY_KINDS, type AgencyKind } from '../../src/law/agreement.js';
import { PURPOSE_NAMES, type Purpose } from '../../src/law/purpose.js';
import { MESSAGE_FORMATS } from '../../src/schema/message-port.js';
import { lawEnforcementAdapter, missingChildAdapter } from '../../adapters/law-enforcement/adapter.js';
import { PARTNER_FORMATS, labelsOf, printable, standingOf, withoutAbsent } from '../../adapters/partner-adapter.js';
import { adapterFor, PARTNER_ADAPTERS, PARTNER_ADAPTER_LIST, formatsOfferedTo } from '../../adapters/partner-adapters.js';
import { childWelfareAgencyOf } from '../../adapters/partner-counties.js';
import { SAMPLE_ENVELOPE, releaseOf } from './partner-sample.js';

const SEARCHING = ['NIEM_6_XML', 'NIEM_6_JSON', 'MISSING_PERSON_WORKSHEET_JSON', 'MISSING_PERSON_WORKSHEET_PDF'];
const PROVIDING = ['PROVIDER_JSON', 'PROVIDER_CSV', 'HTCDS_2_CSV'];
const SDL = new URL('../../schema.graphql', import.meta.url);

describe('the partner adapters', () => {
  it('stand under their format\'s own name, every format with a general one but the worksheet of a missing child', () => {
    for (const format of PARTNER_FORMATS) {
      expect(PARTNER_ADAPTERS[format].map((adapter) => adapter.format)).toEqual(PARTNER_ADAPTERS[format].map(() => format));
      expect(PARTNER_ADAPTERS[format].filter(({ purposes }) => purposes === null)).toHaveLength(format.startsWith('MISSING_PERSON') ? 0 : 1);
    }
  });

  it('encode the formats that the schema offers, and no other', () => {
    expect(PARTNER_FORMATS).toEqual(MESSAGE_FORMATS);
  });

  it('are chosen by purpose: who searches for a missing child has its report, and every other purpose the case', () => {
    const chosen = (kind: AgencyKind, purpose: Purpose) => adapterFor('NIEM_6_XML', kind, purpose);
    expect(PURPOSE_NAMES.filter((purpose) => chosen('LAW_ENFORCEMENT', purpose) === missingChildAdapter)).toEqual(['MISSING_CHILD']);
    expect(PURPOSE_NAMES.filter((purpose) => chosen('LAW_ENFORCEMENT', purpose) !== missingChildAdapter).map((purpose) => chosen('LAW_ENFORCEMENT', purpose)))
      .toEqual(PURPOSE_NAMES.filter((purpose) => purpose !== 'MISSING_CHILD').map(() => lawEnforcementAdapter));
    // The clearinghouse has no other message, whatever it states.
    expect(PURPOSE_NAMES.filter((purpose) => chosen('MISSING_CHILDREN_CLEARINGHOUSE', purpose) !== null)).toEqual(['MISSING_CHILD']);
    expect(adapterFor('FHIR_R4_BUNDLE', 'LAW_ENFORCEMENT', 'MISSING_CHILD')).toBeNull();
    // Who does not search for a missing child has no worksheet of one.
    expect(PURPOSE_NAMES.filter((purpose) => adapterFor('MISSING_PERSON_WORKSHEET_PDF', 'LAW_ENFORCEMENT', purpose) !== null)).toEqual(['MISSING_CHILD']);
  });

  it('offer each class of agency its own formats and no other', () => {
    const FHIR = ['FHIR_R4_BUNDLE', 'FHIR_R4_MESSAGE'];
    expect(Object.fromEntries(AGENCY_KINDS.map((kind) => [kind, formatsOfferedTo(kind)]).filter(([, formats]) => formats!.length > 0))).toEqual({
      MENTAL_HEALTH: FHIR, SUBSTANCE_USE_PROGRAM: FHIR, PUBLIC_HEALTH: FHIR,
      LAW_ENFORCEMENT: SEARCHING, MISSING_CHILDREN_CLEARINGHOUSE: SEARCHING,
      COMMUNITY_PROVIDER: PROVIDING, TRAFFICKING_SERVICES: PROVIDING, CHILD_ADVOCACY_CENTER: PROVIDING,
    });
  });

  // FHIR names the county as an organization, with a label of its own; the PDF is the worksheet that is judged here as data.
  it.each(PARTNER_ADAPTER_LIST.filter(({ format }) => !/^FHIR|_PDF$/.test(format)))('$format is labelled as facts of the case where it tells the county alone', (adapter) => {
    const nothing = Object.fromEntries(Object.keys(releaseOf(adapter.document).case!).map((key) => [key, null]));
    const labelled = (county: string | null): boolean =>
      String(adapter.encode({ case: { ...nothing, county } }, { ...SAMPLE_ENVELOPE, county: null })).includes('csec:CWS');
    expect([labelled('19'), labelled(null)]).toEqual([true, false]);
  });

  it.each(PARTNER_ADAPTER_LIST)('$format asks a document that the committed schema answers', ({ document }) => {
    if (!existsSync(SDL)) {
      console.warn('NOT COMPARED: schema.graphql is not committed yet.');
      expect(parse(document).definitions).toHaveLength(1);
      return;
    }
    expect(validate(buildSchema(readFileSync(SDL, 'utf8')), parse(document)).map(({ message }) => message)).toEqual([]);
  });
});

describe('what the adapters share', () => {
  it('names a county\'s agency by its CWS/CMS number, and by the number where there is no such county', () => {
    expect(['01', '19', '34', '58', '59', '00', 'xx'].map(childWelfareAgencyOf)).toEqual([
      'Alameda County child welfare agency', 'Los Angeles County child welfare agency', 'Sacramento County child welfare agency',
      'Yuba County child welfare agency', 'California county 59, child welfare agency', 'California county 00, child welfare agency',
      'California county xx, child welfare agency',
    ]);
  });

  it('prints text that XML and FHIR can carry, and takes blank text as absent', () => {
    expect(['Zoë 名 \u{1f98a}', 'a\u0001b', 'x\ud800', '\udc00y', ' \t ', ''].map(printable)).toEqual(['Zoë 名 \u{1f98a}', 'a\ufffdb', 'x\ufffd', '\ufffdy', null, null]);
    expect(['שלום', 'a\u202eb\u202c', '\u2066c', '\u009b31m'].map(printable)).toEqual(['שלום', 'a\ufffdb\ufffd', '\ufffdc', '\ufffd31m']);
  });

  it('drops what is absent and keeps false, zero and empty text', () => {
    expect(withoutAbsent({ a: null, b: [null, {}], c: { d: undefined }, e: false, f: 0, g: '', h: [{ i: 1, j: null }] })).toEqual({ e: false, f: 0, g: '', h: [{ i: 1 }] });
    expect(withoutAbsent({ a: null })).toEqual({});
  });

  it('takes the standing of a row from the code table\'s split, then from its type, then from nothing', () => {
    const row = (code: number | null, isVictim: boolean | null) => standingOf({
      type: code === null ? null : { system: 'urn:ca:cwscms:CSEC_TPC', code, display: null }, isVictim, startedOn: null, endedOn: null, flags: null,
    });
    expect([row(6867, true), row(6869, false), row(6867, null), row(6872, null), row(9999, null), row(null, null)])
      .toEqual(['VICTIM', 'AT_RISK', 'AT_RISK', 'VICTIM', null, null]);
  });

  it('labels a message with the sensitivity of what it holds and the duties of the release, each once', () => {
    expect(labelsOf(['CSEC_STATUS', 'CSEC_STATUS'], SAMPLE_ENVELOPE)).toEqual(['CPLYJPP', 'NORDSCLW', 'VIO', 'csec:CSE', 'csec:NO_PROSECUTION_OF_MINOR']);
  });
});
