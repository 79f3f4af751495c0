import { describe, expect, it } from 'vitest';
import { localDate } from '../../../../src/kernel/dates.js';
import { provisionReach } from '../../../../src/policy/consents/provisions/reach.js';
import type { ConsentProvision } from '../../../../src/model/consent-provision.js';
import type { Category } from '../../../../src/law/category.js';
import { CONFIDENTIALITY_SYSTEM, ACT_CODE, CSEC_AGENCY_KIND } from '../../../../src/law/code-systems.js';
import { STRICT_SETTINGS } from '../../../../src/policy/settings.js';
import { situationOf } from '../../../../src/policy/situation.js';
import { agency, asking, facts, seat } from '../../people.js';
import { category, deny, permit, receiver } from './trees.js';

const CLINIC = agency('MENTAL_HEALTH');
const situation = situationOf(asking('MENTAL_HEALTH'), facts({ seats: [seat(CLINIC)] }), STRICT_SETTINGS);
const reach = (tree: ConsentProvision, of: Category = 'MENTAL_HEALTH') => provisionReach(tree, situation, { category: of, regime: 'LPS' });
const year = (of: number) => ({ from: localDate(`${of}-01-01`), to: localDate(`${of + 1}-01-01`) });
const [from25, to25] = [localDate('2025-01-01'), localDate('2026-01-01')];
const by = (id: string) => [{ meaning: 'authoredby' as const, reference: `Organization/${id}` }];

describe('the rows that provisions reach', () => {
  it('are all or none where they tell no rows apart', () => {
    expect(reach(permit())).toEqual({ permits: null, forbids: [] });
    expect(reach(deny())).toEqual({ permits: [], forbids: null });
    expect(reach(permit({ effect: null }))).toEqual({ permits: [], forbids: [] });
  });

  it('are those of the days permitted', () => {
    expect(reach(permit({ dataPeriod: year(2025) }))).toEqual({ permits: [{ from: from25, to: to25, sources: null }], forbids: [] });
  });

  it('are those outside the days denied, dated ones only', () => {
    expect(reach(permit({ provisions: [deny({ dataPeriod: year(2025) })] }))).toEqual({
      permits: [{ from: null, to: from25, sources: null }, { from: to25, to: null, sources: null }],
      forbids: [{ from: from25, to: to25, sources: null }],
    });
  });

  it('are never all when only each day is permitted', () => {
    const halves = deny({ provisions: [permit({ dataPeriod: { from: null, to: from25 } }), permit({ dataPeriod: { from: from25, to: null } })] });
    expect(reach(halves).permits).toEqual([{ from: null, to: from25, sources: null }, { from: from25, to: null, sources: null }]);
  });

  it('are those of the sources named, and none for all sources but one', () => {
    expect(reach(permit({ records: by('a') }))).toEqual({ permits: [{ from: null, to: null, sources: ['a'] }], forbids: [] });
    expect(reach(permit({ provisions: [deny({ records: by('a') })] }))).toEqual({ permits: [], forbids: [{ from: null, to: null, sources: ['a'] }] });
  });

  it('are none where the author is a person, whom no row tells', () => {
    const records = [{ meaning: 'authoredby' as const, reference: 'Practitioner/p' }];
    expect(reach(permit({ records })).permits).toEqual([]);
    expect(reach(permit({ provisions: [deny({ records })] }))).toEqual({ permits: [], forbids: null });
  });

  it('depend on the category, its level and its sensitivities', () => {
    const labels = (code: string, system: string) => permit({ securityLabels: [{ system, code }] });
    expect(reach(permit({ securityLabels: [category('MENTAL_HEALTH')] })).permits).toBeNull();
    expect(reach(permit({ securityLabels: [category('MENTAL_HEALTH')] }), 'GENERAL_MEDICAL').permits).toEqual([]);
    expect(reach(labels('N', CONFIDENTIALITY_SYSTEM)).permits).toEqual([]);
    expect(reach(labels('R', CONFIDENTIALITY_SYSTEM)).permits).toBeNull();
    expect(reach(labels('R', CONFIDENTIALITY_SYSTEM), 'PSYCHOTHERAPY_NOTES').permits).toEqual([]);
    expect(reach(labels('PSY', ACT_CODE)).permits).toBeNull();
    expect(reach(labels('OPIOIDUD', ACT_CODE), 'SUBSTANCE_USE_PART2').permits).toEqual([]);
  });

  it('depend on who asks: by agency, person, class or team', () => {
    const to = (reference: string) => reach(permit({ actors: [receiver(reference)] })).permits;
    for (const reference of [`Organization/${CLINIC.id}`, 'Practitioner/person-MENTAL_HEALTH', `${CSEC_AGENCY_KIND}|MENTAL_HEALTH`, 'CareTeam/team-1']) expect(to(reference)).toBeNull();
    for (const reference of ['Organization/another', 'Practitioner/another', `${CSEC_AGENCY_KIND}|EDUCATION`, 'CareTeam/another', 'Group/any']) expect(to(reference)).toEqual([]);
    expect(reach(permit({ provisions: [deny({ actors: [receiver('Group/any')] })] })).forbids).toBeNull();
    expect(reach(permit({ provisions: [deny({ actors: [receiver('Organization/another')] })] })).forbids).toEqual([]);
  });
});
