import { describe, expect, it } from 'vitest';
import { specialProjectCaseFromSprjCst } from '../../../adapters/cws-cms/rows/special-project-case.js';
import { specialProjectReferralFromSprjRft } from '../../../adapters/cws-cms/rows/special-project-referral.js';
import { specialProjectFromSpcPrjt } from '../../../adapters/cws-cms/rows/special-project.js';
import { systemCodeFromSysCdC } from '../../../adapters/cws-cms/rows/system-code.js';
import { SOURCES, UPDATED_AT, rowOf } from './rows-of.js';

const PROJECTS = { historical: [{ name: 'Example CSEC Old Code', gridType: 6867 }] };

const project = (name: string) => specialProjectFromSpcPrjt(
  rowOf('SPC_PRJT', { IDENTIFIER: 'Prj1234567', PROJECT_NM: name, GVR_ENTC: '1086', START_DT: '2016-09-01', END_DT: '2027-01-01' }),
  { ...SOURCES, projects: PROJECTS },
);

describe('specialProjectFromSpcPrjt', () => {
  it('knows the state-defined project by its exact name', () => {
    expect(project('S-CSEC Referral               ')).toEqual({
      op: 'upsert', noun: 'specialProject', table: 'SPC_PRJT', key: 'Prj1234567', clientKey: null, parentKey: null, updatedAt: UPDATED_AT, flags: [],
      record: {
        projectKey: 'Prj1234567', name: 'S-CSEC Referral', programme: 'CSEC_REFERRAL', impliedGridType: null, county: '19',
        startedOn: '2016-09-01', endedOn: '2027-01-01',
      },
    });
  });

  it('knows a historical project from the county\'s configuration', () => {
    expect(project('Example CSEC Old Code')).toMatchObject({ flags: ['HISTORICAL_PROJECT'], record: { programme: 'CSEC_HISTORICAL', impliedGridType: 6867 } });
  });

  it.each(['s-csec referral', 'S-CSEC REFERRAL', ' S-CSEC Referral', 'S-CSEC Referral 2', 'S-Safely Surrendered Baby', 'example csec old code'])(
    'takes "%s" for another project', (name) => {
      expect(project(name)).toMatchObject({ flags: [], record: { name, programme: 'OTHER', impliedGridType: null } });
    },
  );

  it('has no historical project by default', () => {
    expect(SOURCES.projects.historical).toEqual([]);
  });
});

describe('a part in a special project', () => {
  const PART = { THIRD_ID: 'Par1234567', FKSPC_PRJT: 'Prj1234567', CNTY_SPFCD: '19', PART_STRDT: '2024-02-01', PART_ENDT: '' };

  it('is a referral\'s', () => {
    expect(specialProjectReferralFromSprjRft(rowOf('SPRJ_RFT', { ...PART, FKREFERL_T: 'Ref1234567' }), SOURCES)).toMatchObject({
      noun: 'specialProjectReferral', key: 'Par1234567', clientKey: null, parentKey: 'Ref1234567', flags: [],
      record: { projectKey: 'Prj1234567', referralKey: 'Ref1234567', startedOn: '2024-02-01', endedOn: null },
    });
  });

  it('is a case\'s', () => {
    expect(specialProjectCaseFromSprjCst(rowOf('SPRJ_CST', { ...PART, FKCASE_T: 'Cas1234567', PART_ENDT: '2024-01-01' }), SOURCES)).toMatchObject({
      noun: 'specialProjectCase', key: 'Par1234567', clientKey: null, parentKey: 'Cas1234567', flags: ['END_BEFORE_START'],
      record: { projectKey: 'Prj1234567', caseKey: 'Cas1234567', startedOn: '2024-02-01', endedOn: '2024-01-01' },
    });
  });
});

describe('systemCodeFromSysCdC', () => {
  it('keeps an inactive code with its parent', () => {
    const cells = { SYS_ID: '861', FKS_META_T: 'INJR_HMC', SHORT_DSC: 'Selling/Offering to Sell Child', LGC_ID: '0047', INACTV_IND: 'Y', CATEGORYID: '2177', OTHER_CD: ' ', LONG_DSC: ' ' };
    expect(systemCodeFromSysCdC(rowOf('SYS_CD_C', cells), SOURCES)).toMatchObject({
      noun: 'systemCode', key: '861', clientKey: null, parentKey: null, flags: [],
      record: {
        code: 861, metaTable: 'INJR_HMC', shortDescription: 'Selling/Offering to Sell Child', logicalId: '0047', inactive: true, parentCode: 2177,
        otherCode: null, longDescription: null,
      },
    });
  });
});
