-- Days off of a person, one home for all who ask who is away; both days belong to it. The note is read by the person alone.
create table company.leave (
  id uuid primary key,
  person_id uuid not null references company.person (id),
  starts_on date not null,
  last_day date not null check (last_day >= starts_on),
  note text not null default '',
  import_id uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  exclude using gist (person_id with =, daterange(starts_on, last_day, '[]') with &&) where (ended_at is null)
);
create index leave_import on company.leave (import_id) where import_id is not null;
