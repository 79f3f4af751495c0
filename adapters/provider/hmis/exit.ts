import type { Instant, LocalDate } from '../../../src/kernel/dates.js';
import type { HmisRow } from './table.js';

export type Answer = 'NO' | 'YES' | 'DOES_NOT_KNOW' | 'PREFERS_NOT_TO_ANSWER' | 'NOT_COLLECTED';
export type Times = 'TIMES_1_TO_3' | 'TIMES_4_TO_7' | 'TIMES_8_TO_11' | 'TIMES_12_OR_MORE' | 'DOES_NOT_KNOW' | 'PREFERS_NOT_TO_ANSWER' | 'NOT_COLLECTED';

const UNSAID = [['8', 'DOES_NOT_KNOW'], ['9', 'PREFERS_NOT_TO_ANSWER'], ['99', 'NOT_COLLECTED']] as const;
const ANSWERS: ReadonlyMap<string, Answer> = new Map<string, Answer>([['0', 'NO'], ['1', 'YES'], ...UNSAID]);
const TIMES: ReadonlyMap<string, Times> = new Map<string, Times>([
  ['1', 'TIMES_1_TO_3'], ['2', 'TIMES_4_TO_7'], ['3', 'TIMES_8_TO_11'], ['4', 'TIMES_12_OR_MORE'], ...UNSAID,
]);

/** R15 and R16 by their columns: the youth's own answers at exit. Source: HUD HMIS data dictionary, FY2024. */
export interface ExitAnswers {
  readonly ExchangeForSex: Answer | null;
  readonly ExchangeForSexPastThreeMonths: Answer | null;
  readonly CountOfExchangeForSex: Times | null;
  readonly AskedOrForcedToExchangeForSex: Answer | null;
  readonly AskedOrForcedToExchangeForSexPastThreeMonths: Answer | null;
  readonly WorkplaceViolenceThreats: Answer | null;
  readonly WorkplacePromiseDifference: Answer | null;
  readonly CoercedToContinueWork: Answer | null;
  readonly LaborExploitPastThreeMonths: Answer | null;
}
export type ExitQuestion = keyof ExitAnswers;

export interface HmisExit {
  readonly line: number;
  readonly key: string;
  readonly clientKey: string;
  readonly enrollmentKey: string;
  readonly exitedOn: LocalDate | null;
  readonly updatedAt: Instant | null;
  readonly deleted: boolean;
  readonly answers: ExitAnswers;
}

/** Exports spell these columns both ways. */
export const EXIT_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['WorkPlaceViolenceThreats', 'WorkplaceViolenceThreats'], ['WorkPlacePromiseDifference', 'WorkplacePromiseDifference'],
]);

export function exitOf(row: HmisRow): HmisExit {
  const answer = (column: ExitQuestion): Answer | null => row.code(column, ANSWERS);
  return {
    line: row.line, key: row.key('ExitID'), clientKey: row.key('PersonalID'), enrollmentKey: row.key('EnrollmentID'), exitedOn: row.date('ExitDate'),
    updatedAt: row.moment('DateUpdated'), deleted: row.moment('DateDeleted') !== null,
    answers: {
      ExchangeForSex: answer('ExchangeForSex'), ExchangeForSexPastThreeMonths: answer('ExchangeForSexPastThreeMonths'),
      CountOfExchangeForSex: row.code('CountOfExchangeForSex', TIMES),
      AskedOrForcedToExchangeForSex: answer('AskedOrForcedToExchangeForSex'),
      AskedOrForcedToExchangeForSexPastThreeMonths: answer('AskedOrForcedToExchangeForSexPastThreeMonths'),
      WorkplaceViolenceThreats: answer('WorkplaceViolenceThreats'), WorkplacePromiseDifference: answer('WorkplacePromiseDifference'),
      CoercedToContinueWork: answer('CoercedToContinueWork'), LaborExploitPastThreeMonths: answer('LaborExploitPastThreeMonths'),
    },
  };
}

/** A question is asked only where one of these was answered with yes. */
const ASKED_AFTER: Readonly<Partial<Record<ExitQuestion, readonly ExitQuestion[]>>> = {
  ExchangeForSexPastThreeMonths: ['ExchangeForSex'], CountOfExchangeForSex: ['ExchangeForSex'], AskedOrForcedToExchangeForSex: ['ExchangeForSex'],
  AskedOrForcedToExchangeForSexPastThreeMonths: ['AskedOrForcedToExchangeForSex'],
  CoercedToContinueWork: ['WorkplaceViolenceThreats', 'WorkplacePromiseDifference'],
  LaborExploitPastThreeMonths: ['WorkplaceViolenceThreats', 'WorkplacePromiseDifference'],
};

/**
 * Questions that were answered although what they depend on was not answered with yes. A no to them says nothing: exports fill
 * with it what was not asked.
 */
export function unaskedAnswers(answers: ExitAnswers): readonly ExitQuestion[] {
  return (Object.entries(ASKED_AFTER) as [ExitQuestion, readonly ExitQuestion[]][]).flatMap(([question, after]) => {
    const given = answers[question];
    const answered = given !== null && given !== 'NOT_COLLECTED' && given !== 'NO';
    return answered && !after.some((earlier) => answers[earlier] === 'YES') ? [question] : [];
  });
}
