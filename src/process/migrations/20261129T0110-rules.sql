-- Rules of the sales process. A rule that is on hold keeps its row with `paused_at`, one that is no more with `ended_at`.
create table process.rule (
  id uuid primary key,
  name text not null check (name <> ''),
  kind text not null check (kind in ('required fields', 'exit criteria', 'lost reason', 'playbook', 'time limit', 'assignment', 'approval')),
  -- What it says, by kind; its stages are named in there.
  terms jsonb not null,
  stage_id uuid,
  added_by uuid,
  added_at timestamptz not null,
  changed_at timestamptz not null,
  paused_at timestamptz,
  ended_at timestamptz
);
create unique index rule_name on process.rule (lower(name)) where ended_at is null;

-- Each time a rule did something: refused a write, let a deal pass that it had refused, added actions, escalated, handed a deal over.
create table process.firing (
  id uuid primary key,
  rule_id uuid not null references process.rule (id),
  deal_id uuid,
  -- Who got the deal or has to decide.
  person_id uuid,
  at timestamptz not null,
  actor_id uuid,
  import_id uuid,
  what text not null check (what in ('refused', 'passed', 'actions added', 'escalated', 'assigned', 'nobody free', 'asked', 'approved', 'declined', 'handed on')),
  detail text not null default '',
  -- In minor units of the company currency.
  amount_minor bigint,
  -- The entry into the stage that it is about, so that it fires once for each.
  entered_at timestamptz
);
create index firing_rule on process.firing (rule_id, at desc);
create index firing_deal on process.firing (deal_id, at desc) where deal_id is not null;
create unique index firing_once on process.firing (rule_id, deal_id, entered_at, what) where entered_at is not null;

-- Whose turn it is in the pool of an assignment: a credit by weight, spent with each deal.
create table process.turn (
  rule_id uuid not null references process.rule (id),
  person_id uuid not null,
  credit int not null,
  primary key (rule_id, person_id)
);

-- Why deals were lost, from the list of the rule.
create table process.loss (
  deal_id uuid primary key,
  reason text not null,
  note text not null default '',
  said_at timestamptz not null
);

-- When the company works: the clock of time limits. Days of the week 1 (Monday) to 7.
create table process.working_time (
  only_one boolean primary key default true check (only_one),
  days int[] not null default '{1,2,3,4,5}',
  from_minute int not null default 540 check (from_minute between 0 and 1439),
  to_minute int not null default 1020 check (to_minute between 1 and 1440),
  check (to_minute > from_minute)
);
insert into process.working_time default values;
create table process.holiday (
  day date primary key,
  name text not null default ''
);

-- Days on which a person takes no new deals.
create table process.leave (
  id uuid primary key,
  person_id uuid not null references company.person (id),
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  ended_at timestamptz
);
create index leave_person on process.leave (person_id);
