import { describe, expect, it } from 'vitest';
import { allegationDetailFromIjhmDet } from '../../../adapters/cws-cms/rows/allegation-detail.js';
import { allegationFromAllgtnT } from '../../../adapters/cws-cms/rows/allegation.js';
import { childWelfareCaseFromCaseT } from '../../../adapters/cws-cms/rows/child-welfare-case.js';
import { referralClientFromRefrClt } from '../../../adapters/cws-cms/rows/referral-client.js';
import { referralFromReferlT } from '../../../adapters/cws-cms/rows/referral.js';
import { reporterFromReptrT } from '../../../adapters/cws-cms/rows/reporter.js';
import { SOURCES, rowOf } from './rows-of.js';

const REFERRAL = {
  IDENTIFIER: 'Ref1234567', REF_RCV_DT: '2025-10-01', REF_RCV_TM: '14.05.09', REFCLSR_DT: '', RFR_RSPC: '1520', CMM_MTHC: '409', APV_STC: '122',
  GVR_ENTC: '0', CNTY_SPFCD: '19', LMT_ACSSCD: 'N', RSP_AGY_CD: 'C', FKSTFPERST: '0X5',
};

describe('referralFromReferlT', () => {
  const referral = (cells: Record<string, string>) => referralFromReferlT(rowOf('REFERL_T', { ...REFERRAL, ...cells }), SOURCES);

  it('makes a referral; its county is CNTY_SPFCD where GVR_ENTC says none', () => {
    expect(referral({})).toMatchObject({
      noun: 'referral', key: 'Ref1234567', clientKey: null, parentKey: null, flags: [],
      record: {
        referralKey: 'Ref1234567', receivedOn: '2025-10-01', receivedTime: '14:05:09', closedOn: null, response: { code: 1520, display: 'Immediate' },
        method: { code: 409, display: 'Telephone' }, approval: { code: 122, display: 'Approved' }, county: '19', limitedAccess: 'N', responsibleAgency: 'C', staffKey: '0X5',
      },
    });
    expect(referral({ GVR_ENTC: '1101' })).toMatchObject({ record: { county: '34' } });
  });

  it.each([['S', 'S', []], ['R', 'R', []], [' ', 'N', []], ['Y', 'R', ['UNKNOWN_INDICATOR']]])('reads limited access "%s" as %s', (letter, limitedAccess, flags) => {
    expect(referral({ LMT_ACSSCD: letter })).toMatchObject({ record: { limitedAccess }, flags });
  });
});

describe('what hangs off a referral', () => {
  it('is a client\'s part', () => {
    expect(referralClientFromRefrClt(rowOf('REFR_CLT', { FKREFERL_T: 'Ref1234567', FKCLIENT_T: 'Abc1234567', DISPSTN_CD: 'I', RCL_DISPDT: '2025-10-20' }), SOURCES)).toMatchObject({
      noun: 'referralClient', key: 'Ref1234567:Abc1234567', clientKey: 'Abc1234567', parentKey: 'Ref1234567', flags: [],
      record: { referralKey: 'Ref1234567', clientKey: 'Abc1234567', disposition: 'I', dispositionOn: '2025-10-20' },
    });
  });

  it.each([['Y', true, []], ['N', false, []], [' ', false, []], ['X', false, ['UNKNOWN_INDICATOR']]])('is its reporter, whose waiver "%s" is %s', (letter, waived, flags) => {
    const cells = { FKREFERL_T: 'Ref1234567', RPTR_FSTNM: 'Rita', RPTR_LSTNM: 'Sample', RPTR_EMPNM: 'Example School', PRM_TEL_NO: '2135550101', MNRPTR_IND: 'Y', CNFWVR_IND: letter };
    expect(reporterFromReptrT(rowOf('REPTR_T', cells), SOURCES)).toMatchObject({
      noun: 'reporter', key: 'Ref1234567', clientKey: null, parentKey: 'Ref1234567', flags,
      record: {
        referralKey: 'Ref1234567', firstName: 'Rita', lastName: 'Sample', employer: 'Example School', phone: '2135550101', mandated: true, confidentialityWaived: waived,
      },
    });
  });

  it('is an allegation, whose client is the victim', () => {
    const cells = {
      IDENTIFIER: 'Alg1234567', ALG_TPC: '2177', ALG_DSPC: '0', DISPSN_DT: '', FKCLIENT_T: 'Abc1234567', FKCLIENT_0: '          ', FKREFERL_T: 'Ref1234567',
      ABUSE_STDT: '2025-09-01', ABUSE_ENDT: '', LOC_DSC: 'Somewhere', DISPSN_DSC: ' '.repeat(254),
    };
    expect(allegationFromAllgtnT(rowOf('ALLGTN_T', cells), SOURCES)).toMatchObject({
      noun: 'allegation', key: 'Alg1234567', clientKey: 'Abc1234567', parentKey: 'Ref1234567', flags: [],
      record: {
        allegationKey: 'Alg1234567', referralKey: 'Ref1234567', clientKey: 'Abc1234567', perpetratorKey: null, type: { code: 2177, display: 'Exploitation' },
        disposition: null, dispositionOn: null, abuseStartedOn: '2025-09-01', abuseEndedOn: null, locationNarrative: 'Somewhere', dispositionNarrative: null,
      },
    });
  });

  it.each([['6873', 'Commercial Sexual Exploitation'], ['6874', 'Fail/Unable to Protect from CSE']])('is the sub-type %s of an allegation', (type, display) => {
    expect(allegationDetailFromIjhmDet(rowOf('IJHM_DET', { THIRD_ID: 'Det1234567', FKALLGTN_T: 'Alg1234567', INJR_HMC: type }), SOURCES)).toMatchObject({
      noun: 'allegationDetail', key: 'Alg1234567:Det1234567', clientKey: null, parentKey: 'Alg1234567', flags: [],
      record: { allegationKey: 'Alg1234567', subtype: { code: Number(type), display } },
    });
  });
});

describe('childWelfareCaseFromCaseT', () => {
  it('makes the case of its focus child', () => {
    const cells = {
      IDENTIFIER: 'Cas1234567', FKCHLD_CLT: 'Abc1234567', FKREFERL_T: 'Ref1234567', START_DT: '2024-01-01', END_DT: '2026-12-31', CLS_RSNC: '310', SRV_CMPC: '1694',
      GVR_ENTC: '1086', CNTY_SPFCD: '19', RSP_AGY_CD: 'P', LMT_ACSSCD: 'S', FKSTFPERST: '0X5',
    };
    expect(childWelfareCaseFromCaseT(rowOf('CASE_T', cells), SOURCES)).toMatchObject({
      noun: 'childWelfareCase', key: 'Cas1234567', clientKey: 'Abc1234567', parentKey: null, flags: ['END_IN_FUTURE'],
      record: {
        caseKey: 'Cas1234567', clientKey: 'Abc1234567', referralKey: 'Ref1234567', startedOn: '2024-01-01', endedOn: '2026-12-31',
        closeReason: { code: 310, display: 'Child Runaway' }, serviceComponent: { code: 1694, display: 'Family Reunification' }, county: '19', responsibleAgency: 'P',
        limitedAccess: 'S', staffKey: '0X5',
      },
    });
  });
});
