-- Items that were never sold count in the sums once a planner takes their first forecast over; look-alikes may be chosen by hand.

-- Whose start a new item is expected to repeat, where somebody chose it. A row is never changed but for how it ended.
create table demand.look_alikes (
  id uuid primary key,
  item_id uuid not null references company.item (id),
  like_ids uuid[] not null check (cardinality(like_ids) > 0),
  by_name text not null,
  at timestamptz not null,
  ended_at timestamptz,
  ended_by_name text
);
create unique index look_alikes_stand on demand.look_alikes (item_id) where ended_at is null;

-- A first forecast that counts, from when it was taken over until it was taken back, the item sold, or nobody bought it.
create table demand.first_forecast (
  id uuid primary key,
  item_id uuid not null references company.item (id),
  by_name text not null,
  at timestamptz not null,
  ended_at timestamptz,
  ended_by_name text,
  ended_as text check (ended_as in ('taken back', 'sold', 'not sold'))
);
create unique index first_forecast_stands on demand.first_forecast (item_id) where ended_at is null;

-- What first forecasts add to what a run expects of a node, period by period, and by how much they move each edge of its ranges;
-- `ahead` sums the next few. Adds up over all nodes.
create table demand.new_item_effect (
  run_id uuid not null references demand.run (id) on delete cascade,
  node text not null,
  effect float8[] not null,
  lo80 float8[] not null,
  hi80 float8[] not null,
  lo95 float8[] not null,
  hi95 float8[] not null,
  ahead float8 not null,
  primary key (run_id, node)
);

-- A sixth account of what is planned; none before there were new items that count.
alter table demand.version_node add column new_item float8[];
alter table demand.version drop constraint version_cause_check;
alter table demand.version add constraint version_cause_check
  check (cause in ('models', 'orders', 'overrides', 'signals', 'promotions', 'new items'));

-- What a unit of it is expected to bring: what is set by hand in units counts in money too.
alter table demand.override_effect add column price float8 not null default 0;

create or replace view demand.expected as
select f.run_id, f.node, f.level, f.family_id, f.item_id, f.territory_id, f.standing, f.recent, f.ahead_year_before, f.wape,
  f.cannot_tell, f.starts_on,
  greatest(0, f.ahead + coalesce(n.ahead, 0) + coalesce(m.ahead, 0) + coalesce(s.ahead, 0) + coalesce(p.ahead, 0)) as ahead, m.moved_at,
  demand.moved_by(demand.moved_by(demand.moved_by(demand.moved_by(f.mean, n.effect), m.shift), s.effect), p.effect) as mean,
  demand.moved_by(demand.moved_by(demand.moved_by(demand.moved_by(f.lo80, n.lo80), m.shift), s.effect), p.effect) as lo80,
  demand.moved_by(demand.moved_by(demand.moved_by(demand.moved_by(f.hi80, n.hi80), m.shift), s.effect), p.effect) as hi80,
  demand.moved_by(demand.moved_by(demand.moved_by(demand.moved_by(f.lo95, n.lo95), m.shift), s.effect), p.effect) as lo95,
  demand.moved_by(demand.moved_by(demand.moved_by(demand.moved_by(f.hi95, n.hi95), m.shift), s.effect), p.effect) as hi95, m.shift
from demand.forecast f left join demand.moved_node m on m.run_id = f.run_id and m.node = f.node
left join demand.signal_effect s on s.run_id = f.run_id and s.node = f.node
left join demand.promotion_effect p on p.run_id = f.run_id and p.node = f.node
left join demand.new_item_effect n on n.run_id = f.run_id and n.node = f.node;
