import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { htcdsAdapter, providerAdapter, providerCsvAdapter } from '../../adapters/provider/adapter.js';
import { csvOf } from '../../adapters/provider/csv.js';
import { HTCDS_COLUMNS } from '../../adapters/provider/htcds.js';
import { CSV_COLUMNS } from '../../adapters/provider/message-csv.js';
import type { ProviderMessage } from '../../adapters/provider/profile.js';
import { scopesInWords } from '../../adapters/partner-consent-scope.js';
import { keepsThePartnerContract } from './partner-contract.js';
import { ASKED_BY, SAMPLE_CASE, SAMPLE_ENVELOPE, releaseOf, withAt } from './partner-sample.js';

type Row = Readonly<Record<string, string>>;

const full = releaseOf(providerCsvAdapter.document);
const rowsOf = (csv: string): readonly Row[] => parse(csv, { bom: true, columns: true, record_delimiter: '\r\n' }) as readonly Row[];
const providerRows = (released: unknown): readonly Row[] => rowsOf(providerCsvAdapter.encode(released, SAMPLE_ENVELOPE));
const told = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([column, cell]) => cell !== '' && !/^(profile|client\.id|message|recipient|authority|handling|withheld|csec_(?!Entry))/.test(column)));

/** Faults of a CSV file by a parser that nobody here wrote: rows of another length, unknown columns, formulas, a row without its duties. */
const faultsOf = (columns: readonly string[], duties: readonly string[]) => (csv: string): readonly string[] => {
  const [header, ...rows] = parse(csv, { bom: true, record_delimiter: '\r\n' }) as readonly (readonly string[])[];
  return [
    ...(csv.startsWith('\ufeff') && csv.endsWith('\r\n') ? [] : ['not as spreadsheets read it']),
    ...(JSON.stringify(header) === JSON.stringify(columns) ? [] : ['other columns']),
    ...(rows.length > 0 ? [] : ['no row']),
    ...rows.flat().filter((cell) => /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell)).map(() => 'a formula'),
    ...rows.flat().filter((cell) => /[\r\n]/.test(cell)).map(() => 'a line end in a cell'),
    ...rows.flatMap((row) => duties.filter((column) => row[columns.indexOf(column)] === '').map((column) => `no ${column}`)),
  ];
};
const providerFaults = faultsOf(CSV_COLUMNS, ['client.id', 'handling.conf', 'message.decision', 'recipient.id']);
const htcdsFaults = faultsOf(HTCDS_COLUMNS, ['csec_Pseudonym', 'csec_Confidentiality', 'csec_Decision', 'csec_Recipient']);

keepsThePartnerContract(providerCsvAdapter, (messages) => Promise.resolve(messages.map(providerFaults)));
keepsThePartnerContract(htcdsAdapter, (messages) => Promise.resolve(messages.map(htcdsFaults)));

describe('the provider profile as CSV', () => {
  it('has a row of the client and one for each record, each with authority and handling', () => {
    const rows = providerRows(full);
    expect(rows.map(({ record }) => record)).toEqual([
      'client', ...Array.from({ length: 4 }, () => 'csec.entries'), 'csec.specialProjects', 'csec.specialProjects', 'referral', 'placement',
      'safety.away', 'safety.away', 'services', 'screening', 'screening', 'screening', 'contacts', 'contacts',
    ]);
    expect(told(rows[0]!)).toEqual({
      'record': 'client', 'client.county': '19', 'client.firstName': 'Fenja_t01', 'client.ageBand': '13_15', 'csec.status': 'victim_current', 'csec.since': '2024-05-07',
      'safety.currentlyMissing': 'true', 'safety.lastAway.from': '2026-02-20',
    });
    expect(told(rows[2]!)).toEqual({
      'record': 'csec.entries', 'csec.entries.type.system': 'urn:ca:cwscms:CSEC_TPC', 'csec.entries.type.code': '6869', 'csec.entries.type.display': 'Victim During Foster Care_t07',
      'csec.entries.isVictim': 'true', 'csec.entries.start': '2024-05-07',
    });
    expect(told(rows[7]!)).toEqual({
      'record': 'referral', 'referral.requestedService': 'Trauma therapy_t33', 'referral.priority': 'urgent', 'referral.requestedAt': '2020-04-03',
      'referral.dueAt': '2020-04-17', 'referral.status': 'requested',
    });
    expect(told(rows[12]!)).toEqual({
      'record': 'screening', 'screening.tool': 'hmis_r15', 'screening.date': '2020-05-18', 'screening.agency': ASKED_BY, 'screening.doubtful': 'true', 'screening.review': 'awaiting_review',
    });
    expect(told(rows.at(-1)!)).toEqual({
      'record': 'contacts', 'contacts.role': 'secondary_worker', 'contacts.name': 'Other Worker_t35', 'contacts.phone': '213556_t30', 'contacts.start': '2020-01-14',
    });
    for (const row of rows) {
      expect(row).toMatchObject({
        'client.id': 'pseudonym_e1', 'handling.conf': 'R', 'authority.notices': SAMPLE_ENVELOPE.notices.map(({ text }) => text).join(' | '),
        'authority.consentScopes': scopesInWords(SAMPLE_ENVELOPE).join(), 'handling.obligations': 'NOTICE_827_10850 | NOTICE_VICTIM', 'withheld': 'LOCATION', 'authority.expires': '2026-04-01T07:00:00.000Z',
      });
    }
  });

  it('tells nothing that the JSON does not, and all that it does', () => {
    const json = JSON.parse(providerAdapter.encode(full, SAMPLE_ENVELOPE)) as ProviderMessage;
    const leaves = (value: unknown): readonly string[] => (value !== null && typeof value === 'object' ? Object.values(value).flatMap(leaves) : [String(value)]);
    const cells = new Set(providerRows(full).flatMap((row) => Object.values(row)).flatMap((cell) => [cell, ...cell.split(' | ')]));
    // Of the members of a scope a cell tells its words, of a notice its text.
    const { consentScopes, notices, ...authority } = json.authority;
    const spaced = leaves({ ...json, authority: [authority, ...consentScopes.map(({ text }) => text), ...notices.map(({ text }) => text)] }).map((leaf) => leaf.replaceAll(/\s+/g, ' '));
    expect(spaced.filter((leaf) => !cells.has(leaf))).toEqual([]);
    expect(consentScopes).toHaveLength(1);
    const lists = ['csec.entries', 'csec.specialProjects', 'referral', 'placement', 'safety.away', 'services', 'screening', 'contacts'];
    const known = new Set([...spaced, '', 'client', ...lists]);
    expect([...cells].filter((cell) => !known.has(cell) && !cell.includes(' | '))).toEqual([]);
  });

  it('has a column for the path of every member of the JSON', () => {
    const pathsOf = (value: unknown, path: readonly string[] = []): readonly string[] => {
      if (Array.isArray(value) && value.some((one) => typeof one === 'object')) return value.flatMap((one) => pathsOf(one, path));
      return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value).flatMap(([key, member]) => pathsOf(member, [...path, key])) : [path.join('.')];
    };
    const { authority: { consentScopes, notices, ...authority }, ...json } = JSON.parse(providerAdapter.encode(full, SAMPLE_ENVELOPE)) as ProviderMessage;
    const paths = [...new Set(pathsOf({ ...json, authority }))];
    expect(paths.length).toBeGreaterThan(50);
    expect(paths.filter((path) => !CSV_COLUMNS.includes(path as never))).toEqual([]);
    expect([consentScopes.length > 0, notices.length > 0, new Set(CSV_COLUMNS).size]).toEqual([true, true, CSV_COLUMNS.length]);
  });
});

describe('a cell', () => {
  it('is never run as a formula, nor ends its row', () => {
    const cells = ['=1+1', '+1', '-1', '@a', '\t=1', '\r=1', ' =1', '\uff1d1', '"=1"', 'a\r\nb', 'a,"b"', '1=1'];
    expect((parse(csvOf(['cell'], cells.map((cell) => ({ cell }))), { bom: true, from: 2 }) as readonly (readonly string[])[]).flat())
      .toEqual(['\'=1+1', '\'+1', '\'-1', '\'@a', '\'=1', '\'=1', '\'=1', '\'\uff1d1', '"=1"', 'a b', 'a,"b"', '1=1']);
  });

  it('that is a formula after all would be seen, as would a row without duties', () => {
    const whole = providerCsvAdapter.encode(full, SAMPLE_ENVELOPE);
    expect(providerFaults(whole)).toEqual([]);
    expect(providerFaults(whole.replace('Fenja_t01', '=Fenja_t01'))).toEqual(['a formula']);
    expect(providerFaults(whole.replace('pseudonym_e1', ''))).toEqual(['no client.id']);
    expect(providerFaults(whole.replace('profile,record', 'record,profile'))).toEqual(['other columns']);
  });
});

describe('a case in the columns of HTCDS 2.0', () => {
  const rows = (changes: Readonly<Record<string, unknown>>): readonly Row[] =>
    rowsOf(htcdsAdapter.encode(releaseOf(htcdsAdapter.document, { ...SAMPLE_CASE, ...changes }), SAMPLE_ENVELOPE));

  it('tells the status in its words, a victim\'s row as an event of exploitation, and no other row as an event', () => {
    expect(rows({}).map(told)).toEqual([
      {}, { csec_EntryDate: '2023-04-05', csec_EntryDescription: 'At risk, At Risk_t06 (urn:ca:cwscms:CSEC_TPC 6867), until 2024-05-06, START_IN_FUTURE' },
      { hte_Type: 'Exploitation', hte_Date: '2024-05-07', hte_Description: 'Victim During Foster Care_t07 (urn:ca:cwscms:CSEC_TPC 6869)' },
      {
        hte_Type: 'Exploitation', hte_Date: '2025-06-01',
        hte_Description: 'Victim while Absent from Placement_t08 (urn:ca:cwscms:CSEC_TPC 6871), until 2025-06-19, R_10974_START_BEFORE_BIRTH',
      },
      { csec_EntryDate: '2022-01-02', csec_EntryDescription: '(urn:ca:cwscms:CSEC_TPC 9999), until 2022-03-04, UNKNOWN_CODE' },
    ].map((event) => ({
      prs_FirstName: 'Fenja_t01', vic_TraffickingStatus: 'Actual victim', vic_TraffickingStatusDecisionMakingOrg: 'Los Angeles County child welfare agency',
      cas_Status: 'Active', cas_ReferringOrganisation: 'Los Angeles County child welfare agency', con_Consent: 'consent_e6@3', ...event,
    })));
    expect(rows({ csecStatus: 'AT_RISK', status: 'CLOSED' })[0]).toMatchObject({ vic_TraffickingStatus: 'Possible victim', cas_Status: 'Closed' });
    expect(rows({ csecStatus: 'VICTIM_PAST' })[0]).toMatchObject({ vic_TraffickingStatus: 'Actual victim' });
  });

  it('claims nothing of a status that was withheld', () => {
    const [row, ...more] = rows({ csecStatus: null, gridEntries: null });
    const labelled = (of: Readonly<Record<string, unknown>>): boolean => rows({ csecStatus: null, gridEntries: null, ...of })[0]!['csec_Labels']!.includes('csec:CWS');
    expect([labelled({ county: null }), labelled({ status: null }), labelled({ county: null, status: null })]).toEqual([true, true, false]);
    expect(more).toEqual([]);
    expect([row!['vic_TraffickingStatus'], row!['vic_TraffickingStatusDecisionMakingOrg'], row!['csec_Labels']!.includes('csec:CSE')]).toEqual(['', '', false]);
    expect(htcdsAdapter.encode(withAt(releaseOf(htcdsAdapter.document), ['case', 'gridEntries'], []), SAMPLE_ENVELOPE)).not.toContain('Exploitation');
  });
});
