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
and true)
and true)
and t.id = $8
order by t.id asc
limit $9) narrow), audit as ( insert into care.audit_event (kind, outcome, refresh, session_id, practitioner_id, practitioner_role_id, declaration_id, role, purpose, route, place_id, view, patient_ids, row_ids, categories_shown, categories_withheld, policy_version, request_id)
select $10,
case when not exists (select
from a) then 'refused' when not exists (select
from page) then 'empty' else 'answered' end, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, coalesce((select array_agg(page.patient_id
order by page.ordinal)
from page
where page.ordinal <= $21), '{}'), coalesce((select array_agg(page.id
order by page.ordinal)
from page
where page.ordinal <= $22), '{}'), coalesce((select bit_or(page.vis)
from page
where page.ordinal <= $23), 0) & $24::integer, ~coalesce((select bit_and(page.vis)
from page
where page.ordinal <= $25), -1) & $26::integer, $27, $28)
select held.holds, shown.*
from (select exists (select
from a) as holds) held
left join (select page.ordinal, page.id, page.patient_id, "t"."family_name" as "family_name", "t"."given_names" as "given_names", "t"."name_prefix" as "name_prefix", "t"."birth_date" as "birth_date", "t"."birth_date_precision" as "birth_date_precision", "t"."sex" as "sex", "t"."deceased" as "deceased", "t"."nhs_number" as "nhs_number", "t"."nhs_number_status" as "nhs_number_status", "t"."marital_status" as "marital_status", "t"."ethnic_category" as "ethnic_category", "t"."religion" as "religion", "t"."first_language" as "first_language", "t"."deceased_at" as "deceased_at", (select named.name
from house.organisation named
where named.id = "t"."registered_practice_id") as "registered_practice", jsonb_strip_nulls(jsonb_build_object('identity',
case when (page.vis & $29::integer) <> 0 then coalesce((t.versions->>'identity')::integer, 0) end, 'location',
case when (page.vis & $30::integer) <> 0 then coalesce((t.versions->>'location')::integer, 0) end, 'demographics',
case when (page.vis & $31::integer) <> 0 then coalesce((t.versions->>'demographics')::integer, 0) end)) as versions, (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."use" as "use", "t"."prefix" as "prefix", "t"."given_names" as "given_names", "t"."family_name" as "family_name", "t"."suffix" as "suffix", "t"."starts_on" as "starts_on", "t"."ends_on" as "ends_on", t.categories
from "care"."patient_name" t
where (t.patient_id = page.patient_id
and (t.categories & ~page.vis) = 0)
order by "t"."starts_on" desc nulls last, t.id asc
limit $32) rows) as "names", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."use" as "use", "t"."lines" as "lines", "t"."city" as "city", "t"."district" as "district", "t"."postcode" as "postcode", "t"."starts_on" as "starts_on", "t"."ends_on" as "ends_on", "t"."is_current" as "is_current"
from "care"."patient_address" t
where (t.patient_id = page.patient_id
and (page.vis & $33::integer) <> 0)
order by "t"."is_current" desc nulls last, "t"."starts_on" desc nulls last, t.id asc
limit $34) rows) as "addresses", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."system" as "system", "t"."use" as "use", "t"."value" as "value", "t"."starts_on" as "starts_on", "t"."ends_on" as "ends_on", "t"."is_current" as "is_current"
from "care"."patient_telecom" t
where (t.patient_id = page.patient_id
and (page.vis & $35::integer) <> 0)
order by "t"."is_current" desc nulls last, "t"."starts_on" desc nulls last, t.id asc
limit $36) rows) as "telecoms", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."need" as "need"
from "care"."communication_need" t
where (t.patient_id = page.patient_id
and (page.vis & $37::integer) <> 0)
order by "t"."need" asc nulls last, t.id asc
limit $38) rows) as "communication_needs", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."relationship" as "relationship", "t"."family_name" as "family_name", "t"."given_names" as "given_names", "t"."telecom" as "telecom", "t"."address" as "address", "t"."agreed_to_contact" as "agreed_to_contact", "t"."starts_on" as "starts_on", "t"."ends_on" as "ends_on"
from "care"."related_person" t
where (t.patient_id = page.patient_id
and (page.vis & $39::integer) <> 0)
order by "t"."family_name" asc nulls last, t.id asc
limit $40) rows) as "related_people", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."group_id" as "group_id", "t"."status" as "status", "t"."reason" as "reason", "t"."added_at" as "added_at", "t"."review_due" as "review_due", (select named.name
from house.care_delivery_group named
where named.id = "t"."group_id") as "group", "t"."confirmed_at" as "confirmed_at", (select concat_ws(' ', person.given_names, person.family_name)
from house.practitioner_role held
join house.practitioner person on person.id = held.practitioner_id
where held.id = "t"."added_by") as "added_by", "t"."care_manager_role_id" as "care_manager_id", (select concat_ws(' ', person.given_names, person.family_name)
from house.practitioner_role held
join house.practitioner person on person.id = held.practitioner_id
where held.id = "t"."care_manager_role_id") as "care_manager",
case when ("t"."care_manager_reveals" & ~page.vis) = 0 then (select held.role
from house.practitioner_role held
where held.id = "t"."care_manager_role_id") end as "care_manager_role", not (("t"."care_manager_reveals" & ~page.vis) = 0) as "care_manager_role?",
case when ("t"."care_manager_reveals" & ~page.vis) = 0 then (select named.name
from house.practitioner_role held
join house.organisation named on named.id = held.organisation_id
where held.id = "t"."care_manager_role_id") end as "care_manager_service", not (("t"."care_manager_reveals" & ~page.vis) = 0) as "care_manager_service?", "t"."care_manager_named_at" as "care_manager_named_at", "t"."care_manager_accepted_at" as "care_manager_accepted_at", "t"."ended_at" as "ended_at", "t"."end_reason" as "end_reason", jsonb_strip_nulls(jsonb_build_object('administrative',
case when (page.vis & $41::integer) <> 0 then coalesce((t.versions->>'administrative')::integer, 0) end, 'location',
case when (page.vis & $42::integer) <> 0 then coalesce((t.versions->>'location')::integer, 0) end)) as versions
from "care"."caseload_entry" t
where (t.patient_id = page.patient_id
and (page.vis & $43::integer) <> 0)
order by "t"."added_at" desc nulls last, t.id asc
limit $44) rows) as "caseload_entries", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
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
limit $45) rows) as "conditions", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
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
limit $46) rows) as "allergies", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
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
limit $47) rows) as "medicines", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
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
limit $48) rows) as "procedures", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, (select known.display
from house.code known
where known.system = "t"."system"
and known.code = "t"."code") as "name", "t"."class" as "class", "t"."status" as "status", "t"."started_at" as "started_at", "t"."ended_at" as "ended_at", "t"."provider" as "provider", (select known.display
from house.code known
where known.system = "t"."reason_system"
and known.code = "t"."reason_code") as "reason", t.categories
from "care"."encounter" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."started_at" desc nulls last, t.id asc
limit $49) rows) as "encounters", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
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
limit $50) rows) as "care_plans", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
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
limit $51) rows) as "care_plan_activities", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."description" as "description", "t"."status" as "status", "t"."achievement" as "achievement", "t"."starts_on" as "starts_on", "t"."due_on" as "due_on", t.categories
from "care"."goal" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."starts_on" desc nulls last, t.id asc
limit $52) rows) as "goals", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."text" as "text", "t"."written_at" as "written_at", (select concat_ws(' ', person.given_names, person.family_name)
from house.practitioner_role held
join house.practitioner person on person.id = held.practitioner_id
where held.id = "t"."author_role_id") as "author", (select held.role
from house.practitioner_role held
where held.id = "t"."author_role_id") as "author_role", (select named.name
from house.practitioner_role held
join house.organisation named on named.id = held.organisation_id
where held.id = "t"."author_role_id") as "author_organisation", t.categories
from "care"."information_note" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."written_at" desc nulls last, t.id asc
limit $53) rows) as "notes"
from page
join "care"."patient" t on t.id = page.id ) shown on true
left join page cut on cut.ordinal = shown.ordinal
order by shown.ordinal
