import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/law/role.js';
import { limitedAccessOpen } from '../../src/policy/relations/limited-access.js';
import { STRICT_SETTINGS, settingsWith } from '../../src/policy/settings.js';
import { asking } from './people.js';

const sealed = { limitedAccess: 'R', county: '19' } as const;
const PARTNERS: readonly Role[] = ['PROVIDER', 'MENTAL_HEALTH', 'LAW_ENFORCEMENT', 'PROBATION'];

describe('a referral that the county sealed', () => {
  it.each(PARTNERS)('is there for no partner (%s) unless counsel says so of referrals, whatever is said of clients', (role) => {
    const open = (settings: typeof STRICT_SETTINGS): boolean => limitedAccessOpen(asking(role as 'PROVIDER'), sealed, settings);
    expect([STRICT_SETTINGS, settingsWith({ partnersMayReachSealedClients: true }), settingsWith({ partnersMayReachSealedReferrals: true })].map(open))
      .toEqual([false, false, true]);
  });

  it('is there for no parent by that reading either', () => {
    expect(limitedAccessOpen(asking('PARENT'), sealed, settingsWith({ partnersMayReachSealedReferrals: true }))).toBe(false);
  });
});
