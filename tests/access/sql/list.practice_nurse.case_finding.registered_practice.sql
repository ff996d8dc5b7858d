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
select t.id, t.id as patient_id, v.vis , ((case when (v.vis & $7::integer) <> 0 then "t"."family_name" end))::text as "sorted_0"
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
cross join lateral (select (($8::integer | ($9::integer & ~d.denied))) as vis) v
where ((exists (select
from a)
and ("t".nhs_number_hash is null or "t".nhs_number_hash is distinct
from (select "a"."own_number"
from a))
and "t".registered_practice_id = (select "a"."organisation_id"
from a)
and (d.denied & $10::integer) = 0)
and true)
and (true)
order by (case when (v.vis & $11::integer) <> 0 then "t"."family_name" end) asc nulls last, t.id asc
limit $12) narrow), looked as materialized (select coalesce((select array_agg(page.patient_id
order by page.ordinal)
from page
where page.ordinal <= $13), '{}')::uuid[] as patient_ids
from armed), audit as ( insert into care.audit_event (kind, outcome, refresh, session_id, practitioner_id, practitioner_role_id, declaration_id, role, purpose, route, place_id, view, patient_ids, row_ids, categories_shown, categories_withheld, policy_version, request_id)
select $14,
case when not exists (select
from a) then 'refused' when not exists (select
from page) then 'empty' else 'answered' end, false, $15, $16, $17, $18, $19, $20, $21, $22, $23, looked.patient_ids, coalesce((select array_agg(page.id
order by page.ordinal)
from page
where page.ordinal <= $24), '{}'), coalesce((select bit_or(page.vis)
from page
where page.ordinal <= $25), 0) & $26::integer, ~coalesce((select bit_and(page.vis)
from page
where page.ordinal <= $27), -1) & $28::integer, $29, $30
from looked)
select held.holds, shown.* , cut."sorted_0"
from (select exists (select
from a) as holds) held
left join (select page.ordinal, page.id, page.patient_id,
case when (page.vis & $31::integer) <> 0 then "t"."family_name" end as "family_name", not ((page.vis & $32::integer) <> 0) as "family_name?",
case when (page.vis & $33::integer) <> 0 then "t"."given_names" end as "given_names", not ((page.vis & $34::integer) <> 0) as "given_names?",
case when (page.vis & $35::integer) <> 0 then "t"."name_prefix" end as "name_prefix", not ((page.vis & $36::integer) <> 0) as "name_prefix?",
case when (page.vis & $37::integer) <> 0 then "t"."birth_date" end as "birth_date", not ((page.vis & $38::integer) <> 0) as "birth_date?",
case when (page.vis & $39::integer) <> 0 then "t"."birth_date_precision" end as "birth_date_precision", not ((page.vis & $40::integer) <> 0) as "birth_date_precision?",
case when (page.vis & $41::integer) <> 0 then "t"."sex" end as "sex", not ((page.vis & $42::integer) <> 0) as "sex?",
case when (page.vis & $43::integer) <> 0 then "t"."deceased" end as "deceased", not ((page.vis & $44::integer) <> 0) as "deceased?",
case when (page.vis & $45::integer) <> 0 then "t"."nhs_number" end as "nhs_number", not ((page.vis & $46::integer) <> 0) as "nhs_number?", exists (select
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
case when (page.vis & $47::integer) <> 0 then coalesce((t.versions->>'identity')::integer, 0) end, 'demographics',
case when (page.vis & $48::integer) <> 0 then coalesce((t.versions->>'demographics')::integer, 0) end)) as versions
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
