import { Ctx, Resolver } from 'type-graphql';
import { GatewayError } from '../../kernel/gateway-error.js';
import { globalId, idOfType } from '../../kernel/ids.js';
import { CATEGORY_REGIMES } from '../../law/category-regimes.js';
import type { Category } from '../../law/category.js';
import type { Regime } from '../../law/regime.js';
import { categoriesToldBy, TELLING_KINDS } from '../../law/telling-words.js';
import { dayOf } from '../../policy/relations/county-calendar.js';
import { labelsBeside } from '../../policy/document-labels.js';
import {
  EVALUATION_CATEGORIES, filingRegime, hearsTalk, keepsPrivilege, mayFile, mayRecordServiceDates, mayWithdraw, NEVER_FILED, tellsOfCare,
} from '../../policy/filing.js';
import { namesVictimsArrest } from '../../policy/victims-arrest.js';
import { ClassifiedMutation, RevealingArg } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { FileDocumentInput, RecordServiceDatesInput, WithdrawDocumentInput } from '../inputs/document.input.js';
import { textOf } from '../input-texts.js';
import { FILING, SERVICE_DATES } from '../laws.js';
import { DocumentPayloadType, ServiceDatesPayloadType } from '../types/case-document.type.js';
import type { UserErrorType } from '../types/payload.type.js';
import { noSuch, userError } from '../user-error.js';

const LONGEST_TEXT = 100_000;
const refusal = (error: UserErrorType): DocumentPayloadType => ({ documentId: null, carries: [], userErrors: [error] });
const NOT_ACCEPTED = userError('CATEGORY_NOT_ACCEPTED', 'input.category', 'Documents of this category are not kept here.');
const PRIVILEGED = userError('CATEGORY_NOT_ACCEPTED', 'input.category', 'What is talked of with the youth is privileged and stays with the agency; it files the dates of services.');
const ARREST = 'Arrests of a victim under Penal Code 647(b) or former 653.22 are not kept here; the youth and counsel ask the court.';
const EVALUATION = userError('CATEGORY_NOT_ACCEPTED', 'input.category', `An evaluation that a court ordered is filed under ${EVALUATION_CATEGORIES.join(' or ')} and is no talk of a team; what else it tells stands in \`also\`.`);
const NOT_CARRIED = userError('FORBIDDEN', 'input.caseId', 'Only a worker of the youth\'s county who carries the case, or an agency for its own documents.');
const OTHER_LAW = userError('FORBIDDEN', 'input.regime', 'An agency files documents of its own, under the law of its own records.');

/** Filing documents under a case and taking them back: the county that carries it, and agencies for their own. */
@Resolver()
export class DocumentMutationResolver {
  @ClassifiedMutation(FILING, () => DocumentPayloadType, { description: 'Files a document under a case: a worker who carries it, or an agency a document of its own under the law of its own records. What is never kept here is refused with CATEGORY_NOT_ACCEPTED.' })
  async fileDocument(
    @RevealingArg('input', 'nothing', () => FileDocumentInput, { description: 'The document.' }) input: FileDocumentInput,
    @Ctx() context: GatewayContext,
  ): Promise<DocumentPayloadType> {
    if ([input.category, ...input.also].some((category) => NEVER_FILED.includes(category))) return refusal(NOT_ACCEPTED);
    if (input.kind === 'COURT_EVALUATION' && (!EVALUATION_CATEGORIES.includes(input.category) || input.teamId)) return refusal(EVALUATION);
    const { agency } = context.access.caller;
    if (keepsPrivilege(agency.kind)) return refusal(PRIVILEGED);
    const title = textOf(input.title, 'input.title');
    const text = input.text ? textOf(input.text, 'input.text', LONGEST_TEXT) : null;
    const matter = input.matter ? textOf(input.matter, 'input.matter', 60) : null;
    const arrest = Object.entries({ title, text, matter }).find(([, words]) => words !== null && namesVictimsArrest(words));
    if (arrest !== undefined) return refusal(userError('CATEGORY_NOT_ACCEPTED', `input.${arrest[0]}`, ARREST));
    const decision = await context.gate.admit(idOfType('Case', input.caseId, 'input.caseId'));
    if (!decision) return refusal(noSuch('input.caseId'));
    if (!mayFile(decision)) return refusal(NOT_CARRIED);
    const regime = regimeOf(context, input);
    if (typeof regime !== 'string') return refusal(regime);
    const teamId = input.teamId ? idOfType('Team', input.teamId, 'input.teamId') : null;
    if (input.kind === 'TEAM_DISCUSSION' && teamId === null) {
      throw new GatewayError('BAD_INPUT', 'The talk of a team names the team.', { field: 'input.teamId' });
    }
    if (teamId !== null && !hearsTalk(decision, { teamId, category: input.category, regime })) return refusal(noSuch('input.teamId'));
    const also = labelsBeside({ category: input.category, regime }, input.kind, [...input.also, ...(await toldBy(context, `${title}\n${text ?? ''}`))]);
    const document = await context.legal.fileDocument({
      subjectId: decision.subjectId, category: input.category, also, kind: input.kind, title, filedOn: filingDay(context, input), matter, teamId, text,
      provenance: {
        system: 'gateway', regime, sourceAgencyId: agency.id, updatedAt: context.access.asOf,
        consentedBy: input.consentedBy ?? (tellsOfCare(regime) ? 'MINOR' : 'NOT_APPLICABLE'),
      },
    });
    return { documentId: globalId('CaseDocument', document.id), carries: [input.category, ...also.map(({ category }) => category)], userErrors: [] };
  }

  @ClassifiedMutation(SERVICE_DATES, () => ServiceDatesPayloadType, { description: 'Records when the caller\'s agency served a youth: the one thing that an agency whose talk is privileged tells (R-35). It is shown without the agency\'s name, as care to which the youth consented.' })
  async recordServiceDates(
    @RevealingArg('input', 'nothing', () => RecordServiceDatesInput, { description: 'Which case, and when.' }) input: RecordServiceDatesInput,
    @Ctx() context: GatewayContext,
  ): Promise<ServiceDatesPayloadType> {
    const { startedOn, endedOn = null } = input;
    const { asOf, caller } = context.access;
    if (startedOn > dayOf(asOf)) throw new GatewayError('BAD_INPUT', 'input.startedOn lies in the future.', { field: 'input.startedOn' });
    if (endedOn !== null && endedOn < startedOn) throw new GatewayError('BAD_INPUT', 'The last day is before the first.', { field: 'input.endedOn' });
    const decision = await context.gate.admit(idOfType('Case', input.caseId, 'input.caseId'));
    if (!decision || !mayRecordServiceDates(decision)) return { done: false, userErrors: [noSuch('input.caseId')] };
    await context.legal.recordServiceDates({
      subjectId: decision.subjectId, agencyId: caller.agency.id, system: 'gateway', regime: 'CHILD_WELFARE', startedOn, endedOn, at: asOf,
    });
    return { done: true, userErrors: [] };
  }

  @ClassifiedMutation(FILING, () => DocumentPayloadType, { description: 'Takes a document back: an agency its own, a worker who carries the case any that is released to him. It is there for nobody any more.' })
  async withdrawDocument(
    @RevealingArg('input', 'nothing', () => WithdrawDocumentInput, { description: 'Which document.' }) input: WithdrawDocumentInput,
    @Ctx() context: GatewayContext,
  ): Promise<DocumentPayloadType> {
    const documentId = idOfType('CaseDocument', input.documentId, 'input.documentId');
    const { agency, personId } = context.access.caller;
    const decision = await context.gate.admit(idOfType('Case', input.caseId, 'input.caseId'));
    if (!decision) return refusal(noSuch('input.caseId'));
    if (!mayFile(decision)) return refusal(NOT_CARRIED);
    const marks = await context.legal.documentMarks(decision.subjectId, documentId);
    const { addressConfidential } = context.gate.factsOn(decision.subjectId).subject;
    if (marks === null || !mayWithdraw(decision, marks, { agencyId: agency.id, addressConfidential })) return refusal(noSuch('input.documentId'));
    await context.legal.withdrawDocument({ subjectId: decision.subjectId, documentId, by: personId, withdrawnAt: context.access.asOf });
    return { documentId: input.documentId, carries: [], userErrors: [] };
  }
}

/** What words tell of, by the names of medicines, of clinics, and of the agencies of the register. */
async function toldBy(context: GatewayContext, words: string): Promise<readonly Category[]> {
  return categoriesToldBy(words, await context.legal.agencyKindsNamed(TELLING_KINDS, words));
}

/** The law of the document: the county may bring one under the law of its source, everybody else only his own. The talk of a team is the county's. */
function regimeOf({ access }: GatewayContext, { category, regime, teamId }: FileDocumentInput): Regime | UserErrorType {
  const { kind } = access.caller.agency;
  const own = (teamId ? filingRegime('CHILD_WELFARE', category) : null) ?? filingRegime(kind, category);
  if (kind === 'CHILD_WELFARE') {
    const given = regime ?? own;
    if (given !== null && CATEGORY_REGIMES[category].includes(given)) return given;
    throw new GatewayError('BAD_INPUT', 'A document of this category comes under another law.', { field: 'input.regime' });
  }
  return own === null || (regime && regime !== own) ? OTHER_LAW : own;
}

function filingDay({ access }: GatewayContext, { filedOn }: FileDocumentInput) {
  const today = dayOf(access.asOf);
  if (!filedOn || filedOn <= today) return filedOn ?? today;
  throw new GatewayError('BAD_INPUT', 'input.filedOn lies in the future.', { field: 'input.filedOn' });
}
