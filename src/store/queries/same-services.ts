import { COUNTY_SERVICE_SYSTEM, SERVICE_SYSTEM } from '../../model/service-names.js';

/** The names of our own making: a row bears them for itself alone. */
const OURS = `^(${SERVICE_SYSTEM}(:[^|]*)?|${COUNTY_SERVICE_SYSTEM})[|]`;

/**
 * SQL of rows of `service_record` as `pairsAmong` compares them, with the names that other systems may know each by and those that
 * are its own: what the gateway calls it, and the key of a county's row. A row without a day agrees with no other.
 * INVARIANT: what is interpolated comes from our code.
 */
export function toldRows(subject: string, admits: (row: string) => string): string {
  return `select o.record_key, o.source_agency_id, o.category, o.kind, o.started_on, coalesce(o.told_since, 'infinity') as told_since,
          string_to_array(o.same_as, E'\\n') as names,
          array['${SERVICE_SYSTEM}|' || o.public_id, case when o.system = 'CWS/CMS' then '${COUNTY_SERVICE_SYSTEM}|' || substr(o.record_key, 10) end] as own
        from csec.service_record o where o.subject_id = ${subject} and o.started_on is not null and ${admits('o')}`;
}

/**
 * SQL of the pairs of `told`, rows of one subject, that tell one service on one day: the row that stands for it, and the one that gives
 * way. A row gives way to the row whose own name it bears. Where sources both bear a name that is neither the county's nor ours, and agree
 * in category and kind, the one that its system belongs to stands, by the county's register; where it belongs to neither, who told it longest.
 * A row gives way only to a row that itself gives way to none, so that nothing is lost and a claim to names of others joins no two of
 * them; of two that claim each other, both stay. What was asked for anew takes no kept row's place, whoever it is of.
 */
export function pairsAmong(told: string, subject: string): string {
  return `with told as materialized (${told}),
        alike as (select k.record_key as kept, g.record_key as gives_way from told k join told g on g.started_on = k.started_on and g.record_key <> k.record_key
          where g.names && k.own
            or (g.source_agency_id is distinct from k.source_agency_id and g.category = k.category and g.kind = k.kind and not k.names && g.own
              and exists (select from unnest(g.names) as name
                left join csec.identifier_owner w on w.system = split_part(name, '|', 1) and w.county = (select y.county from csec.youth y where y.subject_id = ${subject})
                  and w.agency_id in (k.source_agency_id, g.source_agency_id) and isfinite(k.told_since) and isfinite(g.told_since)
                where name = any (k.names) and name !~ '${OURS}'
                  and case when w.agency_id is null then (k.told_since, k.record_key) < (g.told_since, g.record_key) else w.agency_id = k.source_agency_id end)))
        select a.kept, a.gives_way from alike a where not exists (select from alike b where b.gives_way = a.kept)`;
}
