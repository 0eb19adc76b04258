-- Incentives: plans with dated terms and participants, splits of credit, immutable runs with statements and lines,
-- approvals, disputes. A run is never changed: a later one replaces it, or pays the difference to it.
create table goals.incentive_plan (
  id uuid primary key,
  name text not null check (name <> ''),
  added_by uuid,
  added_at timestamptz not null,
  ended_at timestamptz
);
create unique index incentive_plan_name on goals.incentive_plan (lower(name)) where ended_at is null;

create table goals.incentive_terms (
  id uuid primary key,
  plan_id uuid not null references goals.incentive_plan (id),
  starts_on date not null,
  ends_on date,
  terms jsonb not null,
  set_by uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  check (ends_on is null or ends_on > starts_on),
  exclude using gist (plan_id with =, daterange(starts_on, ends_on) with &&) where (ended_at is null)
);

create table goals.incentive_participant (
  id uuid primary key,
  plan_id uuid not null references goals.incentive_plan (id),
  person_id uuid not null references company.person (id),
  starts_on date not null,
  ends_on date,
  rate numeric(10, 6) check (rate >= 0),
  set_by uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  check (ends_on is null or ends_on > starts_on),
  exclude using gist (plan_id with =, person_id with =, daterange(starts_on, ends_on) with &&) where (ended_at is null)
);
create index incentive_participant_person on goals.incentive_participant (person_id);

create table goals.incentive_split (
  id uuid primary key,
  deal_id uuid not null references crm.deal (id),
  person_id uuid not null references company.person (id),
  share numeric(7, 6) not null check (share > 0 and share <= 1),
  set_by uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid
);
create unique index incentive_split_person on goals.incentive_split (deal_id, person_id) where ended_at is null;
create index incentive_split_of on goals.incentive_split (person_id);

create table goals.incentive_run (
  id uuid primary key,
  plan_id uuid not null references goals.incentive_plan (id),
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  -- The first run of a period pays the whole; a later one, after a lock, the difference.
  kind text not null check (kind in ('first', 'delta')),
  terms jsonb not null,
  currency text not null,
  problems jsonb not null,
  calculated_by uuid,
  calculated_at timestamptz not null
);
create index incentive_run_period on goals.incentive_run (plan_id, starts_on, ends_on, calculated_at);

create table goals.incentive_statement (
  id uuid primary key,
  run_id uuid not null references goals.incentive_run (id),
  person_id uuid not null references company.person (id),
  rate numeric(10, 6),
  quota_minor bigint,
  credited numeric not null,
  attainment double precision,
  rules jsonb not null,
  earned_minor bigint not null,
  earned_before_minor bigint not null,
  draw_minor bigint not null,
  recovered_minor bigint not null,
  payable_minor bigint not null,
  owed_before_minor bigint not null,
  owed_after_minor bigint not null,
  unique (run_id, person_id)
);
create index incentive_statement_person on goals.incentive_statement (person_id);

create table goals.incentive_line (
  statement_id uuid not null references goals.incentive_statement (id),
  position int not null,
  rule text not null,
  kind text not null,
  credit_kind text,
  credit_id uuid,
  label text not null,
  day date,
  relation text,
  share numeric(7, 6),
  credited numeric not null,
  rate numeric,
  exact numeric not null,
  amount_minor bigint not null,
  primary key (statement_id, position)
);

create table goals.incentive_approval (
  id uuid primary key,
  run_id uuid not null references goals.incentive_run (id),
  step text not null check (step in ('approved', 'sent back', 'locked')),
  note text not null default '',
  said_by uuid,
  said_at timestamptz not null
);
create index incentive_approval_run on goals.incentive_approval (run_id, said_at);
create unique index incentive_approval_lock on goals.incentive_approval (run_id) where step = 'locked';

create table goals.incentive_dispute (
  id uuid primary key,
  statement_id uuid not null references goals.incentive_statement (id),
  position int,
  opened_by uuid,
  opened_at timestamptz not null,
  closed_by uuid,
  closed_at timestamptz,
  outcome text check (outcome in ('accepted', 'rejected'))
);
create index incentive_dispute_statement on goals.incentive_dispute (statement_id);
create table goals.incentive_remark (
  id uuid primary key,
  dispute_id uuid not null references goals.incentive_dispute (id),
  said_by uuid,
  said_at timestamptz not null,
  text text not null check (text <> '')
);
create index incentive_remark_dispute on goals.incentive_remark (dispute_id, said_at);

-- What was paid stays as it was calculated.
create function goals.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'A run of an incentive plan is never changed; run the period again.';
end $$;
create trigger incentive_run_stands before update on goals.incentive_run for each row execute function goals.refuse_change();
create trigger incentive_statement_stands before update on goals.incentive_statement
  for each row execute function goals.refuse_change();
create trigger incentive_line_stands before update on goals.incentive_line for each row execute function goals.refuse_change();
