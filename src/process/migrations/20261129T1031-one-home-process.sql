-- Holidays moved to the company.
insert into company.holiday (id, day, name, recorded_at)
select gen_random_uuid(), day, name, now() from process.holiday
on conflict do nothing;
drop table process.holiday;
