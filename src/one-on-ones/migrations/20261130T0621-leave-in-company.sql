-- Days off of people moved to the company; days in a row with the same name become one leave.
insert into company.leave (id, person_id, starts_on, last_day, note, recorded_at)
select gen_random_uuid(), person_id, lower(span), upper(span) - 1, name, now()
from (select person_id, name, range_agg(daterange(day, day, '[]')) as spans from "one-on-ones".free_day
  where person_id is not null group by person_id, name) as named, unnest(spans) as span;
drop table "one-on-ones".free_day;
