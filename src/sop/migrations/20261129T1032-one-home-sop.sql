-- Holidays moved to the company.
insert into company.holiday (id, day, name, recorded_at)
select gen_random_uuid(), day, name, now() from sop.holiday
on conflict do nothing;
drop table sop.holiday;
