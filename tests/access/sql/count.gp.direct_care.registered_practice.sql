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
and o.kind = 'gp_practice'), page as materialized (select t.id
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
and true), audit as ( insert into care.audit_event (kind, outcome, refresh, session_id, practitioner_id, practitioner_role_id, declaration_id, role, purpose, route, place_id, view, patient_ids, row_ids, categories_shown, categories_withheld, policy_version, request_id)
select $8,
case when exists (select
from a) then 'answered' else 'refused' end, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, '{}'::uuid[], '{}'::uuid[], 0, 0, $19, $20)
select exists (select
from a) as holds, (select count(*)::integer
from page) as total
