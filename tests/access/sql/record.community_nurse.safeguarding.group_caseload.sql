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
select t.id, t.id as patient_id, v.vis
from care.caseload_entry as "e"
join care.patient as "t" on "t".id = "e".patient_id
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
cross join lateral (select (($8::integer | ($9::integer & ~d.denied)) &
case when "t".restricted_record then $10::integer else -1 end &
case when "e".confirmed_at is not null then -1 else $11::integer end) as vis) v
where ((exists (select
from a)
and ("t".nhs_number_hash is null or "t".nhs_number_hash is distinct
from (select "a"."own_number"
from a))
and "e".group_id = (select "a"."group_id"
from a)
and "e".status in ('planned', 'waitlist', 'active', 'onhold')
and "t".id = (select "a"."target_id"
from a)
and true)
and true)
and t.id = $12
order by t.id asc
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
select held.holds, shown.*
from (select exists (select
from a) as holds) held
left join (select page.ordinal, page.id, page.patient_id, (page.vis & ~$32::integer) = 0 as unconfirmed, "t"."family_name" as "family_name", "t"."given_names" as "given_names", "t"."name_prefix" as "name_prefix", "t"."birth_date" as "birth_date", "t"."birth_date_precision" as "birth_date_precision", "t"."sex" as "sex", "t"."deceased" as "deceased", "t"."nhs_number" as "nhs_number", "t"."nhs_number_status" as "nhs_number_status", "t"."deceased_at" as "deceased_at",
case when (page.vis & $33::integer) <> 0 then (select named.name
from house.organisation named
where named.id = "t"."registered_practice_id") end as "registered_practice", not ((page.vis & $34::integer) <> 0) as "registered_practice?", jsonb_strip_nulls(jsonb_build_object('identity',
case when (page.vis & $35::integer) <> 0 then coalesce((t.versions->>'identity')::integer, 0) end, 'location',
case when (page.vis & $36::integer) <> 0 then coalesce((t.versions->>'location')::integer, 0) end)) as versions, (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."use" as "use", "t"."prefix" as "prefix", "t"."given_names" as "given_names", "t"."family_name" as "family_name", "t"."suffix" as "suffix", "t"."starts_on" as "starts_on", "t"."ends_on" as "ends_on", t.categories
from "care"."patient_name" t
where (t.patient_id = page.patient_id
and (t.categories & ~page.vis) = 0)
order by "t"."starts_on" desc nulls last, t.id asc
limit $37) rows) as "names", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id,
case when (page.vis & $38::integer) <> 0 then "t"."use" end as "use", not ((page.vis & $39::integer) <> 0) as "use?",
case when (page.vis & $40::integer) <> 0 then "t"."lines" end as "lines", not ((page.vis & $41::integer) <> 0) as "lines?",
case when (page.vis & $42::integer) <> 0 then "t"."city" end as "city", not ((page.vis & $43::integer) <> 0) as "city?",
case when (page.vis & $44::integer) <> 0 then "t"."district" end as "district", not ((page.vis & $45::integer) <> 0) as "district?",
case when (page.vis & $46::integer) <> 0 then "t"."postcode" end as "postcode", not ((page.vis & $47::integer) <> 0) as "postcode?",
case when (page.vis & $48::integer) <> 0 then "t"."starts_on" end as "starts_on", not ((page.vis & $49::integer) <> 0) as "starts_on?",
case when (page.vis & $50::integer) <> 0 then "t"."ends_on" end as "ends_on", not ((page.vis & $51::integer) <> 0) as "ends_on?",
case when (page.vis & $52::integer) <> 0 then "t"."is_current" end as "is_current", not ((page.vis & $53::integer) <> 0) as "is_current?"
from "care"."patient_address" t
where (t.patient_id = page.patient_id
and (page.vis & $54::integer) <> 0)
order by (case when (page.vis & $55::integer) <> 0 then "t"."is_current" end) desc nulls last, (case when (page.vis & $56::integer) <> 0 then "t"."starts_on" end) desc nulls last, t.id asc
limit $57) rows) as "addresses", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id,
case when (page.vis & $58::integer) <> 0 then "t"."system" end as "system", not ((page.vis & $59::integer) <> 0) as "system?",
case when (page.vis & $60::integer) <> 0 then "t"."use" end as "use", not ((page.vis & $61::integer) <> 0) as "use?",
case when (page.vis & $62::integer) <> 0 then "t"."value" end as "value", not ((page.vis & $63::integer) <> 0) as "value?",
case when (page.vis & $64::integer) <> 0 then "t"."starts_on" end as "starts_on", not ((page.vis & $65::integer) <> 0) as "starts_on?",
case when (page.vis & $66::integer) <> 0 then "t"."ends_on" end as "ends_on", not ((page.vis & $67::integer) <> 0) as "ends_on?",
case when (page.vis & $68::integer) <> 0 then "t"."is_current" end as "is_current", not ((page.vis & $69::integer) <> 0) as "is_current?"
from "care"."patient_telecom" t
where (t.patient_id = page.patient_id
and (page.vis & $70::integer) <> 0)
order by (case when (page.vis & $71::integer) <> 0 then "t"."is_current" end) desc nulls last, (case when (page.vis & $72::integer) <> 0 then "t"."starts_on" end) desc nulls last, t.id asc
limit $73) rows) as "telecoms", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id
from "care"."communication_need" t
where (t.patient_id = page.patient_id
and (page.vis & $74::integer) <> 0)
order by t.id asc
limit $75) rows) as "communication_needs", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id,
case when (page.vis & $76::integer) <> 0 then "t"."relationship" end as "relationship", not ((page.vis & $77::integer) <> 0) as "relationship?",
case when (page.vis & $78::integer) <> 0 then "t"."family_name" end as "family_name", not ((page.vis & $79::integer) <> 0) as "family_name?",
case when (page.vis & $80::integer) <> 0 then "t"."given_names" end as "given_names", not ((page.vis & $81::integer) <> 0) as "given_names?",
case when (page.vis & $82::integer) <> 0 then "t"."telecom" end as "telecom", not ((page.vis & $83::integer) <> 0) as "telecom?",
case when (page.vis & $84::integer) <> 0 then "t"."address" end as "address", not ((page.vis & $85::integer) <> 0) as "address?",
case when (page.vis & $86::integer) <> 0 then "t"."agreed_to_contact" end as "agreed_to_contact", not ((page.vis & $87::integer) <> 0) as "agreed_to_contact?",
case when (page.vis & $88::integer) <> 0 then "t"."starts_on" end as "starts_on", not ((page.vis & $89::integer) <> 0) as "starts_on?",
case when (page.vis & $90::integer) <> 0 then "t"."ends_on" end as "ends_on", not ((page.vis & $91::integer) <> 0) as "ends_on?"
from "care"."related_person" t
where (t.patient_id = page.patient_id
and (page.vis & $92::integer) <> 0)
order by (case when true then "t"."family_name" end) asc nulls last, t.id asc
limit $93) rows) as "related_people", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id,
case when (page.vis & $94::integer) <> 0 then (select concat_ws(' ', person.given_names, person.family_name)
from house.practitioner_role held
join house.practitioner person on person.id = held.practitioner_id
where held.id = "t"."added_by") end as "added_by", not ((page.vis & $95::integer) <> 0) as "added_by?", jsonb_strip_nulls(jsonb_build_object('location',
case when (page.vis & $96::integer) <> 0 then coalesce((t.versions->>'location')::integer, 0) end)) as versions
from "care"."caseload_entry" t
where (t.patient_id = page.patient_id
and true
and t.group_id = (select "a"."group_id"
from a)
and (t.status in ('planned', 'waitlist', 'active', 'onhold') or (page.vis & $97::integer) <> 0))
order by t.id asc
limit $98) rows) as "caseload_entries", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
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
limit $99) rows) as "conditions", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
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
limit $100) rows) as "allergies", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
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
limit $101) rows) as "medicines", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
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
limit $102) rows) as "procedures", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, (select known.display
from house.code known
where known.system = "t"."system"
and known.code = "t"."code") as "name", "t"."class" as "class", "t"."status" as "status", "t"."started_at" as "started_at", "t"."ended_at" as "ended_at",
case when (page.vis & $103::integer) <> 0 then "t"."provider" end as "provider", not ((page.vis & $104::integer) <> 0) as "provider?", (select known.display
from house.code known
where known.system = "t"."reason_system"
and known.code = "t"."reason_code") as "reason", t.categories
from "care"."encounter" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."started_at" desc nulls last, t.id asc
limit $105) rows) as "encounters", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
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
limit $106) rows) as "care_plans", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
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
limit $107) rows) as "care_plan_activities", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."description" as "description", "t"."status" as "status", "t"."achievement" as "achievement", "t"."starts_on" as "starts_on", "t"."due_on" as "due_on", t.categories
from "care"."goal" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."starts_on" desc nulls last, t.id asc
limit $108) rows) as "goals", (select coalesce(jsonb_agg(to_jsonb(rows)), '[]')
from (
select t.id, t.patient_id, "t"."text" as "text", "t"."written_at" as "written_at",
case when (page.vis & $109::integer) <> 0 then (select concat_ws(' ', person.given_names, person.family_name)
from house.practitioner_role held
join house.practitioner person on person.id = held.practitioner_id
where held.id = "t"."author_role_id") end as "author", not ((page.vis & $110::integer) <> 0) as "author?",
case when (page.vis & $111::integer) <> 0 then (select held.role
from house.practitioner_role held
where held.id = "t"."author_role_id") end as "author_role", not ((page.vis & $112::integer) <> 0) as "author_role?",
case when (page.vis & $113::integer) <> 0 then (select named.name
from house.practitioner_role held
join house.organisation named on named.id = held.organisation_id
where held.id = "t"."author_role_id") end as "author_organisation", not ((page.vis & $114::integer) <> 0) as "author_organisation?", t.categories
from "care"."information_note" t
where (t.patient_id = page.patient_id
and t.record_status = 'current'
and (t.categories & ~page.vis) = 0)
order by "t"."written_at" desc nulls last, t.id asc
limit $115) rows) as "notes"
from page
cross join lateral (select *
from "care"."patient" one
where one.id = page.id offset 0) "t" ) shown on true
left join page cut on cut.ordinal = shown.ordinal
order by shown.ordinal
