import { batchOf, standingRow } from './assembly-step.js';
import { allegationsOf, casesOf, referralsOf } from './batch-rows.js';
import { coded, ofClient, ofKey, ofParent, recordOf } from './landed-rows.js';
import { PART } from './parts.js';

/** Caretaker absence or incapacity, general neglect, severe neglect. */
const INADEQUATE_CARE = '2169, 2178, 2180';
const SUBSTANTIATED = 45;
/** Unfounded, and entered in error: the allegation does not stand. */
const FALLEN = '46, 5918';

/** Says of a case or referral that its access is not limited; one that does not say is. */
const UNRESTRICTED = `coalesce(limited_access = 'N', false)`;

/**
 * The county that owns the youth: of an open case, else of an open referral, else of a closed case, else of a closed
 * referral, else of a relative's open case, else of a relative's closed one; within a step the newest. A step whose rows name no county of 01 to 58 passes to the next.
 * Source: the six steps of CLIENT_CNTY_PROC.
 */
const countyOf = (name: string, rows: string): string => `${name} as (
  select distinct on (client_key) client_key, county from (
    select client_key, county, case when ended_on is null then 1 else 3 end as step, coalesce(ended_on, started_on) as newest, case_key as key
    from child_case where ${rows}
    union all
    select client_key, county, case when closed_on is null then 2 else 4 end, received_on, referral_key from child_referral where ${rows}
    union all
    select client_key, county, case when ended_on is null then 5 else 6 end, coalesce(ended_on, started_on), case_key from related_case where ${rows}
  ) candidate
  where county between '01' and '58'
  order by client_key, step, newest desc nulls last, key desc)`;

/** The county that admission rests on, and the one that is told, which no case or referral of limited access decides. */
const COUNTIES = `${countyOf('county', 'true')}, ${countyOf('stated_county', 'unrestricted')}`;

/** One row a youth; ended at-risk rows count as at risk, rows of a type the code table does not know count for nothing. */
const STATUS = `status as (
  select g.client_key,
    case when bool_or((g.record->>'isVictim')::boolean and g.record->>'endedOn' is null) then 'VICTIM_CURRENT'
      when bool_or((g.record->>'isVictim')::boolean) then 'VICTIM_PAST'
      when bool_or(not (g.record->>'isVictim')::boolean) then 'AT_RISK' end as csec_status,
    coalesce(bool_or((g.record->>'isVictim')::boolean), false) as victim
  from ${batchOf(PART.YOUTH)} b
  join ${ofClient('CSECHIST', 'g', 'b.client_key')}
  group by g.client_key)`;

/**
 * What is alleged, per youth. Exploitation stands when substantiated or not yet disposed; inadequate protection when
 * neither unfounded nor entered in error. What is alleged in a referral of limited access, or in one that is not known,
 * counts for nothing: the outcome would tell of it. Authority: WIC 300(b)(2).
 */
const ALLEGED = `alleged as (
  select a.client_key,
    coalesce(bool_or(a.exploitation and a.disposition_code is distinct from 5918), false) as exploitation_alleged,
    coalesce(bool_or(a.exploitation and coalesce(a.disposition_code, ${SUBSTANTIATED}) = ${SUBSTANTIATED}), false) as exploited,
    coalesce(bool_or((a.unprotected or a.type_code in (${INADEQUATE_CARE})) and coalesce(a.disposition_code, 0) not in (${FALLEN})), false) as unprotected
  from ${allegationsOf(PART.YOUTH)} a
  left join pg_temp.batch_referral r on r.client_key = a.client_key and r.referral_key = a.parent_key and r.known
  left join ${ofKey('REFERL_T', 'f', 'case when r.referral_key is null then a.parent_key end')}
  where a.parent_key is null or coalesce(r.limited_access, f.record->>'limitedAccess') = 'N'
  group by a.client_key)`;

const FACTS = `
  child_case as (
    select client_key, case_key, county, started_on, ended_on, ${UNRESTRICTED} as unrestricted from ${casesOf(PART.YOUTH)} k),
  child_referral as (
    select client_key, referral_key, county, received_on, closed_on, ${UNRESTRICTED} as unrestricted from ${referralsOf(PART.YOUTH)} r where known),
  related_case as (
    select o.client_key, k.source_key as case_key, r.*
    from (
      select b.client_key, l.parent_key as relative from ${batchOf(PART.YOUTH)} b
      join ${ofClient('CLN_RELT', 'l', 'b.client_key')} where l.record->>'endedOn' is null
      union select b.client_key, l.client_key from ${batchOf(PART.YOUTH)} b
      join ${ofParent('CLN_RELT', 'l', 'b.client_key')} where l.record->>'endedOn' is null) o
    join ${ofClient('CASE_T', 'k', 'o.relative')}
    cross join lateral (select k.record->>'county' as county, (k.record->>'startedOn')::date as started_on,
      (k.record->>'endedOn')::date as ended_on, coalesce(k.record->>'limitedAccess' = 'N', false) as unrestricted) r),
  open_case as (
    select client_key, max(started_on) filter (where unrestricted) as opened_on, bool_or(unrestricted) as stated
    from child_case where ended_on is null group by client_key),
  open_episode as (
    -- Of several the latest counts, and where the day of one is not known, none does.
    select e.client_key, case when bool_and(e.record->>'removedOn' is not null) then max((e.record->>'removedOn')::date) end as removed_on
    from ${batchOf(PART.YOUTH)} b
    join ${ofClient('PLC_EPST', 'e', 'b.client_key')}
    where e.record->>'endedOn' is null group by e.client_key)`;

const COLUMNS = ['county', 'stated_county', 'sensitivity', 'first_name', 'middle_name', 'last_name', 'name_suffix', 'born_on',
  'birth_date_estimated', 'died_on', 'sex', 'ethnicity_code', 'ethnicity_display', 'primary_language_code',
  'primary_language_display', 'secondary_language_code', 'secondary_language_display', 'sexual_orientation_code',
  'sexual_orientation_display', 'gender_identity_code', 'gender_identity_display', 'address_confidential', 'minor_parent',
  'in_care', 'removed_on', 'has_open_case', 'stated_open_case', 'opened_on', 'csec_status', 'sb855_eligible'];

const BUILT = `
  select b.subject_id, b.client_key, y.county, t.county, r.sensitivity, r."firstName", r."middleName", r."lastName", r."nameSuffix", r."bornOn",
    r."birthDateEstimated", r."diedOn", r.sex, ${coded('r.ethnicity')}, ${coded('r."primaryLanguage"')}, ${coded('r."secondaryLanguage"')},
    ${coded('r."sexualOrientation"')}, ${coded('r."genderIdentity"')}, coalesce(r."addressConfidential", false),
    (h.record->>'minorParent')::boolean, e.client_key is not null, e.removed_on, o.client_key is not null,
    coalesce(o.stated, false), o.opened_on, s.csec_status,
    case when coalesce(s.victim, false) or coalesce(a.exploitation_alleged, false)
      then (coalesce(s.victim, false) or a.exploited) and coalesce(a.unprotected, false) end
  from ${batchOf(PART.YOUTH)} b
  join ${ofKey('CLIENT_T', 'c', 'b.client_key')}
  ${recordOf('c', 'r', `sensitivity text, "firstName" text, "middleName" text, "lastName" text, "nameSuffix" text, "bornOn" date,
    "birthDateEstimated" boolean, "diedOn" date, sex text, ethnicity jsonb, "primaryLanguage" jsonb, "secondaryLanguage" jsonb,
    "sexualOrientation" jsonb, "genderIdentity" jsonb, "addressConfidential" boolean`)}
  left join ${ofKey('CHLD_CLT', 'h', 'b.client_key')}
  left join county y on y.client_key = b.client_key
  left join stated_county t on t.client_key = b.client_key
  left join open_episode e on e.client_key = b.client_key
  left join open_case o on o.client_key = b.client_key
  left join status s on s.client_key = b.client_key
  left join alleged a on a.client_key = b.client_key`;

const BUILD = `with ${FACTS}, ${COUNTIES}, ${STATUS}, ${ALLEGED}`;
const INSERT = `insert into csec.youth as t (subject_id, client_key, ${COLUMNS.join(', ')})`;

const LEFT_OF_REMOVED: Readonly<Record<string, string>> = {
  sensitivity: "'R'", address_confidential: 'true', in_care: 'false', has_open_case: 'false', stated_open_case: 'false',
};

/**
 * Writes each youth of the batch: what CLIENT_T and CHLD_CLT say, and what follows from the other rows.
 *
 * `sb855_eligible` is null while nobody alleges exploitation (no victim row in the grid, no allegation of 6873), else
 * whether exploitation and inadequate protection both stand. `opened_on` is the start of the newest open case of unrestricted access,
 * and what is stated, unlike what admission rests on, knows nothing of cases and referrals of limited access.
 * The subject id that a client once got is kept for ever.
 */
export const YOUTHS = {
  fill: `${BUILD} ${INSERT} ${BUILT}`,
  renew: `${BUILD}, fresh (subject_id, client_key, ${COLUMNS.join(', ')}) as materialized (${BUILT})
  ${INSERT} select f.* from fresh f left join ${standingRow('youth', ['subject_id'], COLUMNS)} where so.stands is null
  on conflict (subject_id) do update set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`,
} as const;

/**
 * What is left of a youth whom the county removed, as it does with one of two clients that are the same person: the id,
 * on which consents and disclosures hang, sealed. The records moved on with the rows, to whomever these now name.
 */
export const CLEAR_REMOVED_YOUTHS = `
  update csec.youth t set ${COLUMNS.map((column) => `${column} = ${LEFT_OF_REMOVED[column] ?? 'null'}`).join(', ')}
  from pg_temp.assembly_batch b where b.removed and t.subject_id = b.subject_id`;
