import { Ctx, Resolver, Root } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { idOfType } from '../../kernel/ids.js';
import { ADMITTED } from '../../law/classification.js';
import { ENDANGERMENT } from '../../law/endangerment.js';
import { mayBeStated } from '../../law/missing-child-words.js';
import { dayOf } from '../../policy/relations/county-calendar.js';
import { tellsOfCare } from '../../policy/filing.js';
import { mayEndanger, missingChildRelease, plainly } from '../../policy/relations/missing-child.js';
import { decisionOf, type ReleasedView } from '../../release/released-view.js';
import { ClassifiedMutation, ClassifiedResolver, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { textOf } from '../input-texts.js';
import { DescribeMissingChildInput, NoteEndangermentInput, WithdrawEndangermentInput } from '../inputs/missing-child.input.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { CaseType } from '../types/case.type.js';
import { MissingChildPayloadType, MissingChildReportType, missingChildFields } from '../types/missing-child.type.js';
import type { UserErrorType } from '../types/payload.type.js';
import { carriedCase, noSuch, userError } from '../user-error.js';
import { viewOf } from '../view.js';

const DONE: MissingChildPayloadType = { done: true, userErrors: [] };
const refusal = (error: UserErrorType): MissingChildPayloadType => ({ done: false, userErrors: [error] });
const LONGEST_WORDS = 80;
const DESCRIBED_IN_WORDS = ['photoReference', 'hair', 'eyes', 'lastSeenPlace'] as const;
const PART2_ONLY = userError('CATEGORY_NOT_ACCEPTED', 'input.regime', 'A fact of this kind is not part of the report when it is known from there alone; what only a Part 2 programme knows never is.');
const TELLS_MORE = userError('CATEGORY_NOT_ACCEPTED', 'input.words', 'The report states medicines and conditions of a closed list, by name; a medicine with its amount and times.');

/** The report of a missing child (42 U.S.C. 671(a)(35)), and what the county notes for it. */
@Resolver(() => CaseType)
export class MissingChildResolver {
  @ClassifiedResolver(ADMITTED, () => MissingChildReportType, { nullable: true, description: 'What the report of a missing child tells, each field under its own law (R-24).' })
  async missingChildReport(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<ReleasedView | null> {
    const { loaders, gate, access, settings } = context;
    const [youth, known, placements] = await Promise.all([
      loaders.youth.load(root.subjectId), loaders.missingChild.load(root.subjectId), loaders.placements.load(root.subjectId),
    ]);
    if (youth === null) return null;
    const decision = decisionOf(root);
    const release = missingChildRelease(decision, { context: access, facts: gate.factsOn(root.subjectId), settings });
    return viewOf(context, 'MissingChildReport', missingChildFields({ youth, known, placements }, decision, release), decision);
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => MissingChildPayloadType, { description: 'Records what a child is known by, for the report that the child is missing.' })
  async describeMissingChild(
    @RevealingArg('input', 'nothing', () => DescribeMissingChildInput, { description: 'The description.' }) input: DescribeMissingChildInput,
    @Ctx() context: GatewayContext,
  ): Promise<MissingChildPayloadType> {
    const { caller, asOf } = context.access;
    const words = (text: string | null | undefined, field: string, longest: number) => (text ? textOf(text, `input.${field}`, longest) : null);
    const described = {
      photoReference: words(input.photoReference, 'photoReference', 200), hair: words(input.hair, 'hair', 40), eyes: words(input.eyes, 'eyes', 40),
      heightInches: within(input.heightInches, 'input.heightInches', [12, 96]), weightPounds: within(input.weightPounds, 'input.weightPounds', [2, 700]),
      lastSeenOn: input.lastSeenOn ?? null, lastSeenPlace: words(input.lastSeenPlace, 'lastSeenPlace', 200), lastSeenAtAddress: input.lastSeenAtAddress,
    };
    if (described.lastSeenOn !== null && described.lastSeenOn > dayOf(asOf)) {
      throw new GatewayError('BAD_INPUT', 'input.lastSeenOn lies in the future.', { field: 'input.lastSeenOn' });
    }
    const telling = DESCRIBED_IN_WORDS.find((field) => plainly(described[field]) !== described[field]);
    if (telling) return refusal(userError('CATEGORY_NOT_ACCEPTED', `input.${telling}`, 'The words tell of more than the report ever tells.'));
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return refusal(own.error);
    await context.legal.describeMissingChild({
      ...described, subjectId: own.decision.subjectId, recordedByAgencyId: caller.agency.id, recordedAt: asOf,
    });
    return DONE;
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => MissingChildPayloadType, { description: 'Notes a fact that endangers a child, for the report that the child is missing.' })
  async noteEndangerment(
    @RevealingArg('input', 'nothing', () => NoteEndangermentInput, { description: 'The fact.' }) input: NoteEndangermentInput,
    @Ctx() context: GatewayContext,
  ): Promise<MissingChildPayloadType> {
    const { caller, asOf } = context.access;
    const words = wordsOf(input);
    const sourceAgencyId = input.sourceAgencyId ? idOfType('Agency', input.sourceAgencyId, 'input.sourceAgencyId') : caller.agency.id;
    if (!mayEndanger(input.kind, input.regime)) return refusal(PART2_ONLY);
    if (words !== null && !mayBeStated(input.kind, words)) return refusal(TELLS_MORE);
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return refusal(own.error);
    const source = await context.administration.agency(sourceAgencyId);
    if (!source) return refusal(noSuch('input.sourceAgencyId'));
    // Whatever a programme under Part 2 holds is under Part 2, whichever law the input names.
    if (source.agency.kind === 'SUBSTANCE_USE_PROGRAM') return refusal(PART2_ONLY);
    await context.legal.noteEndangerment({
      subjectId: own.decision.subjectId, kind: input.kind, words, notedOn: dayOf(asOf),
      provenance: {
        system: 'gateway', regime: input.regime, sourceAgencyId, updatedAt: asOf,
        consentedBy: input.consentedBy ?? (tellsOfCare(input.regime) ? 'MINOR' : 'NOT_APPLICABLE'),
      },
    });
    return DONE;
  }

  @ClassifiedMutation(COUNTY_ADMINISTRATION, () => MissingChildPayloadType, { description: 'Takes facts that endanger a child back. It answers the same whether or not any was noted.' })
  async withdrawEndangerment(
    @RevealingArg('input', 'nothing', () => WithdrawEndangermentInput, { description: 'Which facts.' }) input: WithdrawEndangermentInput,
    @Ctx() context: GatewayContext,
  ): Promise<MissingChildPayloadType> {
    const words = input.words ? textOf(input.words, 'input.words', LONGEST_WORDS) : null;
    const own = await carriedCase(context, input.caseId);
    if ('error' in own) return refusal(own.error);
    await context.legal.withdrawEndangerment({ subjectId: own.decision.subjectId, kind: input.kind, words, at: context.access.asOf });
    return DONE;
  }
}

function wordsOf({ kind, words }: NoteEndangermentInput): string | null {
  const { inWords } = ENDANGERMENT[kind];
  if (inWords === Boolean(words)) return words ? textOf(words, 'input.words', LONGEST_WORDS) : null;
  throw new GatewayError('BAD_INPUT', inWords ? 'A fact of this kind is told in words.' : 'A fact of this kind has no words.', { field: 'input.words' });
}

function within(value: number | null | undefined, field: string, [least, most]: readonly [number, number]): number | null {
  if (value === null || value === undefined) return null;
  if (value >= least && value <= most) return value;
  throw new GatewayError('BAD_INPUT', `${field} is a whole number from ${least} to ${most}.`, { field });
}
