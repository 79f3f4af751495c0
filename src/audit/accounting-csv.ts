import { AUTHORITIES, type Authority } from '../law/authority.js';
import { CATEGORY_FACTS } from '../law/category.js';
import { PURPOSES } from '../law/purpose.js';
import { ROLE_TITLES } from '../policy/words.js';
import { teamInWords, type AccountingEntry } from './accounting.js';
import { csvLine } from './csv.js';

const COLUMNS = [
  'disclosed_at', 'case_id', 'recipient_id', 'recipient', 'recipient_kind', 'person_id', 'role', 'purpose', 'information',
  'rules', 'law', 'consents', 'teams', 'court_orders', 'reports', 'emergencies', 'approvals', 'break_glass_reasons', 'notices', 'labels', 'identified_by', 'accounted_under', 'decision_id', 'disclosure_id', 'policy_version',
] as const;

/** What an entry without a category released, as far as its reader is told. */
const RECORD_ONLY = 'that there is a record';

/** An authority as a reader would look it up; an id that the register no longer has stands as itself. */
function citation(id: string): string {
  return (AUTHORITIES as Readonly<Record<string, Authority>>)[id]?.citation ?? id;
}

function fieldsOf(entry: AccountingEntry): Readonly<Record<(typeof COLUMNS)[number], string>> {
  const several = (items: readonly string[]): string => items.join('; ');
  return {
    disclosed_at: entry.at, case_id: entry.subjectId, recipient_id: entry.agencyId, recipient: entry.recipient?.name ?? '',
    recipient_kind: entry.recipient?.kind ?? '', person_id: entry.personId, role: ROLE_TITLES[entry.role], purpose: PURPOSES[entry.purpose].title,
    information: entry.categories.length === 0 ? RECORD_ONLY : several(entry.categories.map((category) => `${CATEGORY_FACTS[category].id} ${CATEGORY_FACTS[category].title}`)),
    rules: several(entry.rules), law: several(entry.authorities.map(citation)), consents: several(entry.consents),
    teams: several(entry.teams.map((team) => teamInWords(team, entry.seats))),
    court_orders: several(entry.orders.map(({ id, caseNumber }) => `${caseNumber} (${id})`)),
    reports: several(entry.reports), emergencies: several(entry.emergencies),
    approvals: several(entry.approvals), break_glass_reasons: several(entry.breakGlass),
    notices: several(entry.notices), labels: several(entry.labels), identified_by: entry.credential ?? '',
    accounted_under: several(entry.accountedUnder.map(citation)), decision_id: entry.decisionId ?? '', disclosure_id: entry.id,
    policy_version: entry.policyVersion,
  };
}

/** The accounting as CSV, line by line, with a line of headings. */
export async function* accountingAsCsv(entries: AsyncIterable<AccountingEntry>): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for await (const entry of entries) {
    const fields = fieldsOf(entry);
    yield csvLine(COLUMNS.map((column) => fields[column]));
  }
}
