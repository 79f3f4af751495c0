import pg from 'pg';
import type { Consent } from '../../src/model/consent.js';
import type { Instant } from '../../src/kernel/dates.js';
import type { AdmissionNode, Limited } from '../../src/policy/admission/admission.js';
import type { FactsCaller } from '../../src/store/admission-statements.js';

/** Ids that read well in a failing test: `subject(3)`. */
export const subject = (n: number): string => `5ab1ec70-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const agency = (n: number): string => `a9e0c100-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const team = (n: number): string => `7ea30000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const consentId = (n: number): string => `c0215e20-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const AS_OF = '2026-03-01T08:00:00.000Z' as Instant;

export const NOBODY_IN_PARTICULAR: FactsCaller = {
  staffKey: null, agencyId: agency(1), personId: 'person-1', agencyKind: 'MENTAL_HEALTH', asOf: AS_OF,
};

/** The access matrix with nothing closed. */
export const UNLIMITED: Limited = {
  home: '19', limits: ['N:SAME', 'N:OTHER', 'N:NONE', 'S:SAME', 'S:OTHER', 'S:NONE', 'R:SAME', 'R:OTHER', 'R:NONE'],
};

export const EVERYWHERE: readonly AdmissionNode[] = [{ kind: 'everywhere', ...UNLIMITED }];

export interface YouthSeed {
  readonly n: number;
  readonly county?: string | null;
  readonly sensitivity?: 'N' | 'S' | 'R';
  readonly lastName?: string | null;
  readonly firstName?: string | null;
  readonly openedOn?: string | null;
  readonly hasOpenCase?: boolean;
  readonly csecStatus?: string | null;
}

/** Runs statements as the owner of the database and closes the connection. */
export async function asOwner<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** Youths, each alone in its county's list. */
export async function seedYouths(url: string, youths: readonly YouthSeed[]): Promise<void> {
  const rows = youths.map((youth) => ({
    subject_id: subject(youth.n), client_key: `client${String(youth.n).padStart(4, '0')}`,
    county: youth.county === undefined ? '19' : youth.county, sensitivity: youth.sensitivity ?? 'N',
    last_name: youth.lastName ?? null, first_name: youth.firstName ?? null, opened_on: youth.openedOn ?? null,
    has_open_case: youth.hasOpenCase ?? false, csec_status: youth.csecStatus ?? null,
    stated_county: youth.county === undefined ? '19' : youth.county, stated_open_case: youth.hasOpenCase ?? false,
  }));
  await asSync(url, `insert into csec.youth (subject_id, client_key, county, sensitivity, last_name, first_name, opened_on,
      has_open_case, csec_status, stated_county, stated_open_case)
    select subject_id, client_key, county, sensitivity, last_name, first_name, opened_on, has_open_case, csec_status,
      stated_county, stated_open_case
    from jsonb_populate_recordset(null::csec.youth, $1)`, [JSON.stringify(rows)]);
}

/** Runs one statement under the sync role. */
export async function asSync(url: string, text: string, values: readonly unknown[] = []): Promise<void> {
  await asOwner(url, async (client) => {
    await client.query('set role csec_sync');
    await client.query(text, [...values]);
  });
}

const KEYED: Readonly<Record<string, string>> = {
  alias: '', address: '', csec_grid_entry: 'type_code', special_project_participation: 'project_name, programme, through',
  allegation: '', child_welfare_case: '', placement: '', absence: 'kind, started_on, derived_from',
  service_record: 'category, kind, system, regime', identifier: 'system_code, value',
  assignment: 'staff_key, through, through_key, kind', involvement: 'agency_id, kind, started_on',
  team_assignment: 'team_id, assigned_at',
};

const REQUIRED: Readonly<Record<string, string>> = {
  type_code: '6866', project_name: `'S-CSEC Referral'`, programme: `'CSEC_REFERRAL'`, through: `'CASE'`, started_on: `'2026-01-05'`,
  derived_from: `'GRID_ROW'`, category: `'MENTAL_HEALTH'`, system: `'CWS/CMS'`, regime: `'CHILD_WELFARE'`, system_code: '1332',
  value: `'MEDS' || s.n`, staff_key: `'0X5'`, through_key: `'case'`, agency_id: `'${agency(1)}'`, team_id: `'${team(1)}'`,
  assigned_at: `'2026-01-01T00:00:00Z'`,
};

const KIND: Readonly<Record<string, string>> = {
  absence: `'RAN_AWAY'`, service_record: `'SERVICE'`, assignment: `'PRIMARY'`, involvement: `'TREATMENT'`,
};

/** One row in every table that belongs to a subject, for each subject. */
export async function seedEveryTable(url: string, ns: readonly number[]): Promise<void> {
  await asOwner(url, async (client) => {
    await client.query('set role csec_sync');
    const subjects = `unnest($1::uuid[]) with ordinality as s (id, n)`;
    for (const [table, names] of Object.entries(KEYED)) {
      const columns = names === '' ? [] : names.split(', ');
      const values = columns.map((column) => (column === 'kind' ? KIND[table]! : REQUIRED[column]!));
      await client.query(`insert into csec.${table} (${['subject_id', 'record_key', ...columns].join(', ')})
        select ${['s.id', `'key' || s.n`, ...values].join(', ')} from ${subjects}`, [ns.map(subject)]);
    }
    await client.query(`insert into csec.referral (subject_id, referral_key) select s.id, 'referral' from ${subjects}`, [ns.map(subject)]);
    await client.query(`insert into csec.reporter (subject_id, referral_key) select s.id, 'referral' from ${subjects}`, [ns.map(subject)]);
    for (const n of ns) await client.query(...insertConsent(consent({ n, subjectId: subject(n) })));
    await client.query(`insert into csec.consent_version (subject_id, id, version, replaced_at, record)
      select s.id, gen_random_uuid(), 1, now(), '{}' from ${subjects}`, [ns.map(subject)]);
  });
}

/** The statement that keeps a consent as it is. */
export function insertConsent(record: Consent): [string, unknown[]] {
  return [`insert into csec.consent (subject_id, id, version, effect, status, recorded_by_agency_id, recorded_at, record)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`, [record.subjectId, record.id, record.version, record.effect, record.status,
    record.recordedByAgencyId, record.recordedAt, JSON.stringify(record)]];
}

/** A consent to share mental-health information with one agency; parts may be given. */
export function consent(parts: Partial<Consent> & { readonly n: number; readonly subjectId: string }): Consent {
  const { n, ...rest } = parts;
  return {
    id: consentId(n), version: 1, effect: 'PERMIT', subjectNameAsWritten: null, subjectBornOnAsWritten: null,
    regimes: ['HIPAA_CMIA'], discloserAgencyIds: [], discloserClasses: [], recipientPersonIds: [], recipientAgencyIds: [agency(1)],
    recipientClasses: [], intermediary: null, recipientTeam: null, categories: ['MENTAL_HEALTH'], excludedCategories: [], fields: [],
    dataFrom: null, dataTo: null, sourceAgencyIds: [], explicitMentions: [], purposes: ['TREATMENT'], redisclosure: 'PROHIBITED',
    effectiveFrom: AS_OF, expiry: { kind: 'NONE_TPO' }, longerThanYearRequestedBySigner: false, maxUses: null, usesSoFar: 0,
    signature: null, coSignatures: [], capacity: null,
    statements: {
      revocationHow: true, redisclosureRisk: true, conditioning: true, part2TpoRedisclosure: true, refusalConsequences: true,
      copyGiven: true, copyInstructions: true,
    },
    documentHash: null, status: 'ACTIVE', failedChecks: [], revocation: null, recordedByAgencyId: agency(1), recordedAt: AS_OF,
    ...rest,
  };
}
