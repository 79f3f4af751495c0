import type { Category } from '../../src/law/category.js';
import type { Extent } from '../../src/law/extent.js';

/**
 * What a column of a youth's record is, written by hand and independent of the schema's own classifications.
 * `category`: released with that category to that extent, and only with `also` in full where it follows from both. `row`: released with the row's own category and regime.
 * `reporter`: released to whoever investigates that referral. `never`: a confidential value that nobody is told.
 * `kept`: told to whoever the county's own keeping of the row is for: who carries the case, lists its reports and reviews its accesses,
 * or was sent a notice. `text`: the words of a row, title and text, which take more than the row. `matter`: told with a row to whoever is
 * released matters of juvenile justice.
 * `fact`: an id, a relation or a closed word that decisions and admission rest on, or that is not distinctive; `why` says so.
 */
export type ColumnLaw =
  | { readonly kind: 'category'; readonly category: Category; readonly extent: Extent; readonly coordinate?: string; readonly also?: Category }
  | { readonly kind: 'row' }
  | { readonly kind: 'reporter' }
  | { readonly kind: 'never' }
  | { readonly kind: 'kept' | 'text' | 'matter' }
  | { readonly kind: 'fact'; readonly why: string };

/** The shape of the distinctive value that a column is given; `fixed` columns get what the county says. */
export type CanaryShape = 'text' | 'amount' | 'day' | 'code' | 'flag' | 'words' | 'codes' | 'moment' | 'record' | 'fixed';

export interface ColumnSpec {
  readonly law: ColumnLaw;
  readonly shape: CanaryShape;
}

const of = (category: Category, extent: Extent, shape: CanaryShape, coordinate?: string): ColumnSpec =>
  ({ law: { kind: 'category', category, extent, ...(coordinate ? { coordinate } : {}) }, shape });
const row = (shape: CanaryShape): ColumnSpec => ({ law: { kind: 'row' }, shape });
const reporter = (shape: CanaryShape): ColumnSpec => ({ law: { kind: 'reporter' }, shape });
const never = (shape: CanaryShape): ColumnSpec => ({ law: { kind: 'never' }, shape });
const told = (kind: 'kept' | 'text' | 'matter', shape: CanaryShape): ColumnSpec => ({ law: { kind }, shape });
const fact = (why: string): ColumnSpec => ({ law: { kind: 'fact', why }, shape: 'fixed' });

const SUBJECT = fact('the random id that the gateway gave');
const KEY = fact('a key of the fixture; the never-released keys of CWS/CMS are planted in columns of their own');
const RELATION = fact('a relation that decisions rest on');
const SEALED = fact('of a table that no role which serves requests can read');
const id = (extent: Extent, shape: CanaryShape, coordinate?: string): ColumnSpec => of('IDENTITY_CORE', extent, shape, coordinate);
const place = (shape: CanaryShape): ColumnSpec => of('LOCATION', 'FULL', shape);
const csec = (shape: CanaryShape): ColumnSpec => of('CSEC_STATUS', 'FULL', shape);
const cas = (shape: CanaryShape): ColumnSpec => of('CASE_FACTS', 'FULL', shape);
const worker = (shape: CanaryShape): ColumnSpec => of('WORKER_CONTACT', 'MINIMUM', shape);

/** Every column of every table that belongs to a subject. A column that is not here fails the sweep. */
export const COLUMNS: Readonly<Record<string, Readonly<Record<string, ColumnSpec>>>> = {
  youth: {
    subject_id: SUBJECT, client_key: never('text'), county: fact('a county that admission rests on'), stated_county: of('CASE_FACTS', 'MINIMUM', 'fixed'),
    sensitivity: fact('closed word that admission rests on'),
    first_name: id('MINIMUM', 'text'), middle_name: id('FULL', 'text'), last_name: id('FULL', 'text', 'Youth.lastName'),
    name_suffix: id('FULL', 'text'), born_on: id('FULL', 'fixed'), birth_date_estimated: id('FULL', 'flag'),
    died_on: fact('a date of death ends what rests on the youth\'s standing'), sex: id('FULL', 'fixed'), ethnicity_code: id('FULL', 'code'),
    ethnicity_display: id('FULL', 'text'), primary_language_code: id('FULL', 'code'), primary_language_display: id('FULL', 'text'),
    secondary_language_code: id('FULL', 'code'), secondary_language_display: id('FULL', 'text'),
    sexual_orientation_code: of('SOGIE', 'FULL', 'code'), sexual_orientation_display: of('SOGIE', 'FULL', 'text'),
    gender_identity_code: of('SOGIE', 'FULL', 'code'), gender_identity_display: of('SOGIE', 'FULL', 'text'),
    address_confidential: fact('decides which address is the substitute'), minor_parent: of('REPRODUCTIVE_HEALTH', 'FULL', 'flag'),
    in_care: fact('a removal that decisions rest on'), removed_on: fact('the day of that removal'), has_open_case: fact('an open case that decisions rest on'),
    stated_open_case: of('CASE_FACTS', 'MINIMUM', 'fixed'),
    opened_on: cas('day'), csec_status: of('CSEC_STATUS', 'MINIMUM', 'fixed'), sb855_eligible: { law: { kind: 'category', category: 'CSEC_STATUS', extent: 'FULL', also: 'CASE_FACTS' }, shape: 'flag' },
    name_order: fact('generated from the names'), opened_order: fact('generated from opened_on'),
  },
  alias: { subject_id: SUBJECT, record_key: KEY, first_name: id('FULL', 'text'), middle_name: id('FULL', 'text'), last_name: id('FULL', 'text'), kind_code: id('FULL', 'code'), kind_display: id('FULL', 'text') },
  address: {
    subject_id: SUBJECT, record_key: KEY, kind_code: place('code'), kind_display: place('text'), started_on: place('day'), ended_on: place('day'),
    street: place('text'), unit: place('text'), city: place('text'), state: place('text'), zip: place('text'),
    county: of('LOCATION', 'MINIMUM', 'text'), phone: place('text'), homeless: place('flag'),
  },
  csec_grid_entry: {
    subject_id: SUBJECT, record_key: KEY, type_code: csec('code'), type_display: csec('text'), is_victim: csec('flag'),
    started_on: csec('day'), ended_on: csec('day'), flags: csec('words'),
  },
  screening_finding: {
    subject_id: SUBJECT, id: KEY, agency_id: RELATION, exit_key: never('text'), kind: csec('fixed'), answered_on: csec('day'), doubtful: csec('flag'), link_id: RELATION,
    state: csec('fixed'), reason: never('text'), reviewed_by_agency_id: RELATION, reviewed_by_person_id: never('text'), reviewed_at: never('moment'),
  },
  special_project_participation: {
    subject_id: SUBJECT, record_key: KEY, project_name: csec('text'), programme: csec('fixed'), implied_grid_type: csec('code'), through: csec('fixed'),
    started_on: csec('day'), ended_on: csec('day'), flags: csec('words'), limited_access: fact('closed word that hides the row'),
    carrier_county: RELATION,
  },
  referral: {
    subject_id: SUBJECT, referral_key: KEY, received_on: cas('day'), closed_on: cas('day'), response_code: cas('code'),
    response_display: cas('text'), disposition: cas('text'), county: cas('text'), limited_access: fact('closed word that hides the row'),
    responsible_agency: cas('text'),
  },
  reporter: { subject_id: SUBJECT, referral_key: KEY, first_name: reporter('text'), last_name: reporter('text'), employer: reporter('text'), phone: reporter('text'), mandated: reporter('flag') },
  allegation: {
    subject_id: SUBJECT, record_key: KEY, referral_key: RELATION, type_code: cas('code'), type_display: cas('text'), subtypes: csec('codes'),
    disposition_code: cas('code'), disposition_display: cas('text'), disposition_on: cas('day'), abuse_started_on: cas('day'), abuse_ended_on: cas('day'),
    location_narrative: of('EXPLOITATION_DETAIL', 'NARRATIVE', 'text'), disposition_narrative: of('EXPLOITATION_DETAIL', 'NARRATIVE', 'text'),
  },
  child_welfare_case: {
    subject_id: SUBJECT, record_key: KEY, started_on: of('CASE_FACTS', 'MINIMUM', 'day'), ended_on: of('CASE_FACTS', 'MINIMUM', 'day'), close_reason_code: cas('code'),
    close_reason_display: cas('text'), service_component_code: cas('code'), service_component_display: cas('text'),
    county: of('CASE_FACTS', 'MINIMUM', 'text'), responsible_agency: cas('text'), limited_access: fact('closed word that hides the row'),
  },
  placement: {
    subject_id: SUBJECT, record_key: KEY, facility_type_code: cas('code'), facility_type_display: cas('text'), facility_name: place('text'),
    facility_street: place('text'), facility_city: place('text'), facility_phone: place('text'), facility_county: of('LOCATION', 'MINIMUM', 'text'),
    started_on: cas('day'), ended_on: cas('day'), end_reason_code: cas('code'), end_reason_display: cas('text'), removed_on: cas('day'),
    removal_reason_code: cas('code'), removal_reason_display: cas('text'), episode_ended_on: cas('day'),
  },
  absence: { subject_id: SUBJECT, record_key: KEY, kind: cas('fixed'), started_on: cas('day'), ended_on: cas('day'), derived_from: cas('fixed') },
  service_record: {
    subject_id: SUBJECT, record_key: KEY, category: fact('the law of the row'), kind: row('fixed'), service_code: row('code'), service_display: row('text'),
    service_text: row('text'), status: row('fixed'), method_code: row('code'), method_display: row('text'), started_on: row('day'), ended_on: row('day'),
    requested_on: row('day'), priority: row('fixed'), stands_by_request: row('fixed'), provider_name: row('text'), system: row('text'), regime: fact('the law of the row'), source_agency_id: never('fixed'),
    consented_by: never('fixed'), source_updated_at: never('moment'), matter: never('text'), public_id: fact('random; breaks ties of a page and stands in cursors'),
    link_id: RELATION, same_as: never('text'), told_since: never('moment'),
  },
  identifier: { subject_id: SUBJECT, record_key: KEY, system_code: row('fixed'), system_display: row('text'), value: row('text'), category: fact('the law of the row') },
  assignment: {
    subject_id: SUBJECT, record_key: KEY, staff_key: never('text'), through: worker('fixed'), through_key: RELATION, kind: worker('fixed'),
    worker_name: worker('text'), worker_phone: worker('text'), worker_email: worker('text'), county: worker('text'), started_on: worker('day'), ended_on: worker('day'),
  },
  involvement: {
    subject_id: SUBJECT, record_key: RELATION, agency_id: RELATION, person_id: RELATION, kind: RELATION, conditions: RELATION, started_on: RELATION,
    ended_on: RELATION, referral_key: RELATION,
  },
  team_assignment: {
    subject_id: SUBJECT, record_key: RELATION, team_id: RELATION, assigned_at: RELATION, unassigned_at: RELATION, window_opened_at: RELATION,
    window_extended_to: RELATION, good_cause: never('text'),
  },
  consent: {
    subject_id: SUBJECT, id: RELATION, version: RELATION, effect: RELATION, status: RELATION, names: RELATION, denies: RELATION, recorded_by_agency_id: RELATION,
    recorded_at: RELATION, record: told('kept', 'record'),
  },
  consent_version: { subject_id: SUBJECT, id: RELATION, version: RELATION, replaced_at: RELATION, record: never('record') },
  consent_use: { subject_id: SUBJECT, consent_id: KEY, use: RELATION, version: RELATION, request_id: RELATION, used_at: RELATION },
  consent_release: {
    subject_id: SUBJECT, consent_id: KEY, disclosure_id: told('kept', 'text'), agency_id: RELATION, person_id: never('text'), categories: RELATION,
    at: never('moment'),
  },
  consent_withdrawal: {
    subject_id: SUBJECT, id: KEY, consent_id: RELATION, spoken: RELATION, categories: RELATION, withdrawn_at: told('kept', 'moment'),
    created_at: told('kept', 'moment'),
  },
  withdrawal_receipt: { subject_id: SUBJECT, withdrawal_id: KEY, agency_id: RELATION, person_id: never('text'), acknowledged_at: never('moment') },
  court_order: {
    subject_id: SUBJECT, id: KEY, kind: RELATION, court: told('kept', 'text'), case_number: told('kept', 'text'), categories: RELATION, recipient_agency_ids: RELATION,
    recipient_person_ids: RELATION, purposes: RELATION, data_from: RELATION, data_to: RELATION, subpoena_served: RELATION, findings_made: RELATION,
    effective_from: RELATION, expires_on: RELATION, vacated_at: RELATION, document_hash: never('text'), recorded_by_agency_id: RELATION, recorded_at: RELATION,
  },
  seal_order: {
    subject_id: SUBJECT, id: KEY, statute: SEALED, court: never('text'), case_number: never('text'), matters: never('words'), effective_at: SEALED,
    destroy_by: SEALED, recorded_by_agency_id: SEALED, recorded_at: SEALED,
  },
  seal_tombstone: { subject_id: SUBJECT, source_table: SEALED, source_key: KEY },
  seal_notice: {
    subject_id: SUBJECT, id: KEY, order_id: SEALED, agency_id: SEALED, disclosure_ids: told('kept', 'words'), destroy_by: SEALED, created_at: SEALED,
    acknowledged_at: SEALED,
  },
  emergency_access: {
    subject_id: SUBJECT, id: KEY, agency_id: RELATION, person_id: RELATION, reason: RELATION, opened_at: RELATION, ends_at: RELATION, closed_at: RELATION,
    reason_words: told('kept', 'text'), callback: told('kept', 'text'), reviewed_at: RELATION, reviewed_by: RELATION, review_finding: RELATION, review_words: never('text'),
    recipient_name: told('kept', 'text'), recipient_affiliation: told('kept', 'text'), disclosed_by: told('kept', 'text'),
  },
  release_approval: {
    subject_id: SUBJECT, id: KEY, agency_id: RELATION, person_id: RELATION, role: RELATION, purpose: RELATION, categories: RELATION,
    reason_words: told('kept', 'text'), requested_at: RELATION, decision: RELATION, decided_at: RELATION, decided_by: RELATION, decision_words: never('text'),
    ends_at: RELATION, withdrawn_at: RELATION, withdrawn_by: RELATION,
  },
  emergency_alert: {
    subject_id: SUBJECT, id: KEY, access_id: RELATION, agency_id: RELATION, audience: RELATION, created_at: RELATION, acknowledged_at: RELATION,
  },
  mandated_report: {
    subject_id: SUBJECT, id: KEY, statute: RELATION, recipient_agency_id: RELATION, learned_at: RELATION, due_at: RELATION, reported_at: RELATION,
    report_number: told('kept', 'text'), ended_at: RELATION,
  },
  missing_child_description: {
    subject_id: SUBJECT, id: KEY, photo_reference: id('FULL', 'text'), height_inches: id('FULL', 'code'), weight_pounds: id('FULL', 'code'), hair: id('FULL', 'text'),
    eyes: id('FULL', 'text'), last_seen_on: of('LOCATION', 'MINIMUM', 'day'), last_seen_place: of('LOCATION', 'MINIMUM', 'text'),
    last_seen_at_address: fact('says whether the place is an address that a substitute stands for'), recorded_by_agency_id: RELATION, recorded_at: fact('the newest stands'),
  },
  endangerment: {
    subject_id: SUBJECT, id: KEY, kind: fact('the law of the row'), words: row('amount'), noted_on: never('day'), system: never('text'),
    regime: fact('the law of the row'), source_agency_id: never('fixed'), consented_by: never('fixed'), source_updated_at: never('moment'),
    withdrawn_at: fact('says that the row is not there'),
  },
  victim_election: {
    subject_id: SUBJECT, id: KEY, elected: told('kept', 'fixed'), source: told('kept', 'fixed'), recorded_by_agency_id: RELATION,
    recorded_by_person_id: told('kept', 'text'), recorded_at: fact('the newest stands'),
  },
  case_document: {
    subject_id: SUBJECT, id: KEY, category: fact('the law of the row'), also: fact('the law of what the row tells of beside'), kind: row('fixed'), title: told('text', 'text'), filed_on: row('day'),
    matter: told('matter', 'text'), team_id: RELATION, text: told('text', 'text'), system: row('text'), regime: fact('the law of the row'),
    source_agency_id: never('fixed'), consented_by: never('fixed'), source_updated_at: never('moment'), withdrawn_at: fact('says that the row is not there'),
    withdrawn_by: never('text'),
  },
  partner_link: {
    subject_id: SUBJECT, id: KEY, agency_id: RELATION, system: told('kept', 'text'), value: never('text'), exchanged: never('text'), basis: RELATION, came: RELATION, merged: RELATION, linked_by_agency_id: RELATION,
    linked_by_person_id: never('text'), linked_at: told('kept', 'moment'), undone_at: RELATION, undone_by_agency_id: RELATION, undone_by_person_id: RELATION,
    undone_because: told('kept', 'text'), told: RELATION, shown: RELATION,
  },
  identity_review: {
    subject_id: SUBJECT, id: KEY, person_id: RELATION, agency_id: RELATION, outcome: RELATION, reason: never('text'), weight: RELATION, decided_by_agency_id: RELATION,
    decided_by_person_id: never('text'), decided_at: never('moment'),
  },
  partner_view: { subject_id: SUBJECT, subscription_id: RELATION, digest: fact('a hash under a key of the gateway') },
  partner_event: {
    subject_id: SUBJECT, id: KEY, subscription_id: RELATION, seq: RELATION, kind: RELATION, cause: RELATION, raised_at: RELATION, state: RELATION,
    attempts: RELATION, tried_since: RELATION, fault: RELATION, status: RELATION, settled_at: RELATION,
  },
};
