import { describe, expect, it } from 'vitest';
import { addressFromAddrsT } from '../../../adapters/cws-cms/rows/address.js';
import { childClientFromChldClt } from '../../../adapters/cws-cms/rows/child-client.js';
import { clientAddressFromClAddrt } from '../../../adapters/cws-cms/rows/client-address.js';
import { clientFromClientT } from '../../../adapters/cws-cms/rows/client.js';
import { otherIdentifierFromNcwsnoT } from '../../../adapters/cws-cms/rows/other-identifier.js';
import { otherNameFromOclNmT } from '../../../adapters/cws-cms/rows/other-name.js';
import { SOURCES, UPDATED_AT, rowOf } from './rows-of.js';

const CLIENT = {
  IDENTIFIER: 'Abc1234567', COM_FST_NM: 'Testina             ', COM_MID_NM: '                    ', COM_LST_NM: 'Probe                    ',
  SUFX_TLDSC: '    ', NAME_TPC: '1313', BIRTH_DT: '2010-04-05', EST_DOB_CD: 'N', DEATH_DT: '', GENDER_CD: 'F', SS_NO: '900000000',
  P_ETHNCTYC: '839', P_LANG_TPC: '1253', S_LANG_TC: '0', SENSTV_IND: 'N', SNTV_HLIND: 'N', CONF_EFIND: 'N', CONF_ACTDT: '',
  CHLD_CLT_B: 'Y', CREATN_DT: '2020-01-02',
};

const client = (cells: Record<string, string>) => clientFromClientT(rowOf('CLIENT_T', { ...CLIENT, ...cells }), SOURCES);

describe('clientFromClientT', () => {
  it('makes a client without the blanks, and without the social security number', () => {
    expect(client({})).toEqual({
      op: 'upsert', noun: 'client', table: 'CLIENT_T', key: 'Abc1234567', clientKey: 'Abc1234567', parentKey: null, updatedAt: UPDATED_AT, flags: [],
      record: {
        clientKey: 'Abc1234567', firstName: 'Testina', middleName: null, lastName: 'Probe', nameSuffix: null,
        nameKind: { code: 1313, display: 'Legal' }, bornOn: '2010-04-05', birthDateEstimated: false, diedOn: null, sex: 'F',
        ethnicity: { code: 839, display: 'White*' }, primaryLanguage: { code: 1253, display: 'English' }, secondaryLanguage: null,
        sexualOrientation: null, genderIdentity: null, genderExpression: null, sensitivity: 'N', healthSensitive: false,
        addressConfidential: false, addressConfidentialOn: null, isChild: true, createdOn: '2020-01-02',
      },
    });
  });

  it.each(['NULL', '[NULL]', 'null', '', '                    '])('reads a name of "%s" as none', (text) => {
    expect(client({ COM_FST_NM: text })).toMatchObject({ record: { firstName: null }, flags: [] });
  });

  it('reads a token as a name where the county says it is none', () => {
    const sources = { ...SOURCES, nullTokens: new Set(['\\N']) };
    const outcome = clientFromClientT(rowOf('CLIENT_T', { ...CLIENT, COM_LST_NM: 'Null', COM_MID_NM: '\\N' }), sources);
    expect(outcome).toMatchObject({ record: { lastName: 'Null', middleName: null } });
  });

  it.each([['N', 'N', []], ['S', 'S', []], ['R', 'R', []], [' ', 'N', []], ['NULL', 'N', []], ['Q', 'R', ['UNKNOWN_INDICATOR']], ['s', 'R', ['UNKNOWN_INDICATOR']]])(
    'reads the sensitivity "%s" as %s', (letter, sensitivity, flags) => {
      expect(client({ SENSTV_IND: letter })).toMatchObject({ record: { sensitivity }, flags });
    },
  );

  it.each([['Y', true, []], ['N', false, []], [' ', false, []], ['X', true, ['UNKNOWN_INDICATOR']]])(
    'reads Safe at Home "%s" as %s', (letter, addressConfidential, flags) => {
      expect(client({ CONF_EFIND: letter })).toMatchObject({ record: { addressConfidential }, flags });
    },
  );

  it.each([
    ['a birth ahead', { BIRTH_DT: '2026-03-02' }, ['BIRTH_IN_FUTURE']],
    ['an unknown language', { P_LANG_TPC: '7999' }, ['UNKNOWN_CODE']],
    ['an unknown letter of sex', { GENDER_CD: 'Z' }, ['UNKNOWN_INDICATOR']],
    ['a birth that carries a time', { BIRTH_DT: '2010-04-05 00:00:00' }, ['TIME_IN_DATE']],
  ])('keeps and flags %s', (_, cells, flags) => {
    expect(client(cells)).toMatchObject({ flags });
  });

  it('keeps an unknown code as its raw id', () => {
    expect(client({ P_LANG_TPC: '7999', CLNT_SOC: '7066' })).toMatchObject({
      record: { primaryLanguage: { code: 7999, display: null }, sexualOrientation: { code: 7066, display: null } }, flags: ['UNKNOWN_CODE'],
    });
  });

  it('keeps two clients apart whose keys differ in case only', () => {
    expect([client({ IDENTIFIER: 'abc1234567' }), client({})]).toMatchObject([{ key: 'abc1234567' }, { key: 'Abc1234567' }]);
  });
});

describe('childClientFromChldClt', () => {
  it.each([['A', 'RAN_AWAY'], ['P', 'RAN_AWAY'], ['B', 'ABDUCTED'], ['D', 'ABDUCTED'], ['N', null], [' ', null]])('reads AWOL_AB_CD "%s" as %s', (letter, away) => {
    expect(childClientFromChldClt(rowOf('CHLD_CLT', { FKCLIENT_T: 'Abc1234567', CURNT_CSID: 'Cas1234567', AWOL_AB_CD: letter, MNRMOM_IND: 'Y' }), SOURCES)).toEqual({
      op: 'upsert', noun: 'childClient', table: 'CHLD_CLT', key: 'Abc1234567', clientKey: 'Abc1234567', parentKey: null, updatedAt: UPDATED_AT, flags: [],
      record: { clientKey: 'Abc1234567', currentCaseKey: 'Cas1234567', away, minorParent: true },
    });
  });
});

describe('what hangs off a client', () => {
  it('is another name', () => {
    expect(otherNameFromOclNmT(rowOf('OCL_NM_T', { THIRD_ID: 'Nam1234567', FKCLIENT_T: 'Abc1234567', FIRST_NM: 'Tess', LAST_NM: 'Probe', NAME_TPC: '1311' }), SOURCES)).toMatchObject({
      noun: 'otherName', key: 'Abc1234567:Nam1234567', clientKey: 'Abc1234567', parentKey: null, flags: [],
      record: { clientKey: 'Abc1234567', firstName: 'Tess', middleName: null, lastName: 'Probe', kind: { code: 1311, display: 'AKA' } },
    });
  });

  it('is an id in another system', () => {
    expect(otherIdentifierFromNcwsnoT(rowOf('NCWSNO_T', { THIRD_ID: 'Num1234567', FKCLIENT_T: 'Abc1234567', OTH_ID_C: '6274', OTHER_CLID: '0012345   ' }), SOURCES)).toMatchObject({
      noun: 'otherIdentifier', key: 'Abc1234567:Num1234567', clientKey: 'Abc1234567', flags: [],
      record: { clientKey: 'Abc1234567', system: { code: 6274, display: 'Pupil Identification Number' }, value: '0012345', category: 'EDUCATION' },
    });
  });

  it.each([
    ['1327', 'THIRD_PARTY'], ['1328', 'JUVENILE_JUSTICE'], ['1329', 'CASE_FACTS'], ['1330', 'JUVENILE_JUSTICE'], ['1331', 'GENERAL_MEDICAL'], ['1332', 'GENERAL_MEDICAL'],
    ['1333', 'CASE_FACTS'], ['1334', 'JUVENILE_JUSTICE'], ['1335', 'DEVELOPMENTAL_DISABILITY'], ['6139', 'MENTAL_HEALTH'], ['7999', null],
  ])('G7: is an id in system %s under %s; in a system that is not known, under nothing', (system, category) => {
    const cells = { THIRD_ID: 'Num1234567', FKCLIENT_T: 'Abc1234567', OTH_ID_C: system, OTHER_CLID: '0012345   ' };
    expect(otherIdentifierFromNcwsnoT(rowOf('NCWSNO_T', cells), SOURCES)).toMatchObject({ record: { category } });
  });

  it('is the use of an address, which is its parent', () => {
    const cells = { IDENTIFIER: 'Use1234567', FKCLIENT_T: 'Abc1234567', FKADDRS_T: 'Adr1234567', ADDR_TPC: '32', EFF_STRTDT: '2025-02-01', EFF_END_DT: '2025-01-01', HOMLES_IND: 'N' };
    expect(clientAddressFromClAddrt(rowOf('CL_ADDRT', cells), SOURCES)).toMatchObject({
      noun: 'clientAddress', key: 'Use1234567', clientKey: 'Abc1234567', parentKey: 'Adr1234567', flags: ['END_BEFORE_START'],
      record: {
        clientKey: 'Abc1234567', addressKey: 'Adr1234567', kind: { code: 32, display: 'Residence' }, startedOn: '2025-02-01', endedOn: '2025-01-01', homeless: false,
      },
    });
  });
});

describe('addressFromAddrsT', () => {
  const ADDRESS = {
    IDENTIFIER: 'Adr1234567', STREET_NO: '100', STREET_NM: 'Example', ST_SFX_C: '1989', UNT_DSGC: '2066', UNIT_NO: '4B', CITY_NM: 'Sampleton',
    STATE_C: '1828', ZIP_NO: '2139', GVR_ENTC: '1086', PRM_TEL_NO: '2135550100',
  };
  const address = (cells: Record<string, string>) => addressFromAddrsT(rowOf('ADDRS_T', { ...ADDRESS, ...cells }), SOURCES);

  it('puts the street into one line and restores the ZIP', () => {
    expect(address({ ST_SFX_C: '1885' })).toMatchObject({
      noun: 'address', key: 'Adr1234567', clientKey: null, parentKey: null, flags: [],
      record: {
        addressKey: 'Adr1234567', street: '100 Example Avenue', unit: 'APT 4B', city: 'Sampleton', state: 'CA', zip: '02139', county: '19', phone: '2135550100',
      },
    });
  });

  it('has nothing where zeros and blanks stand', () => {
    expect(address({ STREET_NO: ' ', STREET_NM: ' ', ST_SFX_C: '0', UNT_DSGC: '0', UNIT_NO: ' ', CITY_NM: ' ', STATE_C: '0', ZIP_NO: '0', GVR_ENTC: '0', PRM_TEL_NO: '0' })).toMatchObject({
      flags: [], record: { addressKey: 'Adr1234567', street: null, unit: null, city: null, state: null, zip: null, county: null, phone: null },
    });
  });

  it('flags a state and a county that no table knows', () => {
    expect(address({ ST_SFX_C: '0', STATE_C: '1', GVR_ENTC: '5530' })).toMatchObject({ flags: ['UNKNOWN_CODE'], record: { state: null, county: null } });
  });
});
