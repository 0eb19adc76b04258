-- When a person works, for proposals of times; who has no row works Monday to Friday, 9 to 17.
create table "one-on-ones".hours (
  person_id uuid primary key references company.person (id),
  days int[] not null check (cardinality(days) between 1 and 7),
  from_minute int not null check (from_minute between 0 and 1439),
  to_minute int not null check (to_minute between 1 and 1440),
  check (to_minute > from_minute)
);

-- Days on which no one-on-one is proposed: of everybody, or of one person (leave).
create table "one-on-ones".free_day (
  id uuid primary key,
  person_id uuid references company.person (id),
  day date not null,
  name text not null default ''
);
create index free_day_day on "one-on-ones".free_day (day);
create unique index free_day_once on "one-on-ones".free_day (day, coalesce(person_id, '00000000-0000-0000-0000-000000000000'));
