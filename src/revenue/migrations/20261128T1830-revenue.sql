-- What people commit to for a period: calls, their locks and delegates. Append-only: a call is replaced by a newer one or withdrawn.
create schema revenue;

create table revenue.call (
  id uuid primary key,
  person_id uuid not null references company.person (id),
  -- 'own': the deals of the person; 'team': the person and everybody below.
  covers text not null check (covers in ('own', 'team')),
  -- 'self': the person, or a delegate for them; 'manager': an adjustment from above, which replaces nothing of theirs.
  voice text not null check (voice in ('self', 'manager')),
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  commit_minor bigint not null,
  best_minor bigint,
  currency text not null references company.currency (code),
  note text not null default '',
  said_by uuid,
  said_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid
);
create index call_person on revenue.call (person_id, starts_on, said_at desc);
create index call_period on revenue.call (starts_on, ends_on, said_at);

create table revenue.lock (
  id uuid primary key,
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  locked_at timestamptz not null,
  locked_by uuid,
  opened_at timestamptz,
  opened_by uuid
);
create unique index lock_period on revenue.lock (starts_on, ends_on) where opened_at is null;

create table revenue.delegate (
  id uuid primary key,
  person_id uuid not null references company.person (id),
  delegate_id uuid not null references company.person (id),
  starts_on date not null,
  ends_on date check (ends_on is null or ends_on > starts_on),
  recorded_at timestamptz not null,
  recorded_by uuid,
  check (person_id <> delegate_id)
);
create index delegate_person on revenue.delegate (person_id);
create index delegate_delegate on revenue.delegate (delegate_id);
