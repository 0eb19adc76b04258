-- Demand by period and node, and what the engine made of it.
create schema demand;

-- Order lines summed once per fiscal period x item x territory; rebuilt by demand.refresh-history.
-- Units exact; money in company currency, exact.
create table demand.history (
  grain text not null check (grain in ('month', 'week')),
  starts_on date not null,
  item_id uuid,
  territory_id uuid,
  quantity numeric(24,6) not null,
  amount numeric(24,6) not null,
  order_lines int not null
);
create index history_period on demand.history (grain, starts_on);

create table demand.run (
  id uuid primary key,
  grain text not null,
  measure text not null check (measure in ('units', 'money')),
  horizon int not null,
  history_from date,
  history_to date,
  closed_to date,
  series int not null default 0,
  started_at timestamptz not null,
  finished_at timestamptz,
  is_current boolean not null default false
);
create unique index run_current on demand.run (grain, measure) where is_current;

-- One series: a node of item hierarchy x territory. item and family empty = all items; territory empty = all.
create table demand.forecast (
  run_id uuid not null references demand.run (id) on delete cascade,
  node text not null,
  family_id uuid,
  item_id uuid,
  territory_id uuid,
  model text not null,
  reason text,
  observations int not null,
  wape double precision,
  mase double precision,
  bias double precision,
  coverage80 double precision,
  coverage95 double precision,
  naive_wape double precision,
  origins int,
  starts_on date[] not null,
  mean double precision[] not null,
  lo80 double precision[] not null,
  hi80 double precision[] not null,
  lo95 double precision[] not null,
  hi95 double precision[] not null,
  primary key (run_id, node)
);
