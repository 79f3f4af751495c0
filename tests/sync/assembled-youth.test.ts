import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { ask, removeExtracts, rowsOf, sync, writeExtract } from './extract-folder.js';
import { CASE_KEY, KID, PARENT, REFERRAL_KEY, SIBLING, springfield } from './springfield.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await sync(database.url, writeExtract(springfield()));
});
afterAll(async () => { removeExtracts(); await database.drop(); });

const of = (table: string, key = KID) => rowsOf(database.url, table, key);

describe('the youth assembled from an extract', () => {
  it('is the client with what follows from the other rows', async () => {
    const [youth, ...others] = await ask(database.url, `
      select to_jsonb(y) - 'subject_id' - 'name_order' - 'opened_order' as youth, subject_id from csec.youth y where client_key = $1`, [KID]);
    expect(others).toEqual([]);
    expect(youth).toEqual({
      subject_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      youth: {
        client_key: KID, county: '19', stated_county: '19', sensitivity: 'S', first_name: 'Robin', middle_name: 'Lee', last_name: 'Marigold', name_suffix: null,
        born_on: '2010-05-06', birth_date_estimated: false, died_on: null, sex: 'F', ethnicity_code: null, ethnicity_display: null,
        primary_language_code: 1253, primary_language_display: 'English', secondary_language_code: null, secondary_language_display: null,
        sexual_orientation_code: null, sexual_orientation_display: null, gender_identity_code: null, gender_identity_display: null,
        address_confidential: false, minor_parent: true, in_care: true, removed_on: '2025-02-01', has_open_case: true, stated_open_case: false, opened_on: null,
        csec_status: 'VICTIM_CURRENT', sb855_eligible: true,
      },
    });
  });

  it('is one for each child, by keys that differ in case, and never a parent', async () => {
    const youths = await ask<{ client_key: string; address_confidential: boolean }>(database.url,
      'select client_key, county, csec_status, sb855_eligible, address_confidential from csec.youth order by client_key collate "C"');
    expect(youths).toEqual([
      { client_key: KID, county: '19', csec_status: 'VICTIM_CURRENT', sb855_eligible: true, address_confidential: false },
      { client_key: SIBLING, county: '19', csec_status: null, sb855_eligible: null, address_confidential: true },
    ]);
    expect(youths.map((youth) => youth.client_key)).not.toContain(PARENT);
  });

  it('has other names and identifiers', async () => {
    expect(await of('alias')).toEqual([
      { record_key: `${KID}:OtHrNmA0X5`, first_name: 'Bird', middle_name: null, last_name: null, kind_code: 1311, kind_display: 'AKA' },
    ]);
    expect(await of('identifier')).toEqual([
      { record_key: `${KID}:NumBerA0X5`, system_code: 1334, system_display: expect.any(String), value: 'PB-77', category: 'JUVENILE_JUSTICE' },
    ]);
  });

  it('has addresses', async () => {
    expect(await of('address')).toEqual([{
      record_key: 'ClAdrtA0X5', kind_code: 32, kind_display: expect.any(String), started_on: '2024-01-01', ended_on: null, street: '12 Evergreen',
      unit: null, city: 'Springfield', state: 'CA', zip: '01234', county: '19', phone: '2135550111', homeless: false,
    }]);
  });

  it('has grid rows with the breaches of rules they carry, one judged by the birth date', async () => {
    expect(await of('csec_grid_entry')).toEqual([
      {
        record_key: `${KID}:GrId01A0X5`, type_code: 6871, type_display: 'Victim while Absent from Placement', is_victim: true,
        started_on: '2025-07-01', ended_on: null, flags: ['R_10971_ABSENCE_TYPE_WITHOUT_END'],
      },
      {
        record_key: `${KID}:GrId02A0X5`, type_code: 6867, type_display: 'At Risk', is_victim: false,
        started_on: '2009-01-01', ended_on: '2025-01-01', flags: ['R_10974_START_BEFORE_BIRTH'],
      },
      {
        record_key: `${KID}:GrId03A0X5`, type_code: 6999, type_display: null, is_victim: null,
        started_on: '2025-01-01', ended_on: '2025-02-01', flags: ['UNKNOWN_CODE'],
      },
    ]);
  });

  it('has the special projects of its referrals and cases', async () => {
    const project = { project_name: 'S-CSEC Referral', programme: 'CSEC_REFERRAL', implied_grid_type: null, flags: [], limited_access: 'N', carrier_county: '19' };
    expect(await of('special_project_participation')).toEqual([
      { record_key: 'SPRJ_CST:PrjCasA0X5', ...project, limited_access: 'S', through: 'CASE', started_on: '2025-02-01', ended_on: '2025-03-01' },
      { record_key: 'SPRJ_RFT:PrjRefA0X5', ...project, through: 'REFERRAL', started_on: '2025-01-10', ended_on: null },
    ]);
  });

  it('has referrals, their reporter, and the allegations it is the victim of', async () => {
    const referral = {
      referral_key: REFERRAL_KEY, received_on: '2025-01-10', closed_on: '2025-02-01', response_code: 1520, response_display: 'Immediate',
      disposition: 'S', county: '19', limited_access: 'N', responsible_agency: 'C',
    };
    const reporter = { referral_key: REFERRAL_KEY, first_name: 'Rae', last_name: 'Porter', employer: 'Elm School', phone: '2135550122', mandated: true };
    expect(await of('referral')).toEqual([referral]);
    expect(await of('referral', SIBLING)).toEqual([{ ...referral, disposition: null }]);
    expect(await of('reporter')).toEqual([reporter]);
    expect(await of('reporter', SIBLING)).toEqual([reporter]);
    expect(await of('allegation')).toEqual([{
      record_key: 'AlLegtA0X5', referral_key: REFERRAL_KEY, type_code: 2178, type_display: 'General Neglect',
      subtypes: [{ code: 1060, display: expect.any(String) }, { code: 6874, display: 'Fail/Unable to Protect from CSE' }],
      disposition_code: 45, disposition_display: 'Substantiated', disposition_on: '2025-01-30', abuse_started_on: null, abuse_ended_on: null,
      location_narrative: 'at home', disposition_narrative: null,
    }]);
    expect(await of('allegation', SIBLING)).toEqual([]);
  });

  it('has cases, placements with their homes, and the absences they tell of', async () => {
    expect(await of('child_welfare_case')).toEqual([{
      record_key: CASE_KEY, started_on: '2025-02-01', ended_on: null, close_reason_code: null, close_reason_display: null,
      service_component_code: 1694, service_component_display: expect.any(String), county: '19', responsible_agency: 'C', limited_access: 'S',
    }]);
    const placement = {
      facility_type_code: 1416, facility_type_display: expect.any(String), facility_name: 'Acorn House', facility_street: '7 Oak Street',
      facility_city: 'Springfield', facility_phone: '2135550133', facility_county: '19', removed_on: '2025-02-01',
      removal_reason_code: null, removal_reason_display: null, episode_ended_on: null,
    };
    expect(await of('placement')).toEqual([
      {
        ...placement, record_key: 'PlCmt1A0X5', started_on: '2025-02-01', ended_on: '2025-06-01', end_reason_code: 1431,
        end_reason_display: 'Child Ran Away from Placement',
      },
      { ...placement, record_key: 'PlCmt2A0X5', started_on: '2025-06-20', ended_on: null, end_reason_code: null, end_reason_display: null },
    ]);
    expect(await of('absence')).toEqual([
      { record_key: '1', kind: 'RAN_AWAY', started_on: '2025-06-01', ended_on: '2025-06-20', derived_from: 'PLACEMENT_END' },
      { record_key: '2', kind: 'UNEXPLAINED', started_on: '2025-07-01', ended_on: null, derived_from: 'GRID_ROW' },
    ]);
  });

  it('has the services it received, and none in which it was the reporter', async () => {
    expect(await of('service_record')).toEqual([{
      record_key: 'DL_SVC_T:DlSvc1A0X5', category: expect.any(String), kind: 'CONTACT', service_code: 1745, service_display: expect.any(String),
      service_text: null, status: 'COMPLETED', method_code: 408, method_display: expect.any(String), started_on: '2025-03-01', ended_on: null,
      requested_on: null, priority: null, stands_by_request: false,
      provider_name: 'Ada Quill', system: 'CWS/CMS', regime: 'CHILD_WELFARE', source_agency_id: null, consented_by: 'NOT_APPLICABLE',
      matter: null, link_id: null, same_as: null, told_since: null, public_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      source_updated_at: '2026-01-15T18:00:00.123456+00:00',
    }]);
    expect(await of('service_record', SIBLING)).toEqual([]);
  });

  it('has the workers of its cases and referrals', async () => {
    const worker = {
      staff_key: '0X5', kind: 'PRIMARY', worker_name: 'Ada Quill', worker_phone: '2135550100', worker_email: 'ada.quill@county.example', county: '19',
    };
    expect(await of('assignment')).toEqual([
      { ...worker, record_key: 'AsGnm1A0X5:CsLdTrA0X5', through: 'CASE', through_key: CASE_KEY, started_on: '2025-02-01', ended_on: null },
      { ...worker, record_key: `REFERRAL:${REFERRAL_KEY}`, through: 'REFERRAL', through_key: REFERRAL_KEY, started_on: '2025-01-10', ended_on: '2025-02-01' },
    ]);
  });
});
