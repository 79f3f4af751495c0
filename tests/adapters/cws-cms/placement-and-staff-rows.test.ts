import { describe, expect, it } from 'vitest';
import { assignmentFromAsgnmT } from '../../../adapters/cws-cms/rows/assignment.js';
import { placementEpisodeFromPlcEpst } from '../../../adapters/cws-cms/rows/placement-episode.js';
import { placementHomeFromPlcHmT } from '../../../adapters/cws-cms/rows/placement-home.js';
import { placementFromOHmPlt } from '../../../adapters/cws-cms/rows/placement.js';
import { staffCaseloadFromStfcsldt } from '../../../adapters/cws-cms/rows/staff-caseload.js';
import { staffPersonFromStfperst } from '../../../adapters/cws-cms/rows/staff-person.js';
import { SOURCES, rowOf } from './rows-of.js';

describe('placements', () => {
  it('belong to a removal episode of the client', () => {
    const cells = { FKCLIENT_T: 'Abc1234567', THIRD_ID: 'Eps1234567', REMOVAL_DT: '2024-03-01', REMOVAL_TM: '08:30:00', RMV_RSNC: '1614', PLEPS_ENDT: '', AGY_RSPC: '33', GVR_ENTC: '1086' };
    expect(placementEpisodeFromPlcEpst(rowOf('PLC_EPST', cells), SOURCES)).toMatchObject({
      noun: 'placementEpisode', key: 'Abc1234567:Eps1234567', clientKey: 'Abc1234567', parentKey: null, flags: [],
      record: {
        clientKey: 'Abc1234567', episodeKey: 'Eps1234567', removedOn: '2024-03-01', removedTime: '08:30:00', removalReason: { code: 1614, display: 'Exploitation' },
        endedOn: null, responsibleAgency: { code: 33, display: 'County Probation Department' }, county: '19',
      },
    });
  });

  it('join client, episode and home', () => {
    const cells = { IDENTIFIER: 'Plc1234567', FKPLC_EPST: 'Abc1234567', FKPLC_EPS0: 'Eps1234567', FKPLC_HM_T: 'Hom1234567', START_DT: '2024-03-02', END_DT: '2024-05-06', PLCG_RNC: '1431' };
    expect(placementFromOHmPlt(rowOf('O_HM_PLT', cells), SOURCES)).toMatchObject({
      noun: 'placement', key: 'Plc1234567', clientKey: 'Abc1234567', parentKey: 'Hom1234567', flags: [],
      record: {
        clientKey: 'Abc1234567', episodeKey: 'Eps1234567', homeKey: 'Hom1234567', startedOn: '2024-03-02', endedOn: '2024-05-06',
        endReason: { code: 1431, display: 'Child Ran Away from Placement' },
      },
    });
  });

  it.each([['N', false, []], ['Y', true, []], ['?', true, ['UNKNOWN_INDICATOR']]])('are in a home whose address is confidential by "%s": %s', (letter, addressConfidential, flags) => {
    const cells = {
      IDENTIFIER: 'Hom1234567', FACLTY_NM: 'Example Home', PLC_FCLC: '1417', STREET_NO: '200', STREET_NM: 'Sample Way', CITY_NM: 'Sampleton', PRM_TEL_NO: '2135550102',
      GVR_ENTC: '1086', CONF_EFIND: letter,
    };
    expect(placementHomeFromPlcHmT(rowOf('PLC_HM_T', cells), SOURCES)).toMatchObject({
      noun: 'placementHome', key: 'Hom1234567', clientKey: null, parentKey: null, flags,
      record: {
        homeKey: 'Hom1234567', facilityName: 'Example Home', facilityType: { code: 1417, display: 'Group Home' }, street: '200 Sample Way', city: 'Sampleton',
        phone: '2135550102', county: '19', addressConfidential,
      },
    });
  });
});

describe('assignments', () => {
  it.each([['C', 'CASE', 'P', 'PRIMARY'], ['R', 'REFERRAL', 'S', 'SECONDARY'], ['C', 'CASE', 'R', 'READ_ONLY']])('go through "%s", a %s, as "%s", %s', (established, through, letter, kind) => {
    const cells = {
      IDENTIFIER: 'Asg1234567', ESTBLSH_ID: 'Cas1234567', ESTBLSH_CD: established, ASGNMNT_CD: letter, FKCASE_LDT: 'Lod1234567', CNTY_SPFCD: '19', START_DT: '2025-01-01', END_DT: '',
    };
    expect(assignmentFromAsgnmT(rowOf('ASGNM_T', cells), SOURCES)).toMatchObject({
      noun: 'assignment', key: 'Asg1234567', clientKey: null, parentKey: 'Cas1234567', flags: [],
      record: { through, throughKey: 'Cas1234567', kind, caseloadKey: 'Lod1234567', county: '19', startedOn: '2025-01-01', endedOn: null },
    });
  });

  it('reach a worker through a caseload', () => {
    const cells = { THIRD_ID: 'Stc1234567', FKCASE_LDT: 'Lod1234567', FKSTFPERST: '0X5       ', START_DT: '2025-01-01', END_DT: '', CNTY_SPFCD: '19' };
    expect(staffCaseloadFromStfcsldt(rowOf('STFCSLDT', cells), SOURCES)).toMatchObject({
      noun: 'staffCaseload', key: 'Stc1234567', clientKey: null, parentKey: '0X5', flags: [],
      record: { caseloadKey: 'Lod1234567', staffKey: '0X5', startedOn: '2025-01-01', endedOn: null },
    });
  });

  it('are carried by a worker of a county', () => {
    const cells = { IDENTIFIER: '0X5', FIRST_NM: 'Willa', LAST_NM: 'Sample', PHONE_NO: '2135550103', EMAIL_ADDR: 'willa@example.org', CNTY_SPFCD: '77', START_DT: '2015-01-01', END_DT: '' };
    expect(staffPersonFromStfperst(rowOf('STFPERST', cells), SOURCES)).toMatchObject({
      noun: 'staffPerson', key: '0X5', clientKey: null, parentKey: null, flags: ['UNKNOWN_CODE'],
      record: { staffKey: '0X5', firstName: 'Willa', lastName: 'Sample', phone: '2135550103', email: 'willa@example.org', county: null, startedOn: '2015-01-01', endedOn: null },
    });
  });
});
