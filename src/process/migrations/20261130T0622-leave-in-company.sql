-- Leave moved to the company, except for days that are known there already; what was taken back stays known as such.
insert into company.leave (id, person_id, starts_on, last_day, recorded_at)
select gen_random_uuid(), person_id, lower(span), upper(span) - 1, now()
from (select person_id, range_agg(daterange(starts_on, ends_on)) - coalesce(
    (select range_agg(daterange(known.starts_on, known.last_day, '[]')) from company.leave known
      where known.person_id = leave.person_id and known.ended_at is null), '{}') as spans
  from process.leave where ended_at is null group by person_id) as away, unnest(spans) as span;
insert into company.leave (id, person_id, starts_on, last_day, recorded_at, ended_at)
select id, person_id, starts_on, ends_on - 1, ended_at, ended_at from process.leave where ended_at is not null;
drop table process.leave;
