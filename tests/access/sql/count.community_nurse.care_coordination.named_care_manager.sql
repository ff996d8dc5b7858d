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
and ("agreement".ends_at is null or "agreement".ends_at > clock_timestamp()))))) held), page as materialized (select t.id
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
and "t".care_manager_role_id = (select "a"."practitioner_role_id"
from a)
and "t".care_manager_accepted_at is not null
and "t".care_manager_named_by is distinct
from "t".care_manager_role_id
and (d.denied & $12::integer) = 0)
and true)
and true), looked as materialized (select '{}'::uuid[]::uuid[] as patient_ids
from armed), audit as ( insert into care.audit_event (kind, outcome, refresh, session_id, practitioner_id, practitioner_role_id, declaration_id, role, purpose, route, place_id, view, patient_ids, row_ids, categories_shown, categories_withheld, policy_version, request_id)
select $13,
case when exists (select
from a) then 'answered' else 'refused' end, false, $14, $15, $16, $17, $18, $19, $20, $21, $22, looked.patient_ids, '{}'::uuid[], 0, 0, $23, $24
from looked)
select exists (select
from a) as holds, (select count(*)::integer
from page) as total
