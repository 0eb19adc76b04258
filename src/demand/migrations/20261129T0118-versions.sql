-- Published forecasts, each as it was: never changed, never deleted. Any two of them compare.

-- What a run's statistical part rests on beside the data: the code, and what people decided about histories.
alter table demand.run add column basis text not null default '';

create table demand.version (
  id uuid primary key,
  number bigint not null,
  grain text not null check (grain in ('month', 'week')),
  measure text not null check (measure in ('units', 'money')),
  at timestamptz not null,
  -- What made it: models fitted anew, orders that came, what people set, what signals say.
  cause text not null check (cause in ('models', 'orders', 'overrides', 'signals')),
  run_id uuid not null,
  closed_to date,
  basis text not null,
  -- Names what stood set by hand.
  hand text not null,
  by_name text,
  nodes int not null
);
create unique index version_number on demand.version (grain, measure, number);

-- A node of a version, where it differs from the version before: what is planned of each period is the sum of its four accounts.
-- `data` and `model` make up the statistical forecast: what data moved since the node was first published, and what fitting, choosing
-- and treating anew did.
create table demand.version_node (
  version_id uuid not null references demand.version (id),
  number bigint not null,
  grain text not null,
  measure text not null,
  node text not null,
  starts_on date[] not null,
  data float8[] not null,
  model float8[] not null,
  signal float8[] not null,
  override float8[] not null,
  primary key (grain, measure, node, number)
);
create index version_node_of on demand.version_node (version_id);

-- What market signals add to what a run expects of a node, period by period; `ahead` sums the next few. Adds up over all nodes.
create table demand.signal_effect (
  run_id uuid not null references demand.run (id) on delete cascade,
  node text not null,
  effect float8[] not null,
  ahead float8 not null,
  primary key (run_id, node)
);

create or replace view demand.expected as
select f.run_id, f.node, f.level, f.family_id, f.item_id, f.territory_id, f.standing, f.recent, f.ahead_year_before, f.wape,
  f.cannot_tell, f.starts_on, greatest(0, f.ahead + coalesce(m.ahead, 0) + coalesce(s.ahead, 0)) as ahead, m.moved_at,
  demand.moved_by(demand.moved_by(f.mean, m.shift), s.effect) as mean,
  demand.moved_by(demand.moved_by(f.lo80, m.shift), s.effect) as lo80,
  demand.moved_by(demand.moved_by(f.hi80, m.shift), s.effect) as hi80,
  demand.moved_by(demand.moved_by(f.lo95, m.shift), s.effect) as lo95,
  demand.moved_by(demand.moved_by(f.hi95, m.shift), s.effect) as hi95
from demand.forecast f left join demand.moved_node m on m.run_id = f.run_id and m.node = f.node
left join demand.signal_effect s on s.run_id = f.run_id and s.node = f.node;
