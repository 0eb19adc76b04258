-- Orders of the running period move the periods after it at once, family by family, without a new run.

-- Families whose forecast is to be moved: their id, 'none' for items without a family, '*' for all of them.
create table demand.touched (
  part text primary key
);

-- How the models of a run answer to what the running period brings, and what they expect: per family, its nodes one after the other.
-- `means` holds `periods` numbers a node (reconciled), `answers` four times as many: how the periods after the running one move
-- when it brings two deviations less than expected, one less, one more, two more.
create table demand.response (
  run_id uuid not null references demand.run (id) on delete cascade,
  part text not null,
  periods int not null,
  nodes jsonb not null,
  means float8[] not null,
  answers float8[] not null,
  primary key (run_id, part)
);

-- By how much the running period has moved what a run expects: `periods` numbers a node, `ahead` the sum over the next few of them.
-- The first `tops` nodes are those of the family itself. The part 'all' holds everything together.
create table demand.moved (
  run_id uuid not null references demand.run (id) on delete cascade,
  part text not null,
  periods int not null,
  tops int not null,
  nodes text[] not null,
  shifts float8[] not null,
  ahead float8[] not null,
  moved_at timestamptz not null,
  primary key (run_id, part)
);

-- The same, a row a node.
create view demand.moved_node as
select m.run_id, x.node, m.ahead[x.n] as ahead, m.shifts[(x.n - 1) * m.periods + 1 : x.n * m.periods] as shift, m.moved_at
from demand.moved m, unnest(m.nodes) with ordinality as x (node, n);

-- How often a run has been moved: with the run, it names the state of the forecast that a screen shows.
alter table demand.run add column moves bigint not null default 0;

-- Numbers by period moved by others; never below zero.
create function demand.moved_by(numbers float8[], shift float8[]) returns float8[] language sql immutable parallel safe as $$
  select case when shift is null then numbers else
    (select array_agg(greatest(0, x.number + coalesce(x.shift, 0)) order by x.n)
     from unnest(numbers, shift) with ordinality as x (number, shift, n) where x.number is not null) end
$$;

-- What is expected now: the forecasts of all runs, moved by what their running period brings. What other rooms read.
create view demand.expected as
select f.run_id, f.node, f.level, f.family_id, f.item_id, f.territory_id, f.standing, f.recent, f.ahead_year_before, f.wape,
  f.cannot_tell, f.starts_on, greatest(0, f.ahead + coalesce(m.ahead, 0)) as ahead, m.moved_at,
  demand.moved_by(f.mean, m.shift) as mean, demand.moved_by(f.lo80, m.shift) as lo80, demand.moved_by(f.hi80, m.shift) as hi80,
  demand.moved_by(f.lo95, m.shift) as lo95, demand.moved_by(f.hi95, m.shift) as hi95
from demand.forecast f left join demand.moved_node m on m.run_id = f.run_id and m.node = f.node;
