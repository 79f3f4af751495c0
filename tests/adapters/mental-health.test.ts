import { describe, expect, it } from 'vitest';
import { mentalHealthAdapter, mentalHealthMessageAdapter } from '../../adapters/mental-health/adapter.js';
import { judgeBundles } from './mental-health-fhir.js';
import { keepsThePartnerContract } from './partner-contract.js';
import { ASKED_BY, SAMPLE_CASE, SAMPLE_ENVELOPE, releaseOf, withAt, type Path } from './partner-sample.js';

/** What `JSON.parse` gives: the tests look into messages freely. */
type Json = Record<string, ReturnType<typeof JSON.parse>>;

const full = releaseOf(mentalHealthAdapter.document);
const bundleOf = (released: unknown, envelope = SAMPLE_ENVELOPE): Json => JSON.parse(mentalHealthAdapter.encode(released, envelope)) as Json;
const resources = (bundle: Json, type: string): Json[] => bundle['entry'].map((entry: Json) => entry['resource']).filter((each: Json) => each['resourceType'] === type);
const codeOf = ({ system, code }: Json): string => `${system}|${code}`;
const codes = (concept: Json): string[] => concept['coding'].map(({ system, code }: Json) => `${system}|${code}`);

// Each message is judged by our own checks, every fifth by one validator and every nineteenth by all three, which meets every kind of message.
keepsThePartnerContract(mentalHealthAdapter, (messages) => judgeBundles(messages, { fhir: 5, slow: 19 }));
// Of the same resources behind a header, hostile text comes in every field at once.
keepsThePartnerContract(mentalHealthMessageAdapter, (messages) => judgeBundles(messages, { fhir: 7, slow: 31 }), (message) => message);

describe('a case for mental health', () => {
  it('names the youth by the recipient\'s pseudonym, with the released name, birth date, gender and language', () => {
    const [patient] = resources(bundleOf(full), 'Patient');
    expect(patient).toMatchObject({
      identifier: [{ use: 'secondary', system: 'urn:ca:csec:pseudo:agency_e2', value: 'pseudonym_e1' }],
      name: [{ use: 'official', family: 'Quist_t03', given: ['Fenja_t01', 'Odila_t02'], suffix: ['III_t04'] }],
      gender: 'female', birthDate: '2010-02-27',
      communication: [{
        language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'es' }, { system: 'urn:ca:cwscms:LANG_TPC', code: '1274', display: 'Spanish_t05' }], text: 'Spanish_t05' },
        preferred: true,
      }],
    });
  });

  it('says that law masks the name when identity is withheld, and that it is unknown otherwise', () => {
    const released = releaseOf(mentalHealthAdapter.document, { ...SAMPLE_CASE, youth: null });
    const masked = bundleOf(released, { ...SAMPLE_ENVELOPE, withheld: [{ category: 'IDENTITY_CORE', whenWithheld: 'state' }] });
    const absent = (code: string) => ({ extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: code }] });
    expect(resources(masked, 'Patient')[0]).toMatchObject({ name: [absent('masked')], gender: 'unknown', _birthDate: absent('masked') });
    expect(resources(bundleOf(released), 'Patient')[0]).toMatchObject({ name: [absent('unknown')], gender: 'unknown' });
    expect(resources(bundleOf(released), 'Patient')[0]).not.toHaveProperty('_birthDate');
  });

  it('asserts each grid row as a health concern of the county, never as a confirmed diagnosis', () => {
    const rows = resources(bundleOf(full), 'Condition').map((row) => [
      codes(row['code']), row['clinicalStatus']?.coding[0].code, row['verificationStatus'].coding[0].code, row['onsetDateTime'], row['abatementDateTime'],
    ]);
    expect(rows).toEqual([
      [['http://snomed.info/sct|716565009', 'urn:ca:cwscms:CSEC_TPC|6867'], 'resolved', 'unconfirmed', '2023-04-05', '2024-05-06'],
      [['http://snomed.info/sct|713834002', 'urn:ca:cwscms:CSEC_TPC|6869'], 'active', 'provisional', '2024-05-07', undefined],
      [['http://snomed.info/sct|713834002', 'urn:ca:cwscms:CSEC_TPC|6871'], 'resolved', 'provisional', '2025-06-01', '2025-06-19'],
      [['urn:ca:cwscms:CSEC_TPC|9999'], 'resolved', 'unconfirmed', '2022-01-02', '2022-03-04'],
    ]);
  });

  it('claims no clinical status for a row whose dates were not released', () => {
    const undated = withAt(full, ['case', 'gridEntries', 1, 'startedOn'], null);
    expect(resources(bundleOf(undated), 'Condition')[1]).not.toHaveProperty('clinicalStatus');
  });

  it('reads the concept from the type when the code table\'s split was not released, and none when neither was', () => {
    const unsplit = withAt(full, ['case', 'gridEntries', 1, 'isVictim'], null);
    expect(codes(resources(bundleOf(unsplit), 'Condition')[1]!['code'])[0]).toBe('http://snomed.info/sct|713834002');
    const neither = withAt(unsplit, ['case', 'gridEntries', 1, 'type'], null);
    expect(resources(bundleOf(neither), 'Condition')[1]!['code']).toEqual({ text: 'CSEC Grid entry; its type is not released or not known' });
  });

  it('raises a safety flag for an open victim row, from its first day', () => {
    const [safety] = resources(bundleOf(full), 'Flag').filter((flag) => flag['category'][0].coding[0].code === 'safety');
    expect(safety).toMatchObject({ status: 'active', period: { start: '2024-05-07' }, code: { text: 'Victim of commercial sexual exploitation' } });
  });

  it('raises none when neither the rows nor the status say that the youth is a victim now', () => {
    const past = withAt(withAt(withAt(full, ['case', 'absences'], []), ['case', 'csecStatus'], 'VICTIM_PAST'), ['case', 'gridEntries', 1, 'endedOn'], '2024-06-07');
    expect(resources(bundleOf(past), 'Flag').map((flag) => flag['category'][0].coding[0].code)).toEqual(['admin', 'admin']);
  });

  it('sends the status alone when the rows are withheld', () => {
    const bundle = bundleOf(withAt(full, ['case', 'gridEntries'], null));
    expect(resources(bundle, 'Condition')).toEqual([]);
    expect(resources(bundle, 'Observation')[0]).toMatchObject({ valueCodeableConcept: { coding: [{ system: 'urn:ca:csec:status', code: 'VICTIM_CURRENT' }] } });
  });

  it('sends special projects as administrative flags, inactive once ended', () => {
    const projects = resources(bundleOf(full), 'Flag').filter((flag) => flag['category'][0].coding[0].code === 'admin');
    expect(projects.map(({ status, code, period }) => [status, code.text, codes(code)[0], period])).toEqual([
      ['active', 'S-CSEC Referral_t09', 'urn:ca:cwscms:SPC_PRJT|S-CSEC Referral_t09', { start: '2021-07-08' }],
      ['inactive', 'County  project_t10', 'urn:ca:cwscms:SPC_PRJT|County project_t10', { start: '2020-09-10', end: '2021-11-12' }],
    ]);
  });

  it('claims no participation to go on whose days were not released', () => {
    const undated = ['startedOn', 'endedOn'].reduce((left, day) => withAt(left, ['case', 'specialProjects', 1, day], null), full);
    const projects = (released: unknown): unknown[] =>
      resources(bundleOf(released), 'Flag').filter((flag) => flag['category'][0].coding[0].code === 'admin').map(({ status, period }) => [status, period]);
    expect(projects(undated)).toEqual([['active', { start: '2021-07-08' }]]);
    const unbegun = withAt(full, ['case', 'specialProjects', 1, 'startedOn'], null);
    expect(projects(unbegun)[1]).toEqual(['inactive', { end: '2021-11-12' }]);
  });

  it('labels each resource by its category, and the bundle by the highest', () => {
    const bundle = bundleOf(full, { ...SAMPLE_ENVELOPE, confidentiality: 'V' });
    const labels = (meta: Json): string[] => meta['security'].map(({ system, code }: Json) => `${String(system).split(/[/:]/).at(-1)}|${code}`);
    const duties = ['v3-ActCode|CPLYJPP', 'v3-ActCode|NORDSCLW', 'sensitivity|NO_PROSECUTION_OF_MINOR'];
    expect(labels(resources(bundle, 'Condition')[0]!['meta'])).toEqual(['v3-Confidentiality|R', ...duties.slice(0, 2), 'v3-ActCode|VIO', 'sensitivity|CSE', ...duties.slice(2)]);
    expect(labels(resources(bundle, 'Organization')[0]!['meta'])).toEqual(['v3-Confidentiality|N', ...duties]);
    expect(labels(bundle['meta'])[0]).toBe('v3-Confidentiality|V');
    expect(labels(bundle['meta'])).toEqual(expect.arrayContaining(['sensitivity|CSE', 'v3-ActCode|DOB', ...duties]));
  });

  it('does not label a bundle as exploitation when nothing of that was released', () => {
    const bundle = bundleOf(releaseOf(mentalHealthAdapter.document, { ...SAMPLE_CASE, csecStatus: null, gridEntries: [], specialProjects: null, screeningFindings: [] }));
    expect(JSON.stringify(bundle['meta'])).not.toContain('CSE');
  });

  it('records the disclosure: decision, policy, basis, sender, recipient, end of validity and what is withheld', () => {
    const bundle = bundleOf(full);
    const [provenance] = resources(bundle, 'Provenance');
    expect(provenance).toMatchObject({
      recorded: '2026-03-01T08:00:00.000Z', policy: ['urn:ca:csec:policy:2026.03_e5'],
      reason: [{ coding: [{ system: 'urn:ca:csec:basis', code: 'CONSENT' }] }],
      activity: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle', code: 'disclose' }] },
      entity: [{ role: 'source', what: { identifier: { system: 'urn:ca:csec:decision', value: 'decision_e4' } } }],
      extension: [
        { url: 'urn:ca:csec:extension:valid-until', valueInstant: '2026-04-01T07:00:00.000Z' },
        { url: 'urn:ca:csec:extension:withheld', valueCoding: { system: 'urn:ca:csec:category', code: 'LOCATION', display: 'Location and contact' } },
      ],
    });
    expect(provenance!['target']).toHaveLength(bundle['entry'].length - 1);
    expect(resources(bundle, 'Consent').map(({ identifier }) => identifier[0].value)).toEqual(['consent_e6@3']);
  });

  it('gives two decisions ids of which none is the same', () => {
    const urls = (bundle: Json): string[] => bundle['entry'].map(({ fullUrl }: Json) => fullUrl);
    const other = new Set(urls(bundleOf(full, { ...SAMPLE_ENVELOPE, decisionId: 'another' })));
    expect(urls(bundleOf(full)).filter((url) => other.has(url))).toEqual([]);
    expect(urls(bundleOf(full))[0]).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('sends a message as a header that says what happened, from whom to whom, and then the same resources', () => {
    const message = JSON.parse(mentalHealthMessageAdapter.encode(full, SAMPLE_ENVELOPE)) as Json;
    const [header, ...rest] = message['entry'].map((entry: Json) => entry['resource']) as Json[];
    expect([message['type'], header!['resourceType'], codeOf(header!['eventCoding'])]).toEqual(['message', 'MessageHeader', 'urn:ca:csec:event|case-released']);
    expect(header).toMatchObject({
      source: { endpoint: 'urn:ca:csec:gateway' }, destination: [{ name: 'Harbour Clinic_e3', endpoint: 'urn:ca:csec:agency:agency_e2' }], focus: [{ reference: message['entry'][1]['fullUrl'] }],
    });
    expect(rest).toEqual(bundleOf(full)['entry'].map((entry: Json) => entry['resource']));
  });

  it('tells placements as episodes with a label of their own on the county, and absences as alerts; neither where no day is released', () => {
    const bundle = bundleOf(full);
    const [episode] = resources(bundle, 'EpisodeOfCare');
    expect(episode).toMatchObject({ status: 'finished', period: { start: '2019-07-08', end: '2019-08-09' }, type: [{ text: 'Foster Family Home_t28' }] });
    const county = episode!['extension'][0]['valueCoding'];
    expect([codeOf(county), county['extension'].map(({ valueCoding }: Json) => valueCoding['code'])]).toEqual(['urn:ca:cwscms:county|33', ['R', 'PATLOC', 'LOCIS', 'LIVARG']]);
    expect(episode!['meta']['security'].map(({ code }: Json) => code)).toEqual(expect.arrayContaining(['PROCESSINLINELABEL', 'LOCIS', 'CWS']));
    const away = (of: Json): unknown[] => resources(of, 'Flag').filter(({ code }) => code.text === 'Away from placement').map(({ status, period }) => [status, period]);
    expect(away(bundle)).toEqual([['inactive', { start: '2019-09-10', end: '2019-10-11' }], ['active', { start: '2026-02-20' }]]);
    const undated = withAt(withAt(withAt(full, ['case', 'absences', 1, 'startedOn'], null), ['case', 'placements', 0, 'startedOn'], null), ['case', 'placements', 0, 'endedOn'], null);
    expect([away(bundleOf(undated)).length, resources(bundleOf(undated), 'EpisodeOfCare')]).toEqual([1, []]);
  });

  it('tells services as what was done, or as what is asked with a task that points to it, each under the label and law of its own row', () => {
    const part2 = { category: 'SUBSTANCE_USE_PART2', kind: 'SERVICE', regime: 'PART2', service: null, serviceText: 'Counseling', status: 'COMPLETED', startedOn: null, endedOn: null, requestedOn: null, priority: null, providerName: null, reference: 'urn:ca:csec:service:clinic|row_part2', notice: 'Part 2 notice', sourceSystem: 'HMIS' };
    const bundle = bundleOf(withAt(full, ['case', 'services', 'edges', 2], { node: part2 }));
    expect(resources(bundle, 'Encounter')).toMatchObject([{ status: 'finished', type: [{ text: 'Deliver service_t31' }], period: { start: '2020-02-15' }, identifier: [{ system: 'urn:ca:csec:service:clinic', value: 'row-a' }] }]);
    const at = bundle['entry'].find((entry: Json) => entry['resource']['resourceType'] === 'ServiceRequest');
    expect(at['resource']).toMatchObject({ status: 'active', intent: 'order', code: { text: 'Trauma therapy_t33' } });
    expect(at['resource']).not.toHaveProperty('identifier');
    expect(at['resource']).toMatchObject({ occurrencePeriod: { start: '2020-04-17' } });
    expect(resources(bundle, 'Task')).toMatchObject([{ status: 'requested', focus: { reference: at['fullUrl'] } }]);
    const requestAndTask = (of: Json): unknown[] => ['ServiceRequest', 'Task'].map((type) => resources(of, type).map(({ authoredOn, priority }) => [authoredOn, priority]));
    expect(requestAndTask(bundle)).toEqual([[['2020-04-03', 'urgent']], [['2020-04-03', 'urgent']]]);
    const [started, requested, urgency] = ['startedOn', 'requestedOn', 'priority'].map((field): Path => ['case', 'services', 'edges', 1, 'node', field]) as [Path, Path, Path];
    expect(resources(bundleOf(withAt(full, started, null)), 'ServiceRequest')[0]).not.toHaveProperty('occurrencePeriod');
    expect(requestAndTask(bundleOf(withAt(withAt(full, requested, null), urgency, null)))).toEqual([[[undefined, undefined]], [[undefined, undefined]]]);
    const askedBy = (system: string | null): unknown[] => {
      const of = bundleOf(withAt(full, ['case', 'services', 'edges', 1, 'node', 'sourceSystem'], system));
      return ['ServiceRequest', 'Task'].map((type) => resources(of, type).map(({ requester }) => of['entry'].find((entry: Json) => entry['fullUrl'] === requester?.reference)?.resource.name));
    };
    expect(askedBy('CWS/CMS')).toEqual([['Los Angeles County child welfare agency'], ['Los Angeles County child welfare agency']]);
    for (const other of ['FHIR', 'PLAIN_CSV', null]) expect(askedBy(other)).toEqual([[undefined], [undefined]]);
    const [procedure] = resources(bundle, 'Procedure');
    expect(procedure).toMatchObject({ status: 'completed', identifier: [{ system: 'urn:ca:csec:service:clinic', value: 'row_part2' }], extension: [{ url: 'urn:ca:csec:extension:notice', valueString: 'Part 2 notice' }] });
    const [confidentiality, ...labels] = procedure!['meta']['security'];
    expect([confidentiality['code'], confidentiality['extension'][0]['valueCoding']['code'], labels.map(({ code }: Json) => code)]).toEqual(
      ['V', '42CFRPart2', expect.arrayContaining(['SUD', 'ETHUD'])]);
    expect(bundle['meta']['security'][0]['code']).toBe('V');
  });

  it('tells of a consent whose scope goes along the day of its signature and whether she gave it, and of any other neither', () => {
    const consentUnder = (changes: Json): Json => {
      const scopes = SAMPLE_ENVELOPE.consentScopes!.map((scope) => ({ ...scope, ...changes }));
      const bundle = bundleOf(full, { ...SAMPLE_ENVELOPE, consentScopes: scopes });
      return { ...resources(bundle, 'Consent')[0]!, herself: bundle['entry'][0].fullUrl };
    };
    const given = consentUnder({});
    expect([given['dateTime'], given['performer']]).toEqual(['2026-01-31', [{ reference: given['herself'] }]]);
    expect(consentUnder({ signedBy: 'REPRESENTATIVE' })['performer']).toEqual([{ display: 'Whoever signs for the patient' }]);
    for (const untold of [{ consent: 'another' }, { signedOn: null, signedBy: null }]) {
      expect(Object.keys(consentUnder(untold)).filter((member) => ['dateTime', 'performer'].includes(member))).toEqual([]);
    }
  });

  it('codes the purposes of a consent as the accounting does: by HL7, by our own system, by the code of another, else in words', async () => {
    const purposesOf = (purposes: readonly string[]): Json[] => {
      const scopes = SAMPLE_ENVELOPE.consentScopes!.map((scope) => ({ ...scope, purposes }));
      const message = mentalHealthAdapter.encode(full, { ...SAMPLE_ENVELOPE, consentScopes: scopes });
      judged.push(message);
      return resources(JSON.parse(message) as Json, 'Consent')[0]!['provision'].purpose.map(({ system, code, display }: Json) => [system, code ?? display]);
    };
    const judged: string[] = [];
    const ACT_REASON = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
    expect(purposesOf(['TREAT', 'CARE_COORDINATION', 'MDT', 'csec:COURT'])).toEqual(
      [[ACT_REASON, 'TREAT'], [ACT_REASON, 'COC'], ['urn:ca:csec:purpose', 'MDT'], ['urn:ca:csec:purpose', 'COURT']]);
    expect(purposesOf(['TPO'])).toEqual(['TREAT', 'HPAYMT', 'HOPERAT'].map((code) => [ACT_REASON, code]));
    expect(purposesOf(['urn:other:purposes|plan of care', 'plan of care | services', 'services  to  her'])).toEqual(
      [['urn:other:purposes', 'plan of care'], [undefined, 'plan of care | services'], [undefined, 'services  to  her']]);
    expect(await judgeBundles(judged)).toEqual([[], [], []]);
  });

  const surveys = (released: unknown): Json[] => resources(bundleOf(released), 'Observation').filter(({ category }) => category[0].coding[0].code === 'survey');

  it('tells a finding of a screening as a survey of who asked: with what, when, and what the worker says of it; no answer, score or band', () => {
    const label = 'http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-inline-sec-label';
    const [first, second, third] = surveys(full);
    expect(first).toMatchObject({
      status: 'preliminary', effectiveDateTime: '2020-05-18', subject: { reference: bundleOf(full)['entry'][0].fullUrl },
      code: { coding: [{ system: 'urn:ca:csec:tool', code: 'HMIS_R15' }], text: 'HMIS element R15, commercial sexual exploitation, asked at exit' },
      performer: [{ type: 'Organization', identifier: { system: 'urn:ca:csec:agency', value: ASKED_BY } }],
      dataAbsentReason: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unsupported' }] },
      note: [{ text: 'Doubtful: an answer contradicts what it depends on.' }, { text: 'Awaits review by the worker of the case.' }],
    });
    expect(Object.keys(first!).filter((member) => /^(value|component|interpretation|hasMember)/.test(member))).toEqual([]);
    expect(first!['performer'][0].extension.map(({ url, valueCoding }: Json) => [url, valueCoding.code])).toEqual([[label, 'R'], [label, 'ADOL'], [label, 'CWS']]);
    expect(first!['meta']['security'].map(({ code }: Json) => code)).toEqual(expect.arrayContaining(['CSE', 'CWS', 'PROCESSINLINELABEL']));
    expect([second, third].map((survey) => [survey!['status'], survey!['note'][0].text])).toEqual([
      ['final', 'Confirmed by the worker of the case.'], ['entered-in-error', 'Dismissed by the worker of the case.'],
    ]);
    expect(third).not.toHaveProperty('performer');
    expect(third!['meta']['security'].map(({ code }: Json) => code)).not.toContain('CWS');
  });

  it('tells none as final that is doubtful, that nobody confirmed, or of which either is not told', () => {
    const statuses = [true, false, null].map((doubtful) => ['AWAITING_REVIEW', 'CONFIRMED', 'DISMISSED', null].map((state) =>
      surveys(releaseOf(mentalHealthAdapter.document, { screeningFindings: [{ tool: 'HMIS_R16', doubtful, state }] }))[0]!['status']));
    expect(statuses).toEqual([
      ['preliminary', 'preliminary', 'entered-in-error', 'unknown'], ['preliminary', 'final', 'entered-in-error', 'unknown'],
      ['preliminary', 'preliminary', 'entered-in-error', 'unknown'],
    ]);
  });

  it('tells of no screening where none was released, and labels one alone as exploitation', () => {
    const labels = (screeningFindings: unknown): unknown[] =>
      bundleOf(releaseOf(mentalHealthAdapter.document, { screeningFindings }))['meta']['security'].map(({ code }: Json) => code);
    expect([surveys(withAt(full, ['case', 'screeningFindings'], null)), surveys(withAt(full, ['case', 'screeningFindings'], []))]).toEqual([[], []]);
    expect([labels(SAMPLE_CASE.screeningFindings), labels([]), labels(null)].map((each) => each.includes('CSE'))).toEqual([true, false, false]);
  });

  it('names no worker, and states the scope of a consent where law has it go along', () => {
    const bundle = bundleOf(full);
    expect(resources(bundle, 'CareTeam')[0]!['participant'].map(({ member }: Json) => member.display)).toEqual(
      ['County child-welfare worker, duty line 213555_t29', 'County child-welfare worker, duty line 213556_t30']);
    expect(resources(bundle, 'Consent')[0]!['provision']).toMatchObject({
      type: 'permit', period: { end: '2026-12-31' }, securityLabel: [{ code: 'SUBSTANCE_USE_PART2' }], purpose: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'TREAT' }], code: [{ coding: [{ code: 'PROHIBITED' }] }],
    });
  });
});
