-- Accounts, deals with a bitemporal history, order lines.
create schema crm;

create table crm.account (
  id uuid primary key,
  external_id text unique,
  name text not null,
  industry text,
  country text,
  parent_id uuid references crm.account (id),
  territory_id uuid references company.territory (id),
  employees int,
  annual_revenue_minor bigint,
  founded_year int,
  import_id uuid,
  created_at timestamptz not null default now()
);
create index account_name_trgm on crm.account using gin (name gin_trgm_ops);
create index account_name_lower on crm.account (lower(name));

create table crm.pipeline (
  id uuid primary key,
  name text not null unique,
  created_at timestamptz not null default now()
);
create table crm.stage (
  id uuid primary key,
  pipeline_id uuid not null references crm.pipeline (id),
  name text not null,
  position int not null,
  outcome text not null check (outcome in ('open', 'won', 'lost')),
  forecast_category text not null check (forecast_category in ('pipeline', 'best case', 'commit', 'closed', 'omitted')),
  probability numeric(5,4) not null check (probability between 0 and 1),
  unique (pipeline_id, name)
);

-- A deal as it stands now: a projection of its history, kept in the same transaction. Money in whole minor units.
create table crm.deal (
  id uuid primary key,
  external_id text unique,
  name text not null,
  pipeline_id uuid not null references crm.pipeline (id),
  account_id uuid references crm.account (id),
  item_id uuid references company.item (id),
  owner_id uuid references company.person (id),
  stage_id uuid not null references crm.stage (id),
  outcome text not null check (outcome in ('open', 'won', 'lost')),
  forecast_category text not null,
  amount_minor bigint,
  amount_basis text not null default 'stated' check (amount_basis in ('stated', 'list price', 'none')),
  currency text not null references company.currency (code),
  created_on date,
  expected_close date,
  closed_on date,
  stage_since timestamptz,
  changed_at timestamptz not null,
  ended_at timestamptz
);
create index deal_owner on crm.deal (owner_id) where ended_at is null;
create index deal_expected_close on crm.deal (expected_close, id) where ended_at is null;
create index deal_closed_on on crm.deal (closed_on desc nulls last, id) where ended_at is null;
create index deal_amount on crm.deal (amount_minor desc nulls last, id) where ended_at is null;
create index deal_changed on crm.deal (changed_at desc nulls last, id) where ended_at is null;
create index deal_stage on crm.deal (stage_id) where ended_at is null;
create index deal_account on crm.deal (account_id);
create index deal_name_lower on crm.deal (lower(name), id) where ended_at is null;
create index deal_name_trgm on crm.deal using gin (name gin_trgm_ops);

-- Append-only, bitemporal: `valid_at` is when it became true in the business, `recorded_at` when we learned of it.
-- The state known at k of day t is the newest (valid_at, recorded_at) with valid_at <= t, recorded_at <= k,
-- not retracted by k. Only the retraction mark is ever written later.
create table crm.deal_version (
  id uuid primary key,
  deal_id uuid not null references crm.deal (id),
  valid_at timestamptz not null,
  recorded_at timestamptz not null,
  name text not null,
  account_id uuid references crm.account (id),
  item_id uuid references company.item (id),
  owner_id uuid references company.person (id),
  stage_id uuid not null references crm.stage (id),
  forecast_category text not null,
  amount_minor bigint,
  amount_basis text not null,
  currency text not null,
  expected_close date,
  closed_on date,
  actor_user_id uuid,
  import_id uuid,
  reason text,
  retracted_at timestamptz,
  retracted_by uuid
);
create index deal_version_deal on crm.deal_version (deal_id, valid_at desc, recorded_at desc);
create index deal_version_import on crm.deal_version (import_id) where import_id is not null;
create index deal_version_valid on crm.deal_version (valid_at);

-- Demand that happened. Exact decimals; rounded for display only. Replaced rows keep standing with `ended_at`.
-- No row-wise foreign keys: they doubled the time of a load (decisions/0005). The ids come from rows read in the same
-- transaction, and accounts, items, territories and people are ended or erased, never deleted.
create table crm.order_line (
  id uuid primary key,
  identity uuid not null,
  import_id uuid,
  order_number text,
  line_number text,
  ordered_on date not null,
  account_id uuid,
  item_id uuid,
  territory_id uuid,
  owner_id uuid,
  channel text,
  promotion text,
  quantity numeric(19,6) not null,
  amount numeric(19,6) not null,
  currency text not null,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid
);
create unique index order_line_identity on crm.order_line (identity) where ended_at is null;
create index order_line_import on crm.order_line (import_id);
create index order_line_ended_by on crm.order_line (ended_by) where ended_by is not null;
create index order_line_day on crm.order_line using brin (ordered_on);
