-- Where demand left its old ways: a level that moved, a year of another shape, items that stopped, feeds that fell silent. Each is
-- announced once; what happened to it afterwards is kept with it.
create table demand.drift (
  id uuid primary key,
  kind text not null check (kind in ('level shift', 'season change', 'ended', 'feed')),
  -- The series that heads it: a node of the hierarchy; for a feed everything, or a territory.
  node text not null,
  starts_on date not null,
  -- By which share the level moved; empty for other kinds.
  size float8,
  -- Every series that shows it, the first being the head.
  nodes text[] not null,
  reason text not null,
  -- Whether the forecast is made from the history as changed by it.
  counted boolean not null,
  model_before text,
  model_after text,
  found_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz,
  ended_as text check (ended_as in ('over', 'dismissed')),
  ended_by_name text,
  check ((ended_at is null) = (ended_as is null))
);
create index drift_open on demand.drift (kind) where ended_at is null;

alter table demand.decision drop constraint decision_kind_check;
alter table demand.decision add constraint decision_kind_check
  check (kind in ('outlier', 'level shift', 'season change', 'stock-out', 'partial period'));
