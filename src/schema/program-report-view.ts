import { POPULATION_SOURCE } from '../law/county-population.js';
import { LARGEST_SMALL_COUNT, REPORT_AUTHORITIES, REPORT_OBLIGATIONS } from '../law/disclosure-control.js';
import { NOTICES, type NoticeId } from '../law/notices.js';
import { reportTable, type ReportGroup } from '../law/programme-tables.js';
import { releaseStatus, type ProgramRelease, type ReportCell, type ReportScope } from '../model/program-report.js';
import { carriedBy } from '../release/obligations.js';
import type { ProgramCellType, ProgramReportType } from './types/program-report.type.js';

const CARRIED = carriedBy(REPORT_OBLIGATIONS);

/** A table of which nothing is told: never counted, waiting, refused, all the same. */
export function notReleased({ table, county, period }: ReportScope): ProgramReportType {
  return {
    table, title: reportTable(table).title, county, period, status: 'NOT_RELEASED', legalReview: 'REQUIRED', hash: null, frozenAt: null, signatures: [],
    cells: [], score: null, screened: null, populationSource: POPULATION_SOURCE, authorities: REPORT_AUTHORITIES,
    obligations: REPORT_OBLIGATIONS, labels: CARRIED.labels, notices: CARRIED.notices.map((id) => NOTICES[id as NoticeId].text),
  };
}

/** A frozen table as it is told, or as its signers read it. */
export function reportFields(release: ProgramRelease): ProgramReportType {
  const { hash, table, frozenAt, signatures } = release;
  return {
    ...notReleased(table), status: releaseStatus(release), hash, frozenAt, score: table.score, screened: table.screened,
    legalReview: signatures.some(({ step, approved }) => step === 'LEGAL' && approved) ? 'DONE' : 'REQUIRED',
    signatures: signatures.map(({ step, approved, at }) => ({ step, approved, at })),
    cells: table.cells.map((cell) => cellFields(table, cell)),
  };
}

function cellFields({ table }: ReportScope, { row, column, state, number, percent }: ReportCell): ProgramCellType {
  const { rows, columns } = reportTable(table);
  const titles = [titleOf(rows, row), ...(columns === null ? [] : [titleOf(columns, column)])];
  return { row, column, title: titles.join(', '), state, shown: shownAs(state, number), number, percent };
}

function titleOf(groups: readonly ReportGroup[], word: string | null): string {
  return word === null ? 'All' : groups.find((group) => group.word === word)!.title;
}

function shownAs(state: ReportCell['state'], number: number | null): string {
  switch (state) {
    case 'TOLD': return String(number);
    case 'SMALL': return `<${LARGEST_SMALL_COUNT + 1}`;
    case 'MASKED': return 'masked';
    case 'WITHHELD': return 'withheld';
  }
}
