with armed as materialized (select set_config('shared_caseload.access', $1, true) as said), a as materialized (select held.*
from armed
cross join (
select d.id as declaration_id, d.place_id, d.group_id, d.patient_id as target_id, r.id as practitioner_role_id, r.practitioner_id, r.organisation_id, (select array_agg(distinct held.kind)
from house.practitioner_role also
join house.organisation held on held.id = also.organisation_id
where also.practitioner_id = r.practitioner_id
and ("also".starts_at <= clock_timestamp()
and ("also".ends_at is null or "also".ends_at > clock_timestamp()))) as kinds, care.own_number(r.practitioner_id) as own_number
from house.declaration d
join house.session s on s.id = d.session_id
join house.account account on account.id = s.account_id
join house.practitioner_role r on r.id = d.practitioner_role_id
join house.organisation o on o.id = r.organisation_id
where d.id = $2
and d.session_id = $3
and d.route = $4
and d.purpose = $5
and r.role = $6
and d.ended_at is null
and d.ends_at > clock_timestamp()
and s.revoked_at is null
and s.idle_ends_at > clock_timestamp()
and s.absolute_ends_at > clock_timestamp()
and account.disabled_at is null
and account.practitioner_id = r.practitioner_id
and ("r".starts_at <= clock_timestamp()
and ("r".ends_at is null or "r".ends_at > clock_timestamp()))
and (o.closed_on is null or o.closed_on > current_date)
and d.organisation_id = r.organisation_id
and o.kind = 'gp_practice') held), page as materialized (
select *, row_number() over () as ordinal
from (
select t.id, t.id as patient_id, v.vis , ("t"."family_name")::text as "sorted_0"
from care.patient as "t"
cross join lateral (select
case when "t".objected then coalesce((
select bit_or(d.denied)
from care.denial d
where d.patient_id = "t".id
and d.organisation_kind = any((select a.kinds
from a)::text[])
and (d.only_group_id = (select "a"."group_id"
from a) or (d.only_group_id is null
and not coalesce((select "a"."group_id"
from a) = any(d.except_group_ids), false)))
and d.starts_at <= clock_timestamp()
and (d.ends_at is null or d.ends_at > clock_timestamp())), 0) else 0 end as denied) d
cross join lateral (select (($7::integer | ($8::integer & ~d.denied))) as vis) v
where ((exists (select
from a)
and ("t".nhs_number_hash is null or "t".nhs_number_hash is distinct
from (select "a"."own_number"
from a))
and "t".registered_practice_id = (select "a"."organisation_id"
from a)
and true)
and true)
and (true)
order by "t"."family_name" asc nulls last, t.id asc
limit $9) narrow), looked as materialized (select coalesce((select array_agg(page.patient_id
order by page.ordinal)
from page
where page.ordinal <= $10), '{}')::uuid[] as patient_ids
from armed), audit as ( insert into care.audit_event (kind, outcome, refresh, session_id, practitioner_id, practitioner_role_id, declaration_id, role, purpose, route, place_id, view, patient_ids, row_ids, categories_shown, categories_withheld, policy_version, request_id)
select $11,
case when not exists (select
from a) then 'refused' when not exists (select
from page) then 'empty' else 'answered' end, false, $12, $13, $14, $15, $16, $17, $18, $19, $20, looked.patient_ids, coalesce((select array_agg(page.id
order by page.ordinal)
from page
where page.ordinal <= $21), '{}'), coalesce((select bit_or(page.vis)
from page
where page.ordinal <= $22), 0) & $23::integer, ~coalesce((select bit_and(page.vis)
from page
where page.ordinal <= $24), -1) & $25::integer, $26, $27
from looked)
select held.holds, shown.* , cut."sorted_0"
from (select exists (select
from a) as holds) held
left join (select page.ordinal, page.id, page.patient_id, "t"."family_name" as "family_name", "t"."given_names" as "given_names", "t"."name_prefix" as "name_prefix", "t"."birth_date" as "birth_date", "t"."birth_date_precision" as "birth_date_precision", "t"."sex" as "sex", "t"."deceased" as "deceased", "t"."nhs_number" as "nhs_number", "patient_address"."lines" as "address_lines", "patient_address"."city" as "address_city", "patient_address"."postcode" as "address_postcode", "patient_telecom"."value" as "phone", exists (select
from care.outbox o
where o.place_id = (select "a"."place_id"
from a)
and o.patient_id = "t"."id"
and o.rev > (select l.rev
from house.last_look l
where l.practitioner_role_id = (select "a"."practitioner_role_id"
from a)
and l.place_id = (select "a"."place_id"
from a))
and o.by_role_id is distinct
from (select "a"."practitioner_role_id"
from a)
and (o.row_categories & ~page.vis) = 0
and (o.categories & page.vis) <> 0 ) as "changed", jsonb_strip_nulls(jsonb_build_object('identity',
case when (page.vis & $28::integer) <> 0 then coalesce((t.versions->>'identity')::integer, 0) end, 'location',
case when (page.vis & $29::integer) <> 0 then coalesce((t.versions->>'location')::integer, 0) end, 'demographics',
case when (page.vis & $30::integer) <> 0 then coalesce((t.versions->>'demographics')::integer, 0) end)) as versions
from page
cross join lateral (select *
from "care"."patient" one
where one.id = page.id offset 0) "t"
left join lateral (
select *
from "care"."patient_address" one
where one.patient_id = page.patient_id
and one.is_current
order by one.id
limit 1) "patient_address" on true
left join lateral (
select *
from "care"."patient_telecom" one
where one.patient_id = page.patient_id
and one.is_current
order by one.id
limit 1) "patient_telecom" on true) shown on true
left join page cut on cut.ordinal = shown.ordinal
order by shown.ordinal
