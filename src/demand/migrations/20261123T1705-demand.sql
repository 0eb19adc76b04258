-- Demand by period and node, and what the engine made of it.
create schema demand;

-- Live order lines summed once per fiscal period x item x territory; rebuilt by demand.refresh-history.
-- Units exact; money in company currency at the rate of the day of order, exact (never rounded).
-- Lines without an item are not here, lines without a rate are here in units only: demand.left_out counts both.
create table demand.history (
  grain text not null check (grain in ('month', 'week')),
  starts_on date not null,
  item_id uuid not null references company.item (id),
  territory_id uuid references company.territory (id),
  quantity numeric not null,
  amount numeric not null,
  order_lines int not null
);
create index history_node on demand.history (grain, item_id, territory_id, starts_on);

-- What the sums of demand.history do not hold, and why.
create table demand.left_out (
  reason text not null check (reason in ('no item', 'no rate', 'no territory')),
  currency text not null,
  order_lines int not null,
  quantity numeric not null,
  amount numeric not null,
  first_on date not null,
  last_on date not null,
  primary key (reason, currency)
);

-- One row: when the history was last read from the order lines, and what it covers.
create table demand.history_state (
  only_one boolean primary key default true check (only_one),
  refreshed_at timestamptz not null,
  today date not null,
  order_lines int not null,
  first_on date,
  last_on date,
  currency text not null,
  fingerprint text not null
);

-- One pass over all series of a grain and measure. `stamp` names its inputs: the same stamp gives the same forecasts.
-- Only finished runs may be current; the one before stays as previous, older ones are deleted.
create table demand.run (
  id uuid primary key,
  grain text not null check (grain in ('month', 'week')),
  measure text not null check (measure in ('units', 'money')),
  stamp text not null,
  horizon int not null,
  history_from date,
  closed_to date,
  series int not null,
  done int not null default 0,
  started_at timestamptz not null,
  finished_at timestamptz,
  standing text check (standing in ('current', 'previous')),
  check (standing is null or finished_at is not null)
);
create unique index run_standing on demand.run (grain, measure, standing) where standing is not null;

-- One series: a node of the hierarchy (all, a family, an item) in one territory or in all (territory empty).
-- Arrays hold one value per period: `recent` the newest closed ones, the others the periods ahead from `starts_on`.
-- The history begins on `begins_on`; `inactive` lists later periods in which nothing of the node was on sale.
-- `ahead` sums the next periods, `ahead_year_before` the same ones a year earlier.
create table demand.forecast (
  run_id uuid not null references demand.run (id) on delete cascade,
  node text not null,
  level text not null check (level in ('all', 'family', 'item')),
  family_id uuid,
  item_id uuid,
  territory_id uuid,
  standing text not null check (standing in ('steady', 'new', 'ending', 'ended')),
  model text not null,
  reason text,
  observations int not null,
  begins_on date,
  inactive date[] not null,
  recent double precision[] not null,
  latest double precision not null,
  last_year double precision,
  ahead double precision not null,
  ahead_lo80 double precision not null,
  ahead_hi80 double precision not null,
  ahead_year_before double precision,
  wape double precision,
  mase double precision,
  bias double precision,
  coverage80 double precision,
  coverage95 double precision,
  naive_wape double precision,
  by_lag jsonb,
  origins int not null,
  cannot_tell text,
  starts_on date[] not null,
  mean double precision[] not null,
  lo80 double precision[] not null,
  hi80 double precision[] not null,
  lo95 double precision[] not null,
  hi95 double precision[] not null,
  primary key (run_id, node)
);
create index forecast_family on demand.forecast (run_id, territory_id, family_id);
