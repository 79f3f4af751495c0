import { describe, expect, it } from 'vitest';
import { codeTablesOf } from '../../../adapters/cws-cms/codes/code-tables.js';
import { deliveredServiceFromDlSvcT } from '../../../adapters/cws-cms/rows/delivered-service.js';
import { serviceParticipantFromIdvSvct } from '../../../adapters/cws-cms/rows/service-participant.js';
import { SOURCES, rowOf } from './rows-of.js';

const SERVICE = {
  IDENTIFIER: 'Svc1234567', START_DT: '2025-06-01', END_DT: '', CNT_VST_CD: 'N', STATUS_CD: 'C', SVC_CNTC: '1776', CMM_MTHC: '408', CNT_LOC: '417',
  PROVD_BYCD: 'S', PROVD_BYID: '0X5       ', DETAIL_TXT: 'Txt1234567', FKDL_SVC_T: '', CNTY_SPFCD: '19',
};

const service = (cells: Record<string, string>, sources = SOURCES) => deliveredServiceFromDlSvcT(rowOf('DL_SVC_T', { ...SERVICE, ...cells }), sources);

describe('deliveredServiceFromDlSvcT', () => {
  it('makes a service without its narrative', () => {
    expect(service({})).toMatchObject({
      noun: 'deliveredService', key: 'Svc1234567', clientKey: null, parentKey: null, flags: [],
      record: {
        serviceKey: 'Svc1234567', parentServiceKey: null, kind: 'SERVICE', status: 'COMPLETED', service: { code: 1776, display: 'General Counseling' },
        method: { code: 408, display: 'In-Person' }, location: { code: 417, display: 'Home' }, startedOn: '2025-06-01', endedOn: null, providedBy: 'STAFF',
        providerKey: '0X5', county: '19', category: 'MENTAL_HEALTH', regime: 'CHILD_WELFARE',
      },
    });
    expect(JSON.stringify(service({}))).not.toContain('Txt1234567');
  });

  it.each([
    ['1747', 'S', 'MENTAL_HEALTH', 'CHILD_WELFARE'],
    ['2670', 'V', 'MENTAL_HEALTH', 'CHILD_WELFARE'],
    ['1776', ' ', 'MENTAL_HEALTH', 'CHILD_WELFARE'],
    ['1784', 'V', 'MENTAL_HEALTH', 'CHILD_WELFARE'],
    ['6255', 'S', 'MENTAL_HEALTH', 'CHILD_WELFARE'],
    ['5791', 'V', 'GENERAL_MEDICAL', 'CHILD_WELFARE'],
    ['3237', 'V', 'GENERAL_MEDICAL', 'CHILD_WELFARE'],
    ['5818', 'S', 'SUBSTANCE_USE_OTHER', 'CHILD_WELFARE'],
    ['1774', 'S', 'SUBSTANCE_USE_OTHER', 'CHILD_WELFARE'],
    ['1774', 'V', 'SUBSTANCE_USE_PART2', 'PART2'],
    ['5820', ' ', 'SUBSTANCE_USE_PART2', 'PART2'],
    ['5818', 'O', 'SUBSTANCE_USE_PART2', 'PART2'],
    ['5818', 'X', 'SUBSTANCE_USE_PART2', 'PART2'],
    ['1785', 'V', 'SUBSTANCE_USE_PART2', 'PART2'],
    ['6254', 'S', 'SUBSTANCE_USE_OTHER', 'CHILD_WELFARE'],
    ['1762', 'S', 'CASE_FACTS', 'CHILD_WELFARE'],
    ['433', 'S', 'CASE_FACTS', 'CHILD_WELFARE'],
    ['0', 'V', 'CASE_FACTS', 'CHILD_WELFARE'],
    ['7999', 'S', 'SUBSTANCE_USE_PART2', 'UNLABELLED'],
  ])('holds service %s provided by "%s" to %s under %s', (code, provider, category, regime) => {
    expect(service({ SVC_CNTC: code, PROVD_BYCD: provider })).toMatchObject({ record: { category, regime } });
  });

  it.each([
    ['1748', 'EDUCATION'], ['5795', 'EDUCATION'], ['5796', 'EDUCATION'], ['6249', 'EDUCATION'], ['1746', 'GENERAL_MEDICAL'],
  ])('G7: holds service %s to %s', (code, category) => {
    expect(service({ SVC_CNTC: code })).toMatchObject({ record: { category, regime: 'CHILD_WELFARE' } });
  });

  it.each([
    [6676, 'EDUCATION'], [6675, 'EDUCATION'], [6682, 'EDUCATION'], [6684, 'EDUCATION'], [6691, 'EDUCATION'], [6693, 'EDUCATION'], [1794, 'EDUCATION'],
    [5805, 'EDUCATION'], [1792, 'DEVELOPMENTAL_DISABILITY'], [1782, 'GENERAL_MEDICAL'], [5806, 'GENERAL_MEDICAL'], [6387, 'GENERAL_MEDICAL'],
    [6394, 'REPRODUCTIVE_HEALTH'], [6245, 'ADOPTION'], [6260, 'ADOPTION'],
  ])('G7: holds service %i to %s though only the county\'s table knows it, without its family', (code, category) => {
    const codes = codeTablesOf([{
      code, metaTable: 'SRVC_TPC', shortDescription: 'A service', logicalId: '0300', inactive: false, parentCode: null, otherCode: null, longDescription: null,
    }]);
    expect(service({ SVC_CNTC: String(code) }, { ...SOURCES, codes })).toMatchObject({ record: { category, regime: 'CHILD_WELFARE' } });
  });

  it('takes the family of a code issued later from the county\'s table', () => {
    const codes = codeTablesOf([{
      code: 7100, metaTable: 'SRVC_TPC', shortDescription: 'Group Session', logicalId: '0300', inactive: false, parentCode: 5818, otherCode: null, longDescription: null,
    }]);
    expect(service({ SVC_CNTC: '7100', PROVD_BYCD: 'V' }, { ...SOURCES, codes })).toMatchObject({
      flags: [], record: { service: { code: 7100, display: 'Group Session' }, category: 'SUBSTANCE_USE_PART2', regime: 'PART2' },
    });
  });

  it('flags a service whose code no table knows and keeps its raw id', () => {
    expect(service({ SVC_CNTC: '7999' })).toMatchObject({ flags: ['UNKNOWN_CODE'], record: { service: { code: 7999, display: null } } });
  });

  it.each([
    ['S', '2026-04-01', []],
    ['C', '2026-04-01', ['START_IN_FUTURE']],
    ['A', '2026-04-01', ['START_IN_FUTURE']],
    ['Q', '2025-06-01', ['UNKNOWN_INDICATOR']],
  ])('of status "%s" on %s is flagged %j', (status, startedOn, flags) => {
    expect(service({ STATUS_CD: status, START_DT: startedOn })).toMatchObject({ flags });
  });
});

describe('serviceParticipantFromIdvSvct', () => {
  const participant = (letter: string, key: string) => serviceParticipantFromIdvSvct(
    rowOf('IDV_SVCT', { FKDL_SVC_T: 'Svc1234567', DEL_IDV_CD: letter, DEL_IDV_ID: key, START_DT: '2025-06-01', END_DT: '' }), SOURCES,
  );

  it('makes the client a participant of the service', () => {
    expect(participant('C', 'Abc1234567')).toMatchObject({
      noun: 'serviceParticipant', key: 'Svc1234567:C:Abc1234567', clientKey: 'Abc1234567', parentKey: 'Svc1234567', flags: [],
      record: { serviceKey: 'Svc1234567', role: 'CLIENT', participantKey: 'Abc1234567', startedOn: '2025-06-01', endedOn: null },
    });
  });

  it.each([
    ['A', 'ATTORNEY'], ['O', 'COLLATERAL'], ['P', 'SERVICE_PROVIDER'], ['R', 'REPORTER'], ['S', 'SUBSTITUTE_CARE_PROVIDER'], ['T', 'STAFF'], ['U', 'OUT_OF_STATE_PARTY'],
  ])('ties "%s", %s, to no client', (letter, role) => {
    expect(participant(letter, 'Abc1234567')).toMatchObject({ clientKey: null, record: { role } });
  });

  it('knows a worker by the short key', () => {
    expect(participant('T', '0X5       ')).toMatchObject({ key: 'Svc1234567:T:0X5', record: { participantKey: '0X5' } });
  });
});
