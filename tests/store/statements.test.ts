import { expect, test } from 'vitest';
import { undeliveredOfCounties } from '../../src/store/delivery/undelivered.js';
import { waitingLike } from '../../src/store/crosswalk/waiting-persons.js';
import { admitIdentifier, admitIds, admitPage, factsOfOpened, narrowOpened } from '../../src/store/admission-statements.js';
import { identifierSystemsOf } from '../../src/store/histories/identifier-owners.js';
import { historyTerms, linkedSources } from '../../src/store/histories/history-terms.js';
import { absencesBySubject } from '../../src/store/queries/absences.js';
import { addressesBySubject } from '../../src/store/queries/addresses.js';
import { agencyKindsNamed, agencies, agenciesById, agencyWithAgreements, agreementsByAgency } from '../../src/store/queries/agencies.js';
import { aliasesBySubject } from '../../src/store/queries/aliases.js';
import { allegationsBySubject } from '../../src/store/queries/allegations.js';
import { teamsBySubject } from '../../src/store/queries/assigned-teams.js';
import { assignmentsBySubject } from '../../src/store/queries/assignments.js';
import { caseDocumentsBySubject } from '../../src/store/queries/case-documents.js';
import { childWelfareCasesBySubject } from '../../src/store/queries/child-welfare-cases.js';
import { consentById, consentsBySubject } from '../../src/store/queries/consents.js';
import { courtOrdersBySubject } from '../../src/store/queries/court-orders.js';
import { disclosuresBySubject } from '../../src/store/queries/disclosures.js';
import { documentMarks } from '../../src/store/queries/document-marks.js';
import { approvalsAskedBy, approvalsOfCaller, approvalsToDecide } from '../../src/store/queries/release-approvals.js';
import { emergenciesToReview } from '../../src/store/queries/emergencies-to-review.js';
import { extractUpload } from '../../src/store/queries/extract-uploads.js';
import { gridEntriesBySubject } from '../../src/store/queries/grid-entries.js';
import { identifiersBySubject } from '../../src/store/queries/identifiers.js';
import { involvementsBySubject } from '../../src/store/queries/involvements.js';
import { mandatedReportsBySubject, mandatedReportsOfCounty } from '../../src/store/queries/mandated-reports.js';
import { personsById } from '../../src/store/queries/persons.js';
import { placementsBySubject } from '../../src/store/queries/placements.js';
import { programCounts } from '../../src/store/queries/program-counts.js';
import { everyFrozenTable, programReleases, releaseByHash, releaseOf } from '../../src/store/queries/program-releases.js';
import { quarantinedRows } from '../../src/store/queries/quarantined-rows.js';
import { referralsBySubject } from '../../src/store/queries/referrals.js';
import { reportersByReferral } from '../../src/store/queries/reporters.js';
import { countyIntakes, newestRuns, rowsOfNewestRuns } from '../../src/store/queries/run-metrics.js';
import { screeningFindingsBySubject } from '../../src/store/queries/screening-findings.js';
import { sealNoticesTo } from '../../src/store/queries/seal-notices.js';
import { serviceRecordsBySubject, toldAlready } from '../../src/store/queries/service-records.js';
import { specialProjectsBySubject } from '../../src/store/queries/special-projects.js';
import { syncRunById, syncRuns, tableCountsByRun } from '../../src/store/queries/sync-runs.js';
import { checksByRun, progressByRun } from '../../src/store/queries/sync-watch.js';
import { membersByTeam, teamsById, teamsOfCounty } from '../../src/store/queries/teams.js';
import { victimElectionsBySubject } from '../../src/store/queries/victim-elections.js';
import { withdrawalsTo } from '../../src/store/queries/withdrawals.js';
import { youthsBySubject } from '../../src/store/queries/youths.js';
import type { ReportScope } from '../../src/model/program-report.js';
import type { ServiceRecord } from '../../src/model/service-record.js';
import type { Queryable, Statement } from '../../src/store/request-session.js';
import { NOBODY_IN_PARTICULAR } from './small-county.js';

const IDS = ['a', 'b', 'c'];
const PAGE = { first: 3, after: null };

const SCHOOL = [{ category: 'EDUCATION', regime: 'FERPA', minorConsented: true }] as const;
const SERVICE = { category: 'CASE_FACTS', kind: 'SERVICE', startedOn: null, provenance: { sourceAgencyId: null } } as unknown as ServiceRecord;
const TABLE: ReportScope = { table: 'VICTIMS', county: null, period: { year: 2025, quarter: null, years: 1 } };

const QUERIES: readonly ((session: Queryable) => Promise<unknown>)[] = [
  (s) => admitPage(s, [], NOBODY_IN_PARTICULAR, { ...PAGE, order: 'ANY', filter: {} }),
  (s) => admitPage(s, [], NOBODY_IN_PARTICULAR, { ...PAGE, order: 'ANY', filter: {}, withdrawing: { county: '19', agencyId: 'a', stated: [] } }),
  (s) => waitingLike(s, [], { decided: false, most: 1 }),
  (s) => admitIds(s, [], NOBODY_IN_PARTICULAR, IDS),
  (s) => admitIdentifier(s, [], NOBODY_IN_PARTICULAR, { system: 1332, value: 'x' }),
  (s) => historyTerms(s, IDS), (s) => linkedSources(s, 'a'), (s) => identifierSystemsOf(s, { agencyId: 'a', county: '19' }),
  (s) => narrowOpened(s, IDS), (s) => factsOfOpened(s, NOBODY_IN_PARTICULAR, IDS),
  (s) => youthsBySubject(s, IDS), (s) => aliasesBySubject(s, IDS), (s) => addressesBySubject(s, IDS), (s) => gridEntriesBySubject(s, IDS),
  (s) => screeningFindingsBySubject(s, IDS),
  (s) => specialProjectsBySubject(s, IDS), (s) => referralsBySubject(s, IDS), (s) => allegationsBySubject(s, IDS),
  (s) => reportersByReferral(s, [{ subjectId: 'a', referralKey: 'r' }, { subjectId: 'b', referralKey: 'r' }]),
  (s) => childWelfareCasesBySubject(s, IDS), (s) => placementsBySubject(s, IDS), (s) => absencesBySubject(s, IDS),
  (s) => identifiersBySubject(s, IDS.map((subjectId) => ({ subjectId, allowed: ['IDENTITY_CORE'] }))), (s) => assignmentsBySubject(s, IDS), (s) => involvementsBySubject(s, IDS),
  (s) => serviceRecordsBySubject(s, IDS.map((subjectId) => ({ subjectId, allowed: [{ category: 'MENTAL_HEALTH', regime: 'LPS', minorConsented: true }] })), { first: 3 }),
  (s) => toldAlready(s, { subjectId: 'a', allowed: [] }, { fresh: [{ names: ['n'], record: SERVICE }], without: [] }),
  (s) => consentsBySubject(s, IDS), (s) => victimElectionsBySubject(s, IDS), (s) => consentById(s, 'a', 'c'), (s) => teamsBySubject(s, IDS),
  (s) => disclosuresBySubject(s, 'a', { ...PAGE, part2Recipients: true }), (s) => syncRuns(s, { county: null, ...PAGE }), (s) => syncRunById(s, 'r'),
  (s) => tableCountsByRun(s, IDS), (s) => quarantinedRows(s, { county: '19', runId: null, sourceTable: null, reason: null, settledToo: false, ...PAGE }),
  (s) => extractUpload(s, 'u', '19'), (s) => newestRuns(s), (s) => rowsOfNewestRuns(s), (s) => countyIntakes(s), (s) => undeliveredOfCounties(s),
  (s) => checksByRun(s, IDS), (s) => progressByRun(s, IDS), (s) => agencies(s),
  (s) => agenciesById(s, IDS), (s) => agencyWithAgreements(s, 'a'), (s) => agreementsByAgency(s, IDS), (s) => teamsById(s, IDS), (s) => teamsOfCounty(s, '19'),
  (s) => membersByTeam(s, IDS), (s) => personsById(s, IDS),
  (s) => courtOrdersBySubject(s, IDS), (s) => mandatedReportsBySubject(s, IDS), (s) => mandatedReportsOfCounty(s, { county: '19', unmade: true, ...PAGE }),
  (s) => withdrawalsTo(s, { agencyId: 'a', personId: 'p' }, PAGE), (s) => emergenciesToReview(s, { county: '19', ...PAGE }), (s) => sealNoticesTo(s, 'a', PAGE), (s) => documentMarks(s, 'a', 'd'),
  (s) => caseDocumentsBySubject(s, IDS.map((subjectId) => ({ subjectId, teamIds: ['t'], allowed: SCHOOL, released: SCHOOL })), PAGE), (s) => agencyKindsNamed(s, [], 'text'),
  (s) => programCounts(s, TABLE), (s) => releaseOf(s, 'RELEASED', TABLE), (s) => releaseByHash(s, 'h'), (s) => programReleases(s, 'AWAITING', PAGE),
  (s) => everyFrozenTable(s), (s) => approvalsOfCaller(s, { agencyId: 'a', personId: 'p' }, IDS),
  (s) => approvalsAskedBy(s, { agencyId: 'a', personId: 'p' }, IDS), (s) => approvalsToDecide(s, { county: '19', sensitivities: ['N'], ...PAGE }),
];

/** Two statements: how many there are is a thing of its own. */
const TWICE = 1;

/** Records what it is asked and answers that there is nothing. */
class Recorder implements Queryable {
  readonly asked: Statement[] = [];

  async query<R extends object>(statement: Statement): Promise<readonly R[]> {
    this.asked.push(statement);
    return [];
  }
}

async function statements(): Promise<readonly Statement[]> {
  const recorder = new Recorder();
  for (const query of QUERIES) await query(recorder);
  return recorder.asked;
}

test('every query is one statement, however many it is asked for', async () => {
  expect(await statements()).toHaveLength(QUERIES.length + TWICE);
});

test('every statement has a name of its own and names its columns', async () => {
  const asked = await statements();
  expect(new Set(asked.map(({ name }) => name)).size).toBe(asked.length);
  expect(asked.filter(({ name, text }) => name.length > 63 || /select \*/.test(text)).map(({ name }) => name)).toEqual([]);
});

test('the statements are those that were reviewed', async () => {
  const text = (await statements()).map(({ name, text: sql }) => `-- ${name}\n${sql};\n`).join('\n');
  await expect(text).toMatchFileSnapshot('statements.sql');
});
