import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import { settingsWith } from '../../src/policy/settings.js';
import { agency, asking, consentFor, facts, seat } from './people.js';
import { cellOf, decided, released } from './released.js';

describe('a member of the standing team', () => {
  const health = agency('PUBLIC_HEALTH');
  const about = facts({ seats: [seat(health)] });
  const EXCHANGED = [
    'C01 CHILD_WELFARE FULL by TEAM', 'C02 CHILD_WELFARE MINIMUM by TEAM', 'C04 CHILD_WELFARE FULL by TEAM', 'C04 COURT FULL by TEAM',
    'C05 CHILD_WELFARE FULL by TEAM', 'C06 CHILD_WELFARE FULL by TEAM', 'C06 LAW_ENFORCEMENT FULL by TEAM',
    'C08 CHILD_WELFARE FULL by TEAM', 'C08 LAW_ENFORCEMENT FULL by TEAM', 'C09 LPS FULL by TEAM', 'C12 CHILD_WELFARE FULL by TEAM',
    'C16 CHILD_WELFARE FULL by TEAM', 'C22 CHILD_WELFARE FULL by TEAM', 'C22 LAW_ENFORCEMENT FULL by TEAM', 'C22 COURT FULL by TEAM',
    'C26 CHILD_WELFARE MINIMUM by TEAM', 'C29 CHILD_WELFARE FULL by TEAM',
  ];

  it('receives what the team exchanges, and mental health of a public source', () => {
    expect(released(asking('MDT_MEMBER'), about)).toEqual(EXCHANGED);
  });

  it('carries the duties of the team', () => {
    const cell = cellOf(decided(asking('MDT_MEMBER'), about), 'CSEC_STATUS');
    expect(cell.teams).toEqual(['team-1']);
    expect(cell.obligations).toEqual([
      'NOTICE_827_10850', 'NOTICE_MDT', 'NOTICE_831', 'NO_PROSECUTION_OF_MINOR', 'MOU_REQUIRED', 'MIN_NECESSARY', 'ACCOUNTING', 'PERSIST_LABELS',
    ]);
  });

  it('receives general medical information only where counsel allows it', () => {
    const allowed = compilePolicy({ settings: settingsWith({ teamOpensGeneralMedical: true }) });
    expect(released(asking('MDT_MEMBER'), about, allowed)).toEqual([
      ...EXCHANGED.slice(0, 12), 'C17 CHILD_WELFARE FULL by TEAM', ...EXCHANGED.slice(12),
    ]);
  });

  it('receives other mental health by consent', () => {
    const lines = released(asking('MDT_MEMBER'), facts({ ...about, consents: [consentFor(health)] }));
    expect(lines.filter((line) => /^C(09|11)/.test(line))).toEqual([
      'C09 CHILD_WELFARE FULL by CONSENT', 'C09 LPS FULL by TEAM', 'C09 CMIA FULL by CONSENT', 'C11 PART2 FULL by CONSENT',
    ]);
  });
});
