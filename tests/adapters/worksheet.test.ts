import { describe, expect, it } from 'vitest';
import type { Instant } from '../../src/kernel/dates.js';
import { federalRaceOf } from '../../src/law/federal-race.js';
import { worksheetAdapter, worksheetPdfAdapter } from '../../adapters/law-enforcement/worksheet/adapter.js';
import { TITLE_WIDTH } from '../../adapters/law-enforcement/worksheet/layout.js';
import { linesOf, pageText } from '../../adapters/law-enforcement/worksheet/page-text.js';
import { STATEMENTS, worksheetProfile, type Worksheet } from '../../adapters/law-enforcement/worksheet/worksheet.js';
import { asString, keepsThePartnerContract } from './partner-contract.js';
import { SAMPLE_CASE, SAMPLE_ENVELOPE, releaseOf, withAt } from './partner-sample.js';
import { pagesOf, pdfFaults } from './worksheet-pages.js';

type Changes = Record<string, unknown>;

const full = releaseOf(worksheetAdapter.document);
const REPORT = SAMPLE_CASE.missingChildReport;
const sheetOf = (released: unknown, envelope = SAMPLE_ENVELOPE): Worksheet => worksheetProfile.parse(JSON.parse(worksheetAdapter.encode(released, envelope)));
const pdfOf = (released: unknown, envelope = SAMPLE_ENVELOPE): string => asString(worksheetPdfAdapter.encode(released, envelope));
const read = (pdf: string): string => pagesOf(pdf).join('\n');

/** A case of which only this was released. */
const only = (report: Changes | null, of: Changes = {}): unknown => releaseOf(worksheetAdapter.document, { county: null, youth: null, absences: null, missingChildReport: report, ...of });
const suggestedFor = (released: unknown) =>
  Object.fromEntries(sheetOf(released).entry.flatMap(({ code, suggestions }) => (suggestions === undefined ? [] : [[code, suggestions.map((each) => each.code)]])));

keepsThePartnerContract(worksheetAdapter, (messages) => Promise.resolve(messages.map((message) => {
  const parsed = worksheetProfile.safeParse(JSON.parse(message));
  return parsed.success ? [] : parsed.error.issues.map(({ path, message: words }) => `${path.join('.')}: ${words}`);
})));
keepsThePartnerContract(worksheetPdfAdapter, (messages) => Promise.resolve(messages.map(pdfFaults)), read);

describe('the worksheet of a missing child', () => {
  it('has the fields of an entry by their codes, as released and as an entry writes them', () => {
    const fields = Object.fromEntries(sheetOf(full).entry.map(({ code, value, entry }) => [code, [value, entry]]));
    expect(fields).toMatchObject({
      NAM: ['Quist_t03, Fenja_t01 Odila_t02 III_t04', undefined], SEX: ['Female', 'F'], DOB: ['2010-02-27', '20100227'], HGT: ['63 inches', '503'],
      WGT: ['118 pounds', '118'], DLC: ['2026-02-26', '20260226'], RAC: ['Race_t15', undefined], HAI: ['Brown_t12', undefined],
      ORI: [undefined, undefined], SOC: [undefined, undefined], FBI: [undefined, undefined],
    });
    const coded = sheetOf(only({ ...REPORT, hair: ' Brown ', eyes: 'hazel', race: 'White', sex: 'I', heightInches: 47, weightPounds: 98 }));
    expect(Object.fromEntries(coded.entry.flatMap(({ code, entry }) => (entry === undefined ? [] : [[code, entry]])))).toEqual({ RAC: 'W', WGT: '098', HAI: 'BRO', EYE: 'HAZ', DLC: '20260226' });
  });

  it('says why the child is at risk by the Penal Code, by each ground that was released, on the page too', () => {
    const grounds = (report: Changes, of: Changes = {}) => sheetOf(only({ ...Object.fromEntries(Object.keys(REPORT).map((field) => [field, null])), ...report }, of)).california.atRisk.flatMap(({ because }) => because);
    expect([{ vulnerableToTrafficking: true }, { medicalConditions: ['asthma'] }, { prescriptionMedications: ['insulin'] }, { developmentalDisability: true }, { pregnant: true }].map((report) => grounds(report)))
      .toEqual([['vulnerable to being trafficked'], ['medical need'], ['medical need'], ['developmental disability'], []]);
    expect(grounds({}, { absences: [{ kind: 'ABDUCTED', startedOn: '2026-02-20', endedOn: null }] })).toEqual(['absence: abducted']);
    const page = pagesOf(asString(worksheetPdfAdapter.encode(full, SAMPLE_ENVELOPE))).join(' ').replaceAll(/\s+/g, ' ');
    expect(page).toMatch(/At risk \(Penal Code 14213\).*suggested: Yes \(Missing person at risk\), because of vulnerable to being/);
  });

  it('codes every race that the report tells of', () => {
    const coded = [839, 823, 824, 835, 820].map((ethnicity) => {
      const { entry } = sheetOf(only({ ...REPORT, race: federalRaceOf(ethnicity) })).entry.find(({ code }) => code === 'RAC')!;
      return entry;
    });
    expect(coded).toEqual(['W', 'B', 'A', 'A', 'I']);
  });

  it('suggests codes from what was released, each with its reason', () => {
    expect(suggestedFor(full)).toEqual({ MKE: ['EME', 'EMD', 'EMJ'], MNP: ['MP'], DOE: ['20280227'], CMC: ['70', '80', '01'], MIS: ['Vulnerable to being trafficked; to be treated as a victim.'] });
    expect(sheetOf(full).entry.find(({ code }) => code === 'MKE')!.suggestions![0]).toEqual({ code: 'EME', meaning: 'Endangered', because: ['vulnerable to being trafficked'] });
    const away = (kind: string) => only(null, { youth: { bornOn: '2010-02-27' }, absences: [{ kind, startedOn: '2026-02-20', endedOn: null }] });
    expect(suggestedFor(away('RAN_AWAY'))).toEqual({ MKE: ['EMJ'], MNP: ['MP'], MPC: ['R'], DOE: ['20280227'] });
    expect(suggestedFor(away('ABDUCTED'))).toEqual({ MKE: ['EMI', 'EMJ'], MNP: ['CA'], DOE: ['20280227'] });
    expect(sheetOf(away('RAN_AWAY')).california).toEqual({ reportType: [{ code: 'Runaway', meaning: 'Runaway juvenile', because: ['absence: ran away'] }], atRisk: [] });
    expect(sheetOf(away('ABDUCTED')).california.reportType.map(({ code }) => code)).toEqual(['Stranger abduction', 'Nonfamily abduction', 'Family abduction']);
    // An absence that ended says nothing of where the child is now.
    expect(suggestedFor(only(null, { absences: [{ kind: 'RAN_AWAY', startedOn: '2026-01-01', endedOn: '2026-01-02' }] }))).toEqual({});
    // Nor does it follow from who she is that she is missing.
    expect(suggestedFor(only(null, { youth: { bornOn: '2010-02-27' } }))).not.toHaveProperty('MNP');
  });

  it('suggests no caution from a fact that was withheld', () => {
    expect(suggestedFor(only({ ...REPORT, suicidalTendencies: null, prescriptionMedications: null, substanceUse: null }))).not.toHaveProperty('CMC');
    const conditions = ['type 1 diabetes', 'severe peanut allergy', 'epilepsy', 'heart defect', 'hemophilia a', 'diabetes insipidus', 'asthma'];
    const cautions = (words: readonly string[] | null) => suggestedFor(only({ medicalConditions: words }))['CMC'];
    expect(conditions.map((words) => cautions([words]))).toEqual([['90'], ['60'], ['65'], ['50'], ['85'], undefined, undefined]);
    expect(cautions(null)).toBeUndefined();
  });

  it('suggests nothing of age for who is of age, or whose birth date was withheld', () => {
    const later = { ...SAMPLE_ENVELOPE, generatedAt: '2028-02-27T09:00:00.000Z' as Instant };
    expect(sheetOf(full, later).entry.filter(({ suggestions }) => suggestions?.some(({ because }) => because.includes('DOB')))).toEqual([]);
    expect(suggestedFor(withAt(full, ['case', 'youth', 'bornOn'], null))).toMatchObject({ MKE: ['EME', 'EMD'] });
    expect(suggestedFor(withAt(full, ['case', 'youth', 'bornOn'], null))).not.toHaveProperty('DOE');
  });

  it('says that the gateway submits nothing, and that the child is a victim', () => {
    expect(sheetOf(full).statements.join(' ')).toMatch(/submits nothing to CLETS, NCIC, MUPS or NCMEC[^]*a victim or a youth, never anything else/);
    expect(worksheetAdapter.document).not.toMatch(/csecStatus|gridEntries|specialProjects|services|referrals|workers|identifiers|addresses/);
  });
});

describe('the worksheet for printing', () => {
  const long = withAt(full, ['case', 'missingChildReport', 'lastSeenPlace'], 'Bus station, by the river. '.repeat(400));

  it('has caveats, notices, duties and what is withheld on each page', () => {
    const pages = pagesOf(pdfOf(long));
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, page] of pages.entries()) {
      const text = page.replaceAll(/\s+/g, ' ');
      for (const words of [...STATEMENTS, ...SAMPLE_ENVELOPE.notices.map((notice) => notice.text)]) expect(text).toContain(words);
      expect(text).toMatch(/Confidentiality R[^]*csec:CSE[^]*Decision decision_e4[^]*Duties: NOTICE_827_10850[^]*Scope of consent consent_e6@3: Substance use, 42 CFR Part 2 \(SUBSTANCE_USE_PART2\); for TREATMENT;[^]*\(PROHIBITED\); until 2026-12-31\.[^]*Withheld by law: Location and contact/);
      expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
    }
  });

  it('has every title whole', () => {
    const left = pagesOf(pdfOf(full)).flatMap((page) => page.split('\n').map((line) => line.slice(0, TITLE_WIDTH).trim())).join(' ').replaceAll(/\s+/g, ' ');
    const { entry, particulars } = sheetOf(full);
    const titles = [...entry.map(({ code, title }) => `${code} ${title}`), ...particulars.map(({ title }) => title)];
    expect(titles.filter((title) => title.length >= TITLE_WIDTH)).not.toEqual([]);
    expect(titles.filter((title) => !left.includes(title))).toEqual([]);
  });

  it('is the same bytes for the same release, whenever it is made', () => {
    expect(pdfOf(full)).toBe(pdfOf(structuredClone(full)));
    expect(pdfOf(full)).toMatch(/obj\n\(D:20260301080000Z\)\nendobj/);
    expect(pdfOf(full, { ...SAMPLE_ENVELOPE, generatedAt: '2026-03-01T08:00:01.000Z' as Instant })).not.toBe(pdfOf(full));
  });

  it('prints what its fonts have, and any other character by its code point, so that none is lost or turns a line around', () => {
    expect(['Zoe\u0308 Peña', 'Łucja', '\u202eabc', 'שם', '“x” – €', 'a\nb\t\tc', 'x\u{1f98a}', 'so\u00adft'].map(pageText))
      .toEqual(['Zoë Peña', '[U+0141]ucja', '[U+202E]abc', '[U+05E9][U+05DD]', '“x” – €', 'a b c', 'x[U+1F98A]', 'so[U+00AD]ft']);
    expect(read(pdfOf(withAt(full, ['case', 'youth', 'lastName'], 'Peña“')))).toContain('Peña“, Fenja_t01');
    expect(linesOf('aaa bbb ccccccc dd', 5)).toEqual(['aaa', 'bbb', 'ccccc', 'cc dd']);
    expect(linesOf('  ', 5)).toEqual([]);
  });

  it('would be seen to be broken', () => {
    const pdf = pdfOf(full);
    const broken = [pdf.slice(0, -20), pdf.replace('%PDF', '%PDX'), pdf.replace('/Title', '/Titles'), pdf.replace(/\/Length \d+/, '/Length 1'), pdf.replace('/Type /Page\n', '/Type /Pigs\n')];
    expect(broken.map((each) => pdfFaults(each).length > 0)).toEqual(broken.map(() => true));
  });
});
