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
select t.id, t.patient_id as patient_id, v.vis , ("t"."recorded_at")::text as "sorted_0"
from care.caseload_entry as "e"
join care.patient as "p" on "p".id = "e".patient_id
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
case when "e".confirmed_at is not null then -1 else $11::integer end) as vis) v
join "care"."sharing_preference" t on t.patient_id = "p"."id"
where ((exists (select
from a)
and ("p".nhs_number_hash is null or "p".nhs_number_hash is distinct
from (select "a"."own_number"
from a))
and "e".group_id = (select "a"."group_id"
from a)
and "e".status in ('planned', 'waitlist', 'active', 'onhold')
and (d.denied & $12::integer) = 0)
and ((v.vis & $13::integer) <> 0 or "t"."recorded_by" in (
select mine.id
from house.practitioner_role mine
where mine.practitioner_id = (select "a"."practitioner_id"
from a))))
and (true
and t.patient_id = $14)
order by "t"."recorded_at" desc nulls last, t.id asc
limit $15) narrow), looked as materialized (select coalesce((select array_agg(page.patient_id
order by page.ordinal)
from page
where page.ordinal <= $16), '{}')::uuid[] as patient_ids
from armed), audit as ( insert into care.audit_event (kind, outcome, refresh, session_id, practitioner_id, practitioner_role_id, declaration_id, role, purpose, route, place_id, view, patient_ids, row_ids, categories_shown, categories_withheld, policy_version, request_id)
select $17,
case when not exists (select
from a) then 'refused' when not exists (select
from page) then 'empty' else 'answered' end, false, $18, $19, $20, $21, $22, $23, $24, $25, $26, looked.patient_ids, coalesce((select array_agg(page.id
order by page.ordinal)
from page
where page.ordinal <= $27), '{}'), coalesce((select bit_or(page.vis)
from page
where page.ordinal <= $28), 0) & $29::integer, ~coalesce((select bit_and(page.vis)
from page
where page.ordinal <= $30), -1) & $31::integer, $32, $33
from looked)
select held.holds, shown.* , cut."sorted_0"
from (select exists (select
from a) as holds) held
left join (select page.ordinal, page.id, page.patient_id, "t"."effect" as "effect", "t"."what" as "what", "t"."organisation_kind" as "organisation_kind", (select named.name
from house.care_delivery_group named
where named.id = "t"."group_id") as "group", "t"."starts_at" as "starts_at", "t"."ends_at" as "ends_at", "t"."said_by" as "said_by", "t"."incapacity_recorded" as "incapacity_recorded", (select concat_ws(' ', person.given_names, person.family_name)
from house.practitioner_role held
join house.practitioner person on person.id = held.practitioner_id
where held.id = "t"."recorded_by") as "recorded_by", "t"."recorded_at" as "recorded_at", (select concat_ws(' ', person.given_names, person.family_name)
from house.practitioner_role held
join house.practitioner person on person.id = held.practitioner_id
where held.id = "t"."withdrawn_by") as "withdrawn_by", "t"."withdrawn_at" as "withdrawn_at", jsonb_strip_nulls(jsonb_build_object('sharing_preference', coalesce((t.versions->>'sharing_preference')::integer, 0))) as versions
from page
cross join lateral (select *
from "care"."sharing_preference" one
where one.id = page.id offset 0) "t"
cross join lateral (select *
from "care"."patient" one
where one.id = page.patient_id offset 0) "p" ) shown on true
left join page cut on cut.ordinal = shown.ordinal
order by shown.ordinal
