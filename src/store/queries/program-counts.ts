import type { ReportScope } from '../../model/program-report.js';
import type { Queryable, Statement } from '../request-session.js';

const COUNT: Statement = {
  name: 'count-programme', text: 'select word, counted from csec.count_programme($1, $2, $3::integer, $4::integer, $5::integer)',
};

/** How many youths a row of a table counts; `ALL`: everybody counted in a table of factors. Rows that count nobody are absent. */
export interface ProgramCount {
  /** `ROW`, or `ROW/COLUMN`. */
  readonly word: string;
  readonly counted: number;
}

/** The true counts of one table: words and numbers, and no youth. Whoever calls it masks them before they go anywhere. */
export async function programCounts(session: Queryable, { table, county, period }: ReportScope): Promise<readonly ProgramCount[]> {
  return session.query<ProgramCount>(COUNT, [table, county, period.year, period.quarter, period.years]);
}
