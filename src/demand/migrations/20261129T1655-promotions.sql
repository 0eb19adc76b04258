-- Promotions: what was offered, of an item or a family, in a territory or everywhere, on which days. Past ones are measured, coming
-- ones move the forecast by what those of their kind did.
create table demand.promotion (
  id uuid primary key,
  name text not null check (name <> ''),
  -- Promotions of one kind do alike: the name without its year where nobody says another one.
  kind text not null check (kind <> ''),
  item_id uuid,
  family_id uuid,
  territory_id uuid,
  starts_on date not null,
  ends_on date not null,
  price numeric(19,6) check (price >= 0),
  import_id uuid,
  by_name text not null,
  at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_by_name text,
  check ((item_id is null) <> (family_id is null)),
  check (ends_on >= starts_on)
);
create unique index promotion_stands on demand.promotion (lower(name), item_id, family_id, territory_id, starts_on)
  nulls not distinct where ended_at is null;
create index promotion_import on demand.promotion (import_id) where import_id is not null;

-- What a promotion was found to do; made anew with the history. The logarithms are those that count: in its days, after them, and for
-- the sisters in its days; `told` ones are what the others of its kind say.
create table demand.promotion_measured (
  promotion_id uuid not null references demand.promotion (id) on delete cascade,
  measure text not null check (measure in ('units', 'money')),
  found jsonb not null,
  during float8 not null,
  after float8 not null,
  sisters float8 not null,
  told_during float8 not null,
  told_after float8 not null,
  told_sisters float8 not null,
  primary key (promotion_id, measure)
);

-- Names what was last measured: promotions and the days they are measured on.
create table demand.promotion_state (
  only_one boolean primary key default true check (only_one),
  stamp text not null
);

-- What promotions added to the history of an item in a territory: models learn from what is left. `planned` is what would have been
-- expected of them.
create table demand.promotion_lift (
  grain text not null check (grain in ('month', 'week')),
  starts_on date not null,
  item_id uuid not null,
  territory_id uuid,
  quantity float8 not null,
  amount float8 not null,
  planned_quantity float8 not null,
  planned_amount float8 not null
);

-- What coming promotions add to what a run expects of a node, period by period; `ahead` sums the next few. Adds up over all nodes.
create table demand.promotion_effect (
  run_id uuid not null references demand.run (id) on delete cascade,
  node text not null,
  effect float8[] not null,
  ahead float8 not null,
  primary key (run_id, node)
);

-- A fifth account of what is planned; none before there were promotions.
alter table demand.version_node add column promotion float8[];
alter table demand.version drop constraint version_cause_check;
alter table demand.version add constraint version_cause_check
  check (cause in ('models', 'orders', 'overrides', 'signals', 'promotions'));

create or replace view demand.expected as
select f.run_id, f.node, f.level, f.family_id, f.item_id, f.territory_id, f.standing, f.recent, f.ahead_year_before, f.wape,
  f.cannot_tell, f.starts_on,
  greatest(0, f.ahead + coalesce(m.ahead, 0) + coalesce(s.ahead, 0) + coalesce(p.ahead, 0)) as ahead, m.moved_at,
  demand.moved_by(demand.moved_by(demand.moved_by(f.mean, m.shift), s.effect), p.effect) as mean,
  demand.moved_by(demand.moved_by(demand.moved_by(f.lo80, m.shift), s.effect), p.effect) as lo80,
  demand.moved_by(demand.moved_by(demand.moved_by(f.hi80, m.shift), s.effect), p.effect) as hi80,
  demand.moved_by(demand.moved_by(demand.moved_by(f.lo95, m.shift), s.effect), p.effect) as lo95,
  demand.moved_by(demand.moved_by(demand.moved_by(f.hi95, m.shift), s.effect), p.effect) as hi95
from demand.forecast f left join demand.moved_node m on m.run_id = f.run_id and m.node = f.node
left join demand.signal_effect s on s.run_id = f.run_id and s.node = f.node
left join demand.promotion_effect p on p.run_id = f.run_id and p.node = f.node;
