-- Days off for everybody moved to the company; here stay those of single people.
insert into company.holiday (id, day, name, recorded_at)
select gen_random_uuid(), day, max(name), now() from "one-on-ones".free_day where person_id is null group by day
on conflict do nothing;
delete from "one-on-ones".free_day where person_id is null;
