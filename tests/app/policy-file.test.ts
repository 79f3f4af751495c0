import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app/config.js';
import { EXIT_CODES, exitCodeOf } from '../../src/app/exit-codes.js';
import { parsePolicyFile, readPolicyFile } from '../../src/app/read-policy-file.js';
import { fixedClock } from '../../src/kernel/clock.js';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { GatewayError } from '../../src/kernel/gateway-error.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-policy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CLOCK = fixedClock(instant('2026-07-01T07:00:00Z'));
const PLACE = { county: '19', today: localDate('2026-07-01') };

const ROW = { id: 'COUNTY.SOGIE', categories: ['SOGIE'], roles: ['PROVIDER'], plain: 'Kept with the county.', authorities: ['WIC_16001_9'] };
const APPROVED = { id: 'COUNTY.SOGIE_APPROVED', categories: ['SOGIE'], roles: ['MENTAL_HEALTH'], by: 'PRIVACY_OFFICER', plain: 'Approved first.', authorities: ['WIC_16001_9'] };
const WHOLE = {
  format: 1, county: '19', edition: '2026-07', effectiveOn: '2026-07-01', counsel: { name: 'Synthetic Counsel', approvedOn: '2026-06-20' },
  settings: { teamOpensGeneralMedical: true }, suspend: ['R-07.CSP.RECORD'], withhold: [ROW], approve: [APPROVED], retention: { accountingYears: 7 },
};

const faultsOf = (file: unknown, place: Parameters<typeof parsePolicyFile>[1] = PLACE): readonly string[] => {
  const parsed = parsePolicyFile(typeof file === 'string' ? file : JSON.stringify(file), place);
  return 'faults' in parsed ? parsed.faults : [];
};

describe('a policy file', () => {
  it('is read whole, with the hash of its bytes', () => {
    const file = path.join(folder, 'whole.json');
    writeFileSync(file, JSON.stringify(WHOLE));
    expect(readPolicyFile(file, PLACE)).toEqual({
      read: {
        file: { ...WHOLE, retention: { accountingYears: 7, part2AccountingYears: 3 } },
        sha256: createHash('sha256').update(JSON.stringify(WHOLE)).digest('hex'),
      },
    });
  });

  it('may leave out everything but what it is', () => {
    const parsed = parsePolicyFile('{"format":1,"county":"19","edition":"1","effectiveOn":"2026-01-01"}', PLACE);
    expect(parsed).toEqual({
      file: {
        format: 1, county: '19', edition: '1', effectiveOn: '2026-01-01', counsel: null, settings: {}, suspend: [], withhold: [], approve: [],
        retention: { accountingYears: 6, part2AccountingYears: 3 },
      },
    });
  });

  it('is valid as its documentation shows it', () => {
    const [, shown] = /```json\n([\s\S]*?)```/.exec(readFileSync(new URL('../../src/policy/counsel/policy-file.md', import.meta.url), 'utf8')) ?? [];
    expect(faultsOf(shown ?? '')).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['an approval by nobody it knows', { approve: [{ ...APPROVED, by: 'SHERIFF' }] }, 'approve[0].by names no approver: SHERIFF'],
    ['an approval of a category that law conceals', { approve: [{ ...APPROVED, categories: ['HIV'] }] },
      'approve[0].categories[0] names a category that law conceals, of which no approval can be asked without telling of it: HIV'],
    ['an approval by the id of a row that withholds', { approve: [{ ...APPROVED, id: ROW.id }] }, 'approve[0].id is the id of another row: COUNTY.SOGIE'],
    ['an approval for some purposes', { approve: [{ ...APPROVED, purposes: ['SERVICES'] }] }, 'approve[0] has members that are not known: purposes'],
    ['another format', { format: 2 }, 'format must be 1, the only format there is'],
    ['no county', { county: '59' }, 'county must be a county number, 01 to 58'],
    ['another county', { county: '37' }, 'county is not the county of this gateway, 19'],
    ['no edition', { edition: '' }, 'edition must be a name of letters, digits, dots and hyphens'],
    ['a day that is none', { effectiveOn: '2026-02-31' }, 'effectiveOn must be a date, yyyy-MM-dd'],
    ['a day to come', { effectiveOn: '2026-07-02' }, 'effectiveOn is not reached'],
    ['a member that is not known', { comment: 'x' }, 'has members that are not known: comment'],
    ['a setting that is not known', { settings: { everythingOpen: true } }, 'settings has members that are not known: everythingOpen'],
    ['a setting that is not a switch', { settings: { teamOpensGeneralMedical: 'on' } }, 'settings.teamOpensGeneralMedical must be true or false'],
    ['a wider reading nobody approved', { counsel: undefined }, 'counsel is needed where a wider reading is chosen: teamOpensGeneralMedical'],
    ['counsel without a name', { counsel: { name: ' ', approvedOn: '2026-06-20' } }, 'counsel.name must not be empty'],
    ['a rule that is not known', { suspend: ['R-99.NONE'] }, 'suspend[0] names no rule: R-99.NONE'],
    ['a rule suspended twice', { suspend: ['C.MH', 'C.MH'] }, 'suspend[1] is named twice: C.MH'],
    ['a denial to suspend', { suspend: ['R-28.SEALED'] }, 'suspend[0] names a rule that permits nothing, and only a permission can be suspended: R-28.SEALED'],
    ['a row without its prefix', { withhold: [{ ...ROW, id: 'R-28.SEALED' }] }, 'withhold[0].id must be COUNTY. and a topic in capitals'],
    ['two rows of one id', { withhold: [ROW, ROW] }, 'withhold[1].id is the id of another row: COUNTY.SOGIE'],
    ['a category that is not known', { withhold: [{ ...ROW, categories: ['C20'] }] }, 'withhold[0].categories[0] names no category: C20'],
    ['no category', { withhold: [{ ...ROW, categories: [] }] }, 'withhold[0].categories must not be empty'],
    ['a role that is not known', { withhold: [{ ...ROW, roles: ['PROVIDER', 'SHELTER'] }] }, 'withhold[0].roles[1] names no role: SHELTER'],
    ['a role named twice', { withhold: [{ ...ROW, roles: ['PROVIDER', 'PROVIDER'] }] }, 'withhold[0].roles[1] is named twice: PROVIDER'],
    ['a purpose that is not known', { withhold: [{ ...ROW, purposes: ['TREAT'] }] }, 'withhold[0].purposes[0] names no purpose: TREAT'],
    ['a regime that is not known', { withhold: [{ ...ROW, regimes: ['UNLABELLED'] }] }, 'withhold[0].regimes[0] names no regime: UNLABELLED'],
    ['an authority that is not known', { withhold: [{ ...ROW, authorities: ['WIC_1'] }] }, 'withhold[0].authorities[0] names no authority: WIC_1'],
    ['an effect of its own', { withhold: [{ ...ROW, effect: 'PERMIT' }] }, 'withhold[0] has members that are not known: effect'],
    ['words of several lines', { withhold: [{ ...ROW, plain: 'a\nb' }] }, 'withhold[0].plain must be one line'],
    ['a period shorter than the law\'s', { retention: { part2AccountingYears: 2 } }, 'retention.part2AccountingYears must be at least 3, the period of the law'],
  ])('is refused for %s alone', (_, changes, fault) => {
    expect(faultsOf({ ...WHOLE, ...changes })).toEqual([fault]);
  });

  it('is refused for a member given twice, of which a reader of JSON would take the last', () => {
    const text = JSON.stringify(WHOLE).replace('"roles":', '"roles":["COURT"],"roles":').replace('"county":', '"county":"19","county":');
    expect(faultsOf(text)).toEqual(['county is given twice', 'withhold[0].roles is given twice']);
  });

  it('is refused as a whole when it is no JSON, no object or not there', () => {
    expect(faultsOf('{')).toEqual(['is not JSON']);
    expect(faultsOf([])).toEqual(['must be an object']);
    expect(readPolicyFile(path.join(folder, 'none.json'), PLACE)).toEqual({ faults: ['cannot be read'] });
  });

  it('has every fault named at once, and no text quoted that is not a name', () => {
    const faults = faultsOf({
      format: 0, county: '37', edition: '1', effectiveOn: '2027-01-01', settings: { teamOpensGeneralMedical: true, canary: true },
      suspend: ['the canary sang', 'P.REFUSAL'], withhold: [{ ...ROW, roles: ['a canary'] }, { ...ROW, plain: '' }], 'a canary member': 1,
    });
    expect(faults).toEqual([
      'format must be 1, the only format there is',
      'settings has members that are not known: canary',
      'suspend[0] names no rule: a text that is no name',
      'suspend[1] names a rule that permits nothing, and only a permission can be suspended: P.REFUSAL',
      'withhold[0].roles[0] names no role: a text that is no name',
      'withhold[1].plain must not be empty',
      'has members that are not known: a text that is no name',
      'withhold[1].id is the id of another row: COUNTY.SOGIE',
      'county is not the county of this gateway, 19',
      'effectiveOn is not reached',
      'counsel is needed where a wider reading is chosen: teamOpensGeneralMedical',
    ]);
  });
});

describe('POLICY_FILE', () => {
  const written = (name: string, content: object): string => {
    const file = path.join(folder, name);
    writeFileSync(file, JSON.stringify(content));
    return file;
  };

  it('is part of the configuration, and of the county that is served', () => {
    const POLICY_FILE = written('nineteen.json', WHOLE);
    expect(readConfig({ POLICY_FILE }, folder, CLOCK).policy?.file.edition).toBe('2026-07');
    expect(() => readConfig({ POLICY_FILE, COUNTY: '37' }, folder, CLOCK)).toThrow('POLICY_FILE county is not the county of this gateway, 37.');
    expect(readConfig({ POLICY_FILE: written('thirty-seven.json', { ...WHOLE, county: '37' }), COUNTY: '37' }, folder, CLOCK).policy?.file.county).toBe('37');
  });

  it('keeps the server from starting, with all its faults beside those of the variables, as a fault of configuration', () => {
    const POLICY_FILE = written('faulty.json', { ...WHOLE, suspend: ['R-99.NONE'], withhold: [{ ...ROW, roles: ['SHELTER'], categories: ['C20'] }] });
    let fault: GatewayError | undefined;
    try {
      readConfig({ POLICY_FILE, PORT: 'none' }, folder, CLOCK);
    } catch (error) {
      fault = error as GatewayError;
    }
    expect(fault?.message.split('\n')).toEqual([
      'The configuration has faults:',
      '  PORT must be a whole number from 0 to 65535.',
      '  POLICY_FILE suspend[0] names no rule: R-99.NONE.',
      '  POLICY_FILE withhold[0].categories[0] names no category: C20.',
      '  POLICY_FILE withhold[0].roles[0] names no role: SHELTER.',
    ]);
    expect([fault?.details, exitCodeOf(fault)]).toEqual([{ variables: ['PORT', 'POLICY_FILE'] }, EXIT_CODES.config]);
  });

  it('is not in force before its day', () => {
    const POLICY_FILE = written('later.json', WHOLE);
    expect(() => readConfig({ POLICY_FILE }, folder, fixedClock(instant('2026-07-01T06:59:59Z')))).toThrow('POLICY_FILE effectiveOn is not reached.');
  });
});
