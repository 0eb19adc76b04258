-- What helps sellers sell: resources and their use, courses, onboarding, and who owns what beside sales operations.
create schema enablement;

-- Tags are words, separated by semicolons: a stage, a segment (industry) or a family of that name.
create table enablement.resource (
  id uuid primary key,
  name text not null check (name <> ''),
  kind text not null check (kind in ('playbook', 'battlecard', 'deck', 'course')),
  version text not null default '1',
  owner_id uuid references company.person (id),
  valid_from date,
  valid_until date,
  link text,
  body text,
  stages text not null default '',
  segments text not null default '',
  families text not null default '',
  certification text,
  certified_days int check (certified_days > 0),
  import_id uuid,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  check (valid_until is null or valid_from is null or valid_until >= valid_from)
);
create unique index resource_name on enablement.resource (lower(name));
create index resource_owner on enablement.resource (owner_id);

create table enablement.opening (
  id uuid primary key,
  resource_id uuid not null references enablement.resource (id),
  person_id uuid references company.person (id),
  deal_id uuid references crm.deal (id),
  opened_at timestamptz not null
);
create index opening_resource on enablement.opening (resource_id, opened_at desc);
create index opening_person on enablement.opening (person_id);
create index opening_deal on enablement.opening (deal_id) where deal_id is not null;

create table enablement.completion (
  id uuid primary key,
  course_id uuid not null references enablement.resource (id),
  person_id uuid not null references company.person (id),
  completed_on date not null,
  score numeric(5,2) check (score between 0 and 100),
  import_id uuid,
  recorded_by uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid
);
create unique index completion_once on enablement.completion (course_id, person_id, completed_on) where ended_at is null;
create index completion_person on enablement.completion (person_id);

-- The ramp is the share of a full monthly quota that is expected in each month since the start, the first one first.
create table enablement.plan (
  id uuid primary key,
  name text not null check (name <> ''),
  first_deal_days int not null check (first_deal_days > 0),
  certify_days int not null check (certify_days > 0),
  ramp double precision[] not null check (cardinality(ramp) between 1 and 36),
  added_at timestamptz not null,
  ended_at timestamptz
);
create unique index plan_name on enablement.plan (lower(name)) where ended_at is null;

create table enablement.step (
  id uuid primary key,
  plan_id uuid not null references enablement.plan (id),
  day int not null check (day > 0),
  title text not null check (title <> ''),
  course_id uuid references enablement.resource (id),
  ended_at timestamptz
);
create index step_plan on enablement.step (plan_id, day);

create table enablement.onboarding (
  id uuid primary key,
  plan_id uuid not null references enablement.plan (id),
  person_id uuid not null references company.person (id),
  starts_on date not null,
  added_at timestamptz not null,
  ended_at timestamptz
);
create unique index onboarding_person on enablement.onboarding (person_id) where ended_at is null;

create table enablement.step_done (
  onboarding_id uuid not null references enablement.onboarding (id),
  step_id uuid not null references enablement.step (id),
  done_on date not null,
  done_by uuid,
  primary key (onboarding_id, step_id)
);

-- An area whose owners differ from what is usual, or one of the company's own.
create table enablement.area (
  id uuid primary key,
  key text not null,
  name text not null check (name <> ''),
  operations boolean not null,
  enablement boolean not null,
  shared_because text,
  set_by uuid,
  set_at timestamptz not null,
  ended_at timestamptz
);
create unique index area_key on enablement.area (key) where ended_at is null;

create table enablement.handoff (
  id uuid primary key,
  title text not null check (title <> ''),
  area text not null,
  from_side text not null check (from_side in ('sales operations', 'enablement')),
  owner_id uuid references company.person (id),
  due_on date,
  note text not null default '',
  added_by uuid,
  added_at timestamptz not null
);

create table enablement.handoff_state (
  id uuid primary key,
  handoff_id uuid not null references enablement.handoff (id),
  state text not null check (state in ('proposed', 'accepted', 'declined', 'done')),
  note text not null default '',
  set_by uuid,
  set_at timestamptz not null
);
create index handoff_state_of on enablement.handoff_state (handoff_id, set_at desc);
