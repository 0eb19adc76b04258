-- Event logs: cases, activities and times from a file or from the API. Immutable; a log is deleted as a whole.
create schema process;
create table process.event_log (
  id uuid primary key,
  name text not null check (name <> ''),
  activities jsonb not null,
  cases int not null,
  events int not null,
  problems jsonb not null,
  added_by uuid,
  added_at timestamptz not null
);
create table process.event_case (
  log_id uuid not null references process.event_log (id) on delete cascade,
  number int not null,
  name text not null,
  amount numeric,
  primary key (log_id, number)
);
create table process.event (
  log_id uuid not null references process.event_log (id) on delete cascade,
  case_number int not null,
  position int not null,
  activity int not null,
  at_ms bigint not null,
  primary key (log_id, case_number, position)
);
