import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../../../src/kernel/dates.js';
import { CONFIDENTIALITY } from '../../../../src/law/category.js';
import { ACT_CODE, CONFIDENTIALITY_SYSTEM, CONSENT_ACTION, PARTICIPATION_TYPE } from '../../../../src/law/code-systems.js';
import type { ConsentProvision } from '../../../../src/model/consent-provision.js';
import type { ProvisionQuestion } from '../../../../src/policy/consents/provisions/question.js';
import { walkProvision, type Walked } from '../../../../src/policy/consents/provisions/walk.js';
import { NOON } from '../../people.js';
import { RESEARCH, TREATMENT, category, deny, permit, question, receiver } from './trees.js';

const level = (code: string) => ({ system: CONFIDENTIALITY_SYSTEM, code });
const sensitive = (code: string) => ({ system: ACT_CODE, code });
const year = (of: number) => ({ from: localDate(`${of}-01-01`), to: localDate(`${of + 1}-01-01`) });
const OVER = { from: null, to: NOON };
const RUNNING = { from: NOON, to: instant('2026-03-01T20:00:00.001Z') };

const CASES: readonly (readonly [string, ConsentProvision, Parameters<typeof question>[0], Walked])[] = [
  ['a bare permission', permit(), {}, 'PERMIT'],
  ['a bare denial', deny(), {}, 'DENY'],
  ['no effect at the root', permit({ effect: null }), {}, 'INDETERMINATE'],
  ['no effect in an exception', permit({ provisions: [permit({ effect: null })] }), {}, 'INDETERMINATE'],
  ['a period that ended this moment', permit({ period: OVER }), {}, 'NONE'],
  ['a period that began this moment', permit({ period: RUNNING }), {}, 'PERMIT'],
  ['a period over the whole, running in the exception', permit({ period: OVER, provisions: [permit({ period: RUNNING })] }), {}, 'NONE'],
  ['another purpose', permit({ purposes: [RESEARCH] }), {}, 'NONE'],
  ['a purpose included in the one named', permit({ purposes: [TREATMENT] }), { purpose: { ...TREATMENT, code: 'COC' } }, 'PERMIT'],
  ['a purpose that includes the one named', permit({ purposes: [{ ...TREATMENT, code: 'COC' }] }), {}, 'NONE'],
  ['a code of the same letters from another system', permit({ purposes: [{ ...TREATMENT, system: 'urn:another' }] }), {}, 'NONE'],
  ['a permission for a purpose, none asked', permit({ purposes: [TREATMENT] }), { purpose: null }, 'NONE'],
  ['a denial for a purpose, none asked', permit({ provisions: [deny({ purposes: [RESEARCH] })] }), { purpose: null }, 'INDETERMINATE'],
  ['the recipient', permit({ actors: [receiver('Practitioner/another'), receiver('Practitioner/one')] }), {}, 'PERMIT'],
  ['another recipient', permit({ actors: [receiver('Practitioner/another')] }), {}, 'NONE'],
  ['a group that may hold the recipient', permit({ actors: [receiver('Group/g')] }), { mayName: () => true }, 'NONE'],
  ['a denial to a group that may hold the recipient', permit({ provisions: [deny({ actors: [receiver('Group/g')] })] }), { mayName: () => true }, 'INDETERMINATE'],
  ['an actor who receives nothing', permit({ actors: [{ role: { system: PARTICIPATION_TYPE, code: 'AUT' }, reference: 'Practitioner/one' }] }), {}, 'NONE'],
  ['an exception for another than the whole names', permit({ actors: [receiver('Practitioner/another')], provisions: [permit({ actors: [receiver('Practitioner/one')] })] }), {}, 'NONE'],
  ['disclosure', permit({ actions: [{ system: CONSENT_ACTION, code: 'disclose' }] }), {}, 'PERMIT'],
  ['correction only', permit({ actions: [{ system: CONSENT_ACTION, code: 'correct' }] }), {}, 'NONE'],
  ['records of the year', permit({ dataPeriod: year(2025) }), { record: { on: localDate('2025-12-31') } }, 'PERMIT'],
  ['records of the year after', permit({ dataPeriod: year(2025) }), { record: { on: localDate('2026-01-01') } }, 'NONE'],
  ['an undated record', permit({ dataPeriod: year(2025) }), {}, 'NONE'],
  ['an undated record that a denial may mean', permit({ provisions: [deny({ dataPeriod: year(2025) })] }), {}, 'INDETERMINATE'],
  ['a class that the record does not tell', permit({ classes: [sensitive('x')] }), {}, 'NONE'],
  ['a denial of a code that the record does not tell', permit({ provisions: [deny({ codes: [sensitive('x')] })] }), {}, 'INDETERMINATE'],
  ['a class of several', permit({ classes: [sensitive('x'), sensitive('y')] }), { record: { classes: [sensitive('y')] } }, 'PERMIT'],
  ['what an agency wrote', permit({ records: [{ meaning: 'authoredby', reference: 'Organization/a' }] }), { record: { records: { instance: null, related: null, dependents: null, authoredby: ['Organization/a'] } } }, 'PERMIT'],
  ['a record nobody can find', permit({ records: [{ meaning: 'instance', reference: 'Observation/a' }] }), {}, 'NONE'],
  ['an unlabelled record under a level', permit({ securityLabels: [level('R')] }), { record: { confidentiality: null } }, 'NONE'],
  ['an unlabelled record under the highest level', permit({ securityLabels: [level('V')] }), { record: { confidentiality: null } }, 'PERMIT'],
  ['an unlabelled record under a denial of a sensitivity', permit({ provisions: [deny({ securityLabels: [sensitive('SUD')] })] }), { record: { sensitivities: null } }, 'INDETERMINATE'],
  ['a level that is none', permit({ securityLabels: [level('X')] }), {}, 'NONE'],
  ['a sensitivity that includes the record\'s', permit({ securityLabels: [sensitive('SUD')] }), { record: { sensitivities: [sensitive('OPIOIDUD')] } }, 'PERMIT'],
  ['a sensitivity that the record\'s includes', permit({ securityLabels: [sensitive('OPIOIDUD')] }), { record: { sensitivities: [sensitive('SUD')] } }, 'NONE'],
  ['a denial of a sensitivity that the record\'s includes', permit({ provisions: [deny({ securityLabels: [sensitive('OPIOIDUD')] })] }), { record: { sensitivities: [sensitive('SUD')] } }, 'DENY'],
  ['a denial of a sensitivity unknown here', permit({ provisions: [deny({ securityLabels: [sensitive('GDIS')] })] }), {}, 'INDETERMINATE'],
  ['a level and a category, the record of the category above the level', permit({ securityLabels: [level('N'), category('HIV')] }), { record: { categories: [category('HIV')], confidentiality: 'R' } }, 'NONE'],
  ['a denial by level or category', permit({ provisions: [deny({ securityLabels: [level('R'), category('HIV')] })] }), { record: { categories: [category('HIV')] } }, 'DENY'],
  ['a denial beside a permission', deny({ provisions: [permit(), deny()] }), {}, 'DENY'],
  ['an exception in place of the whole', deny({ provisions: [permit()] }), {}, 'PERMIT'],
  ['an exception that selects nothing of this', deny({ provisions: [permit({ purposes: [RESEARCH] })] }), {}, 'DENY'],
  ['permission, denial, permission', permit({ provisions: [deny({ provisions: [permit({ purposes: [TREATMENT] })] })] }), {}, 'PERMIT'],
  ['permission, denial, permission for another', permit({ provisions: [deny({ provisions: [permit({ purposes: [RESEARCH] })] })] }), {}, 'DENY'],
  ['an exception of another purpose than the whole', permit({ purposes: [RESEARCH], provisions: [permit({ purposes: [TREATMENT] })] }), {}, 'PERMIT'],
  ['an exception that takes the purpose of the whole', permit({ purposes: [RESEARCH], provisions: [permit({ securityLabels: [level('R')] })] }), {}, 'NONE'],
];

describe('walkProvision', () => {
  it.each(CASES)('%s', (_, tree, changes, said) => {
    expect(walkProvision(tree, question(changes))).toBe(said);
  });

  it('permits up to a level and denies from a level up', () => {
    const permitted = CONFIDENTIALITY.filter((confidentiality) => walkProvision(permit({ securityLabels: [level('N')] }), question({ record: { confidentiality } })) === 'PERMIT');
    expect(permitted).toEqual(['U', 'L', 'M', 'N']);
    const denied = CONFIDENTIALITY.filter((confidentiality) =>
      walkProvision(permit({ provisions: [deny({ securityLabels: [level('R')] })] }), question({ record: { confidentiality } })) === 'DENY');
    expect(denied).toEqual(['R', 'V']);
  });

  it('reads any depth', () => {
    const nested = (depth: number): ConsentProvision => {
      const provisions = depth === 0 ? [] : [nested(depth - 1)];
      return depth % 2 === 0 ? permit({ provisions }) : deny({ provisions });
    };
    expect([9, 10].map((depth) => walkProvision(nested(depth), question()))).toEqual(['PERMIT', 'PERMIT']);
    expect(walkProvision(permit({ provisions: [deny({ provisions: [permit({ provisions: [deny()] })] })] }), question())).toBe('DENY');
  });

  it('is the same in any order, and another denial never permits', () => {
    const leaf = fc.record({
      effect: fc.constantFrom('PERMIT' as const, 'DENY' as const), purposes: fc.subarray([TREATMENT, RESEARCH]),
      period: fc.constantFrom(null, null, OVER, RUNNING), dataPeriod: fc.constantFrom(null, null, year(2025)),
    });
    const tree = fc.memo((depth): fc.Arbitrary<ConsentProvision> => (depth <= 1 ? leaf.map((own) => permit(own))
      : fc.tuple(leaf, fc.array(tree(), { maxLength: 3 })).map(([own, provisions]) => permit({ ...own, provisions }))));
    const mirrored = (one: ConsentProvision): ConsentProvision => ({ ...one, provisions: [...one.provisions].reverse().map(mirrored) });
    const asked: fc.Arbitrary<ProvisionQuestion> = fc.constantFrom(question(), question({ purpose: null }), question({ record: { on: localDate('2025-06-01') } }));
    fc.assert(fc.property(tree(4), asked, (one, ask) => {
      expect(walkProvision(mirrored(one), ask)).toBe(walkProvision(one, ask));
      expect(walkProvision({ ...one, provisions: [...one.provisions, deny({ purposes: [TREATMENT] })] }, ask)).not.toBe('PERMIT');
    }), { numRuns: 500 });
  });
});
