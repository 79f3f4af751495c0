import { localDate } from '../../src/kernel/dates.js';
import type { Consent } from '../../src/model/consent.js';
import { adding, type ChangeOf, type Statement } from './canary-change.js';
import { DEFAULTS, type Planter } from './canary-county.js';
import type { Asker } from './canary-grants.js';
import { laterPlace, nameOf, plantNotice, untoldNotices } from './canary-notices.js';
import { rowVisible } from './canary-oracle.js';
import { AGENCY, YOUTHS, canaryConsent, youthId } from './canary-youths.js';
import { AGENCY as PARTNER, CALLER } from './scenario-people.js';

/** An act beside the record: its kind, and whether this asker is told of it. */
type Act = readonly [kind: string, isTold: boolean, act: ChangeOf];

const idFor = (n: number) => (word: string): string => `${word}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const OPEN_ENDED = { purposes: [], recipient_person_ids: [], data_from: null, data_to: null, subpoena_served: true, findings_made: true, expires_on: null } as const;

/** Acts of others that open or close nothing to this asker: broken glass, a compelled report, an order, a refusal. */
function openingOthers(n: number, asker: Asker): readonly Act[] {
  const told = (table: string): boolean => rowVisible(asker, n, table, 'new');
  const of = YOUTHS.find((one) => one.n === n)!;
  const id = idFor(n);
  return [
    // Of a youth whom no county has, the county of the agency that broke the glass reviews it.
    ['emergency', told('mandated_report') || (of.county === null && asker.lists === '19'), adding(`let another break the glass for youth ${n}`, n, (planter) => planter.add(n, 'emergency_access', id('e3e00009'), {
      agency_id: PARTNER.sheriff, person_id: CALLER.deputy.personId, reason: 'MEDICAL_EMERGENCY', opened_at: '2026-03-01T18:00:00Z', ends_at: '2026-03-01T22:00:00Z',
      closed_at: null, reviewed_at: null, reviewed_by: null, review_finding: null, review_words: null,
    }))],
    ['mandate', told('mandated_report'), adding(`compel a report on youth ${n} to another agency`, n, (planter) => planter.add(n, 'mandated_report', id('0e900009'), {
      statute: 'PC_11166_J', recipient_agency_id: PARTNER.sheriff, learned_at: '2026-02-28T17:00:00Z', due_at: '2026-03-01T17:00:00Z', reported_at: null, ended_at: null,
    }))],
    ['order', told('court_order'), adding(`order the record of youth ${n} opened to another agency`, n, (planter) => planter.add(n, 'court_order', id('0bde0009'), {
      kind: 'DISCLOSURE_827', categories: ['IDENTITY_CORE', 'CASE_FACTS', 'LOCATION'], recipient_agency_ids: [PARTNER.sheriff], recipient_person_ids: [], purposes: [],
      data_from: '2025-10-01', data_to: '2025-10-31', subpoena_served: true, findings_made: true, effective_from: '2025-06-01T17:00:00Z', expires_on: null, vacated_at: null,
      recorded_by_agency_id: AGENCY.county, recorded_at: '2025-06-01T17:00:00Z',
    }))],
    ['refusal', told('consent'), (salt) => {
      const limits: readonly Partial<Consent>[] = [{}, { dataFrom: localDate('2025-10-01'), dataTo: localDate('2025-10-31') }, { sourceAgencyIds: [AGENCY.programme] }];
      return adding(`refuse another agency some rows of youth ${n}`, n, (planter) => {
        const record = canaryConsent(of, 8, {
          effect: 'REFUSE', categories: ['CASE_FACTS', 'MENTAL_HEALTH'], recipientAgencyIds: [PARTNER.sheriff], recordedByAgencyId: AGENCY.programme, ...limits[salt % limits.length],
        }, (part) => `another ${part}`);
        planter.add(n, 'consent', record.id, {
          version: 1, effect: record.effect, status: record.status, recorded_by_agency_id: record.recordedByAgencyId, recorded_at: record.recordedAt, record: JSON.stringify(record),
        });
      })(salt);
    }],
  ];
}

/** The number of a juvenile matter of a youth. */
const MATTER = 'JV-2019-77';

/** By what the matter's youth is known in another system. */
export const matterIdentifier = (n: number) => ({ system: 1334, value: `JJ-${n}` }) as const;

/** A juvenile matter in every table that can hold one, also under the law of a column that tells of none. */
function plantMatter(planter: Planter, n: number): void {
  const id = idFor(n);
  const { system, value } = matterIdentifier(n);
  const law = { category: 'JUVENILE_JUSTICE', regime: 'COURT', matter: MATTER, source_agency_id: AGENCY.county } as const;
  planter.add(n, 'service_record', 'juvenile matter', { ...DEFAULTS['service_record'], ...law });
  planter.add(n, 'service_record', 'beside the matter', { ...DEFAULTS['service_record'], ...law, category: 'CASE_FACTS', regime: 'CHILD_WELFARE' });
  planter.add(n, 'case_document', id('d0c00009'), { ...law, kind: 'COURT_REPORT', also: '[]', team_id: null, consented_by: 'NOT_APPLICABLE', withdrawn_at: null });
  planter.add(n, 'identifier', 'juvenile matter', { system_code: system, value, category: 'JUVENILE_JUSTICE' });
  planter.add(n, 'court_order', id('0bde0008'), {
    ...OPEN_ENDED, kind: 'DISCLOSURE_827', categories: ['JUVENILE_JUSTICE'], recipient_agency_ids: [PARTNER.sheriff], case_number: MATTER, vacated_at: null,
    effective_from: '2025-06-01T17:00:00Z', recorded_by_agency_id: AGENCY.county, recorded_at: '2025-06-01T17:00:00Z',
  });
}

/** The order that seals it, what it must never let come back, and the notice to an agency that asks nothing here. */
function plantSeal(planter: Planter, n: number): void {
  const id = idFor(n);
  planter.add(n, 'seal_order', id('5ea10008'), {
    statute: 'PC_236_14', effective_at: '2026-02-01T17:00:00Z', destroy_by: null, recorded_by_agency_id: AGENCY.county, recorded_at: '2026-02-01T17:00:00Z',
  });
  const reached = [['matter', MATTER], ['service_record', 'juvenile matter'], ['case_document', id('d0c00009')], ['identifier', 'juvenile matter']] as const;
  for (const [source_table, source_key] of reached) planter.add(n, 'seal_tombstone', source_key, { source_table });
  planter.add(n, 'seal_notice', id('5ea10009'), {
    order_id: id('5ea10008'), agency_id: AGENCY.alsoUninvolved, destroy_by: null, created_at: '2026-02-01T17:00:00Z', acknowledged_at: null,
  });
}

/** A juvenile matter that nothing seals: whoever is released such matters sees it. */
export const openMatter = (n: number): ChangeOf => adding(`record a matter of youth ${n}`, n, (planter) => plantMatter(planter, n));

/** A matter is recorded and sealed, or sealed and brought again by a later load: what is left must be what there was before. */
function sealings(n: number): readonly Act[] {
  const seal = adding(`record a matter of youth ${n} and seal it`, n, (planter) => { plantMatter(planter, n); plantSeal(planter, n); }, PURGE(youthId(n)));
  const resync = adding(`bring back a sealed matter of youth ${n}`, n, (planter) => { plantSeal(planter, n); plantMatter(planter, n); });
  return [['seal', false, seal], ['resync', false, resync]];
}

/** Sealing purges; only the owner of the schema calls the function apart from an order that is recorded. */
const PURGE = (subject: string): readonly Statement[] => [['reset role', []], ['select csec.purge_sealed($1)', [subject]], ['set role csec_sync', []]];

/** An order for the asker's own agency that was vacated before anything rested on it; who carries the case reads of it. */
function vacated(n: number, asker: Asker): readonly Act[] {
  const { agencyId, personId } = nameOf(asker);
  const of = (kind: string, at: string, more: Readonly<Record<string, unknown>>): ChangeOf => adding(`vacate an order that opened youth ${n} to the asker (${kind})`, n, (planter) => planter.add(n, 'court_order', idFor(n)(at), {
    ...OPEN_ENDED, kind, recipient_agency_ids: [agencyId], effective_from: '2025-06-01T17:00:00Z', vacated_at: '2026-02-01T17:00:00Z',
    recorded_by_agency_id: AGENCY.county, recorded_at: '2025-06-01T17:00:00Z', ...more,
  }));
  const isTold = rowVisible(asker, n, 'court_order', 'new');
  return [
    ['vacated', isTold, of('DISCLOSURE_827', '0bde0006', { categories: ['IDENTITY_CORE', 'CASE_FACTS', 'LOCATION', 'JUVENILE_JUSTICE'] })],
    ['vacated', isTold, of('PART2_2_63', '0bde0007', { categories: ['SUBSTANCE_USE_PART2'], recipient_person_ids: [personId] })],
  ];
}

/** Withdrawals of what the asker's own agency received and he is not told of. */
const withdrawals = (n: number, asker: Asker): readonly Act[] => [...untoldNotices(asker)].map(([name, law], at) => [
  'withdrawal', false, adding(`withdraw ${name}, about youth ${n}`, n, (planter) => plantNotice(planter, n, laterPlace(at), law)),
]);

/** Acts that make no difference to this asker, by their kind. */
export function actsOfOthers(n: number, asker: Asker): readonly (readonly [kind: string, act: ChangeOf])[] {
  const acts = [...openingOthers(n, asker), ...sealings(n), ...vacated(n, asker), ...withdrawals(n, asker)];
  return acts.filter(([, isTold]) => !isTold).map(([kind, , act]) => [kind, act]);
}
