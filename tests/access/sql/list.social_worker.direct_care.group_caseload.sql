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
and (exists (select
from house.care_delivery_group g
where g.id = d.group_id
and g.status = 'active')
and exists (
select
from house.sharing_agreement_scope scope
join house.sharing_agreement agreement on agreement.id = scope.agreement_id
join house.sharing_agreement_party party on party.agreement_id = scope.agreement_id
where scope.group_id = d.group_id
and scope.purpose = $7
and party.organisation_id = r.organisation_id
and ("agreement".starts_at <= clock_timestamp()
and ("agreement".ends_at is null or "agreement".ends_at > clock_timestamp())))
and exists (
select
from house.membership m
where m.practitioner_role_id = r.id
and m.group_id = d.group_id
and m.status = 'active'
and ("m".starts_at <= clock_timestamp()
and ("m".ends_at is null or "m".ends_at > clock_timestamp())))
and exists (
select
from house.group_organisation member
where member.group_id = d.group_id
and member.organisation_id = r.organisation_id
and ("member".starts_at <= clock_timestamp()
and ("member".ends_at is null or "member".ends_at > clock_timestamp()))))) held), page as materialized (
select *, row_number() over () as ordinal
from (
select t.id, t.patient_id as patient_id, v.vis , ((case when "t"."confirmed_at" is not null then "t"."review_due" end))::text as "sorted_0"
from care.caseload_entry as "t"
join care.patient as "p" on "p".id = "t".patient_id
cross join lateral (select
case when "p".objected then coalesce((
select bit_or(d.denied)
from care.denial d
where d.patient_id = "p".id
and d.organisation_kind = any((select a.kinds
from a)::text[])
and (d.only_group_id = (select "a"."group_id"
from a) or (d.only_group_id is null
and not coalesce((select "a"."group_id"
from a) = any(d.except_group_ids), false)))
and d.starts_at <= clock_timestamp()
and (d.ends_at is null or d.ends_at > clock_timestamp())), 0) else 0 end as denied) d
cross join lateral (select (($8::integer | ($9::integer & ~d.denied)) &
case when "p".restricted_record then $10::integer else -1 end &
case when "t".confirmed_at is not null then -1 else $11::integer end) as vis) v
where ((exists (select
from a)
and ("p".nhs_number_hash is null or "p".nhs_number_hash is distinct
from (select "a"."own_number"
from a))
and "t".group_id = (select "a"."group_id"
from a)
and "t".status in ('planned', 'waitlist', 'active', 'onhold')
and (d.denied & $12::integer) = 0)
and true)
and (true)
order by (case when "t"."confirmed_at" is not null then "t"."review_due" end) asc nulls last, t.id asc
limit $13) narrow), looked as materialized (select coalesce((select array_agg(page.patient_id
order by page.ordinal)
from page
where page.ordinal <= $14), '{}')::uuid[] as patient_ids
from armed), audit as ( insert into care.audit_event (kind, outcome, refresh, session_id, practitioner_id, practitioner_role_id, declaration_id, role, purpose, route, place_id, view, patient_ids, row_ids, categories_shown, categories_withheld, policy_version, request_id)
select $15,
case when not exists (select
from a) then 'refused' when not exists (select
from page) then 'empty' else 'answered' end, false, $16, $17, $18, $19, $20, $21, $22, $23, $24, looked.patient_ids, coalesce((select array_agg(page.id
order by page.ordinal)
from page
where page.ordinal <= $25), '{}'), coalesce((select bit_or(page.vis)
from page
where page.ordinal <= $26), 0) & $27::integer, ~coalesce((select bit_and(page.vis)
from page
where page.ordinal <= $28), -1) & $29::integer, $30, $31
from looked)
select held.holds, shown.* , cut."sorted_0"
from (select exists (select
from a) as holds) held
left join (select page.ordinal, page.id, page.patient_id, "p"."family_name" as "family_name", "p"."given_names" as "given_names", "p"."name_prefix" as "name_prefix", "p"."nhs_number" as "nhs_number", "p"."birth_date" as "birth_date", "p"."birth_date_precision" as "birth_date_precision", "p"."sex" as "sex", "p"."deceased" as "deceased",
case when (page.vis & $32::integer) <> 0 then (select named.name
from house.organisation named
where named.id = "p"."registered_practice_id") end as "registered_practice", not ((page.vis & $33::integer) <> 0) as "registered_practice?",
case when (page.vis & $34::integer) <> 0 then "patient_address"."lines" end as "address_lines", not ((page.vis & $35::integer) <> 0) as "address_lines?",
case when (page.vis & $36::integer) <> 0 then "patient_address"."city" end as "address_city", not ((page.vis & $37::integer) <> 0) as "address_city?",
case when (page.vis & $38::integer) <> 0 then "patient_address"."postcode" end as "address_postcode", not ((page.vis & $39::integer) <> 0) as "address_postcode?",
case when (page.vis & $40::integer) <> 0 then "patient_telecom"."value" end as "phone", not ((page.vis & $41::integer) <> 0) as "phone?",
case when (page.vis & $42::integer) <> 0 then "t"."status" end as "status", not ((page.vis & $43::integer) <> 0) as "status?",
case when (page.vis & $44::integer) <> 0 then "t"."reason" end as "reason", not ((page.vis & $45::integer) <> 0) as "reason?",
case when (page.vis & $46::integer) <> 0 then "t"."confirmed_at" end as "confirmed_at", not ((page.vis & $47::integer) <> 0) as "confirmed_at?",
case when (page.vis & $48::integer) <> 0 then "t"."care_manager_role_id" end as "care_manager_id", not ((page.vis & $49::integer) <> 0) as "care_manager_id?",
case when (page.vis & $50::integer) <> 0 then (select concat_ws(' ', person.given_names, person.family_name)
from house.practitioner_role held
join house.practitioner person on person.id = held.practitioner_id
where held.id = "t"."care_manager_role_id") end as "care_manager", not ((page.vis & $51::integer) <> 0) as "care_manager?",
case when (page.vis & $52::integer) <> 0
and ("t"."care_manager_reveals" & ~page.vis) = 0 then (select held.role
from house.practitioner_role held
where held.id = "t"."care_manager_role_id") end as "care_manager_role", not ((page.vis & $53::integer) <> 0
and ("t"."care_manager_reveals" & ~page.vis) = 0) as "care_manager_role?",
case when (page.vis & $54::integer) <> 0
and ("t"."care_manager_reveals" & ~page.vis) = 0 then (select named.name
from house.practitioner_role held
join house.organisation named on named.id = held.organisation_id
where held.id = "t"."care_manager_role_id") end as "care_manager_service", not ((page.vis & $55::integer) <> 0
and ("t"."care_manager_reveals" & ~page.vis) = 0) as "care_manager_service?",
case when (page.vis & $56::integer) <> 0 then "t"."care_manager_named_at" end as "care_manager_named_at", not ((page.vis & $57::integer) <> 0) as "care_manager_named_at?",
case when (page.vis & $58::integer) <> 0 then "t"."care_manager_accepted_at" end as "care_manager_accepted_at", not ((page.vis & $59::integer) <> 0) as "care_manager_accepted_at?",
case when (page.vis & $60::integer) <> 0 then "t"."review_due" end as "review_due", not ((page.vis & $61::integer) <> 0) as "review_due?",
case when (page.vis & $62::integer) <> 0 then "t"."added_at" end as "added_at", not ((page.vis & $63::integer) <> 0) as "added_at?", exists (select
from care.outbox o
where o.place_id = (select "a"."place_id"
from a)
and o.patient_id = "p"."id"
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
and (o.categories & page.vis) <> 0
and (o.group_id is null or o.group_id = (select "a"."group_id"
from a)) ) as "changed", exists (select
from care.outbox o
where o.place_id = (select "a"."place_id"
from a)
and o.patient_id = "p"."id"
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
and (o.categories & page.vis) <> 0
and (o.group_id is null or o.group_id = (select "a"."group_id"
from a))
and o.row_id = t.id
and not exists (select
from care.outbox earlier
where earlier.place_id = o.place_id
and earlier.patient_id = o.patient_id
and earlier.rev <= (select l.rev
from house.last_look l
where l.practitioner_role_id = (select "a"."practitioner_role_id"
from a)
and l.place_id = (select "a"."place_id"
from a))
and earlier.row_id = o.row_id)) as "added", jsonb_strip_nulls(jsonb_build_object('administrative',
case when (page.vis & $64::integer) <> 0 then coalesce((t.versions->>'administrative')::integer, 0) end, 'location',
case when (page.vis & $65::integer) <> 0 then coalesce((t.versions->>'location')::integer, 0) end)) as versions
from page
cross join lateral (select *
from "care"."caseload_entry" one
where one.id = page.id offset 0) "t"
cross join lateral (select *
from "care"."patient" one
where one.id = page.patient_id offset 0) "p"
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
