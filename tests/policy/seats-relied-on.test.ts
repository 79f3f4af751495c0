import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { TeamSeat } from '../../src/policy/facts.js';
import { seatsReliedOn } from '../../src/policy/relations/seats-relied-on.js';
import { STRICT_SETTINGS } from '../../src/policy/settings.js';
import { situationOf } from '../../src/policy/situation.js';
import { seatIn } from './documents-on-file.js';
import { NOON, asking, facts } from './people.js';

const member = asking('MDT_MEMBER');
const relied = (teams: readonly string[], ...seats: readonly TeamSeat[]) => seatsReliedOn(teams, situationOf(member, facts({ seats }), STRICT_SETTINGS));
const STANDING = seatIn(member.caller, 'S18951D');
const TRAFFICKING = seatIn(member.caller, 'PC13753');
const named = ({ teamId, statute, protocolVersion, joinedAt }: TeamSeat) => ({ team: teamId, statute, protocol: protocolVersion, joinedAt });

describe('the seats that a release rests on', () => {
  it('are those in the teams it names, with statute, protocol and since when, in one order', () => {
    const expected = [named(TRAFFICKING), named(STANDING)];
    expect(relied([STANDING.teamId, TRAFFICKING.teamId], STANDING, TRAFFICKING)).toEqual(expected);
    expect(relied([STANDING.teamId, TRAFFICKING.teamId], TRAFFICKING, STANDING)).toEqual(expected);
    expect(relied([STANDING.teamId], STANDING, TRAFFICKING)).toEqual([named(STANDING)]);
    expect(relied([], STANDING)).toEqual([]);
  });

  it('are of one who sat there before the seat that he holds now', () => {
    const former = { ...STANDING, joinedAt: instant('2025-01-01T08:00:00Z'), leftAt: instant('2025-06-01T07:00:00Z') };
    expect(relied([STANDING.teamId], former, STANDING)).toEqual([named(STANDING)]);
  });

  it.each<[string, Partial<TeamSeat>]>([
    ['has left', { leftAt: NOON }], ['is of a team that closed', { closedAt: NOON }], ['is under a protocol that lapsed', { protocolExpiresOn: localDate('2026-02-28') }],
    ['sits for another agency', { agencyId: 'another' }],
  ])('are none of one who %s', (_, changes) => {
    expect(relied([STANDING.teamId], { ...STANDING, ...changes })).toEqual([]);
  });
});
