with a as materialized (
select d.id as declaration_id, d.place_id, d.group_id, d.patient_id as target_id, r.id as practitioner_role_id, r.practitioner_id, r.organisation_id, (select array_agg(distinct held.kind)
from house.practitioner_role also
join house.organisation held on held.id = also.organisation_id
where also.practitioner_id = r.practitioner_id
and ("also".starts_at <= clock_timestamp()
and ("also".ends_at is null or "also".ends_at > clock_timestamp()))) as kinds, own.nhs_number_hash as own_number
from house.declaration d
join house.session s on s.id = d.session_id
join house.account account on account.id = s.account_id
join house.practitioner_role r on r.id = d.practitioner_role_id
join house.organisation o on o.id = r.organisation_id
left join care.staff_match own on own.practitioner_id = r.practitioner_id
where d.id = $1
and d.session_id = $2
and d.route = $3
and d.purpose = $4
and r.role = $5
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
and o.kind = 'gp_practice'), page as materialized (
select *, row_number() over () as ordinal
from (
select t.id, t.id as patient_id, v.vis
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
cross join lateral (select (($6::integer | ($7::integer & ~d.denied))) as vis) v
where ((exists (select
from a)
and ("t".nhs_number_hash is null or "t".nhs_number_hash is distinct
from (select "a"."own_number"
from a))
and "t".registered_practice_id = (select "a"."organisation_id"
from a)
and (d.denied & $8::integer) = 0)
and true)
and t.id = $9
order by t.id asc
limit $10) narrow), audit as ( insert into care.audit_event (kind, outcome, refresh, session_id, practitioner_id, practitioner_role_id, declaration_id, role, purpose, route, place_id, view, patient_ids, row_ids, categories_shown, categories_withheld, policy_version, request_id)
select $11,
case when not exists (select
from a) then 'refused' when not exists (select
from page) then 'empty' else 'answered' end, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, coalesce((select array_agg(page.patient_id
order by page.ordinal)
from page
where page.ordinal <= $22), '{}'), coalesce((select array_agg(page.id
order by page.ordinal)
from page
where page.ordinal <= $23), '{}'), coalesce((select bit_or(page.vis)
from page
where page.ordinal <= $24), 0) & $25::integer, ~coalesce((select bit_and(page.vis)
from page
where page.ordinal <= $26), -1) & $27::integer, $28, $29)
select held.holds, shown.*
from (select exists (select
from a) as holds) held
left join (select page.ordinal, page.id, page.patient_id,
case when (page.vis & $30::integer) <> 0 then "t"."family_name" end as "family_name", not ((page.vis & $31::integer) <> 0) as "family_name?",
case when (page.vis & $32::integer) <> 0 then "t"."given_names" end as "given_names", not ((page.vis & $33::integer) <> 0) as "given_names?",
case when (page.vis & $34::integer) <> 0 then "t"."name_prefix" end as "name_prefix", not ((page.vis & $35::integer) <> 0) as "name_prefix?",
case when (page.vis & $36::integer) <> 0 then "t"."birth_date" end as "birth_date", not ((page.vis & $37::integer) <> 0) as "birth_date?",
case when (page.vis & $38::integer) <> 0 then "t"."birth_date_precision" end as "birth_date_precision", not ((page.vis & $39::integer) <> 0) as "birth_date_precision?",
case when (page.vis & $40::integer) <> 0 then "t"."sex" end as "sex", not ((page.vis & $41::integer) <> 0) as "sex?",
case when (page.vis & $42::integer) <> 0 then "t"."deceased" end as "deceased", not ((page.vis & $43::integer) <> 0) as "deceased?",
case when (page.vis & $44::integer) <> 0 then "t"."nhs_number" end as "nhs_number", not ((page.vis & $45::integer) <> 0) as "nhs_number?",
case when (page.vis & $46::integer) <> 0 then "t"."nhs_number_status" end as "nhs_number_status", not ((page.vis & $47::integer) <> 0) as "nhs_number_status?",
case when (page.vis & $48::integer) <> 0 then "t"."marital_status" end as "marital_status", not ((page.vis & $49::integer) <> 0) as "marital_status?",
case when (page.vis & $50::integer) <> 0 then "t"."ethnic_category" end as "ethnic_category", not ((page.vis & $51::integer) <> 0) as "ethnic_category?",
case when (page.vis & $52::integer) <> 0 then "t"."religion" end as "religion", not ((page.vis & $53::integer) <> 0) as "religion?",
case when (page.vis & $54::integer) <> 0 then "t"."first_language" end as "first_language", not ((page.vis & $55::integer) <> 0) as "first_language?",
case when (page.vis & $56::integer) <> 0 then "t"."deceased_at" end as "deceased_at", not ((page.vis & $57::integer) <> 0) as "deceased_at?", jsonb_strip_nulls(jsonb_build_object('identity',
case when (page.vis & $58::integer) <> 0 then coalesce((t.versions->>'identity')::integer, 0) end, 'demographics',
case when (page.vis & $59::integer) <> 0 then coalesce((t.versions->>'demographics')::integer, 0) end)) as versions, (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."use" as "use", "t"."prefix" as "prefix", "t"."given_names" as "given_names", "t"."family_name" as "family_name", "t"."suffix" as "suffix", "t"."starts_on" as "starts_on", "t"."ends_on" as "ends_on", t.categories
from "care"."patient_name" t
where (t.patient_id = page.patient_id
and (t.categories & ~page.vis) = 0)
order by "t"."starts_on" desc nulls last, t.id asc
limit $60) rows) as "names", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id
from "care"."patient_address" t
where (t.patient_id = page.patient_id
and (page.vis & $61::integer) <> 0)
order by t.id asc
limit $62) rows) as "addresses", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id
from "care"."patient_telecom" t
where (t.patient_id = page.patient_id
and (page.vis & $63::integer) <> 0)
order by t.id asc
limit $64) rows) as "telecoms", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id,
case when (page.vis & $65::integer) <> 0 then "t"."need" end as "need", not ((page.vis & $66::integer) <> 0) as "need?"
from "care"."communication_need" t
where (t.patient_id = page.patient_id
and (page.vis & $67::integer) <> 0)
order by (case when (page.vis & $68::integer) <> 0 then "t"."need" end) asc nulls last, t.id asc
limit $69) rows) as "communication_needs", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id
from "care"."related_person" t
where (t.patient_id = page.patient_id
and (page.vis & $70::integer) <> 0)
order by t.id asc
limit $71) rows) as "related_people", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id,
case when (page.vis & $72::integer) <> 0 then "t"."group_id" end as "group_id", not ((page.vis & $73::integer) <> 0) as "group_id?",
case when (page.vis & $74::integer) <> 0 then "t"."status" end as "status", not ((page.vis & $75::integer) <> 0) as "status?",
case when (page.vis & $76::integer) <> 0 then "t"."reason" end as "reason", not ((page.vis & $77::integer) <> 0) as "reason?",
case when (page.vis & $78::integer) <> 0 then "t"."added_at" end as "added_at", not ((page.vis & $79::integer) <> 0) as "added_at?",
case when (page.vis & $80::integer) <> 0 then "t"."review_due" end as "review_due", not ((page.vis & $81::integer) <> 0) as "review_due?",
case when (page.vis & $82::integer) <> 0 then (select named.name
from house.care_delivery_group named
where named.id = "t"."group_id") end as "group", not ((page.vis & $83::integer) <> 0) as "group?",
case when (page.vis & $84::integer) <> 0 then "t"."confirmed_at" end as "confirmed_at", not ((page.vis & $85::integer) <> 0) as "confirmed_at?",
case when (page.vis & $86::integer) <> 0 then "t"."care_manager_role_id" end as "care_manager_id", not ((page.vis & $87::integer) <> 0) as "care_manager_id?",
case when (page.vis & $88::integer) <> 0 then (select concat_ws(' ', person.given_names, person.family_name)
from house.practitioner_role held
join house.practitioner person on person.id = held.practitioner_id
where held.id = "t"."care_manager_role_id") end as "care_manager", not ((page.vis & $89::integer) <> 0) as "care_manager?",
case when (page.vis & $90::integer) <> 0
and ("t"."care_manager_reveals" & ~page.vis) = 0 then (select held.role
from house.practitioner_role held
where held.id = "t"."care_manager_role_id") end as "care_manager_role", not ((page.vis & $91::integer) <> 0
and ("t"."care_manager_reveals" & ~page.vis) = 0) as "care_manager_role?",
case when (page.vis & $92::integer) <> 0
and ("t"."care_manager_reveals" & ~page.vis) = 0 then (select named.name
from house.practitioner_role held
join house.organisation named on named.id = held.organisation_id
where held.id = "t"."care_manager_role_id") end as "care_manager_service", not ((page.vis & $93::integer) <> 0
and ("t"."care_manager_reveals" & ~page.vis) = 0) as "care_manager_service?",
case when (page.vis & $94::integer) <> 0 then "t"."care_manager_named_at" end as "care_manager_named_at", not ((page.vis & $95::integer) <> 0) as "care_manager_named_at?",
case when (page.vis & $96::integer) <> 0 then "t"."care_manager_accepted_at" end as "care_manager_accepted_at", not ((page.vis & $97::integer) <> 0) as "care_manager_accepted_at?",
case when (page.vis & $98::integer) <> 0 then "t"."ended_at" end as "ended_at", not ((page.vis & $99::integer) <> 0) as "ended_at?",
case when (page.vis & $100::integer) <> 0 then "t"."end_reason" end as "end_reason", not ((page.vis & $101::integer) <> 0) as "end_reason?", jsonb_strip_nulls(jsonb_build_object('administrative',
case when (page.vis & $102::integer) <> 0 then coalesce((t.versions->>'administrative')::integer, 0) end)) as versions
from "care"."caseload_entry" t
where (t.patient_id = page.patient_id
and (page.vis & $103::integer) <> 0)
order by (case when (page.vis & $104::integer) <> 0 then "t"."added_at" end) desc nulls last, t.id asc
limit $105) rows) as "caseload_entries", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, (select known.display
from house.code known
where known.system = "t"."system"
and known.code = "t"."code") as "name", "t"."clinical_status" as "clinical_status", "t"."verification_status" as "verification_status", "t"."onset_on" as "onset_on", "t"."recorded_on" as "recorded_on", "t"."abated_on" as "abated_on", t.categories
from "care"."condition" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."onset_on" desc nulls last, t.id asc
limit $106) rows) as "conditions", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, (select known.display
from house.code known
where known.system = "t"."system"
and known.code = "t"."code") as "name", "t"."clinical_status" as "clinical_status", "t"."verification_status" as "verification_status", "t"."criticality" as "criticality", "t"."recorded_on" as "recorded_on", t.categories
from "care"."allergy" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."recorded_on" desc nulls last, t.id asc
limit $107) rows) as "allergies", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, (select known.display
from house.code known
where known.system = "t"."system"
and known.code = "t"."code") as "name", "t"."status" as "status", "t"."authored_on" as "authored_on", "t"."dosage" as "dosage", t.categories
from "care"."medicine" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."authored_on" desc nulls last, t.id asc
limit $108) rows) as "medicines", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, (select known.display
from house.code known
where known.system = "t"."system"
and known.code = "t"."code") as "name", "t"."status" as "status", "t"."started_on" as "started_on", "t"."ended_on" as "ended_on", t.categories
from "care"."procedure" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."started_on" desc nulls last, t.id asc
limit $109) rows) as "procedures", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, (select known.display
from house.code known
where known.system = "t"."system"
and known.code = "t"."code") as "name", "t"."class" as "class", "t"."status" as "status", "t"."started_at" as "started_at", "t"."ended_at" as "ended_at", (select known.display
from house.code known
where known.system = "t"."reason_system"
and known.code = "t"."reason_code") as "reason", t.categories
from "care"."encounter" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."started_at" desc nulls last, t.id asc
limit $110) rows) as "encounters", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, (select known.display
from house.code known
where known.system = "t"."system"
and known.code = "t"."code") as "name", "t"."status" as "status", "t"."starts_on" as "starts_on", "t"."ends_on" as "ends_on", t.categories
from "care"."care_plan" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."starts_on" desc nulls last, t.id asc
limit $111) rows) as "care_plans", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, (select known.display
from house.code known
where known.system = "t"."system"
and known.code = "t"."code") as "name", "t"."status" as "status", t.categories
from "care"."care_plan_activity" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by (select known.display
from house.code known
where known.system = "t"."system"
and known.code = "t"."code") asc nulls last, t.id asc
limit $112) rows) as "care_plan_activities", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."description" as "description", "t"."status" as "status", "t"."achievement" as "achievement", "t"."starts_on" as "starts_on", "t"."due_on" as "due_on", t.categories
from "care"."goal" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."starts_on" desc nulls last, t.id asc
limit $113) rows) as "goals", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."text" as "text", "t"."written_at" as "written_at", t.categories
from "care"."information_note" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."written_at" desc nulls last, t.id asc
limit $114) rows) as "notes"
from page
join "care"."patient" t on t.id = page.id ) shown on true
left join page cut on cut.ordinal = shown.ordinal
order by shown.ordinal
