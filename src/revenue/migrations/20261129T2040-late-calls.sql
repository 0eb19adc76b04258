-- Calls that came after the lock of their period: they count nowhere, and are known all the same.
create table revenue.late_call (
  id uuid primary key,
  person_id uuid not null references company.person (id),
  covers text not null check (covers in ('own', 'team')),
  voice text not null check (voice in ('self', 'manager')),
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  commit_minor bigint not null,
  best_minor bigint,
  currency text not null references company.currency (code),
  note text not null default '',
  said_by uuid,
  said_at timestamptz not null
);
create index late_call_period on revenue.late_call (starts_on, ends_on, said_at);
create index late_call_person on revenue.late_call (person_id);
