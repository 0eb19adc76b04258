-- What planners set by hand, in whole units. A row is never changed but for how it ended and who approved it.
create table demand.override (
  id uuid primary key,
  grain text not null check (grain in ('month', 'week')),
  node text not null,
  level text not null check (level in ('all', 'family', 'item')),
  family_id uuid,
  item_id uuid,
  territory_id uuid,
  starts_on date not null,
  value bigint not null check (value >= 0),
  -- What the statistical forecast said when it was set: the two are compared once the period is over.
  statistical double precision not null,
  reason text not null,
  note text,
  locked boolean not null,
  expires_on date,
  by_id uuid,
  by_name text not null,
  at timestamptz not null,
  needs_approval boolean not null,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamptz,
  ended_at timestamptz,
  ended_by_name text,
  ended_as text check (ended_as in ('replaced', 'withdrawn', 'refused'))
);
create unique index override_stands on demand.override (grain, node, starts_on) where ended_at is null;
create index override_period on demand.override (grain, starts_on);

-- What overrides add to an item in a territory (or in none), so that every sum over them is exact. Made anew with each change.
create table demand.override_effect (
  grain text not null check (grain in ('month', 'week')),
  starts_on date not null,
  item_id uuid not null,
  family_id uuid,
  territory_id uuid,
  statistical double precision not null,
  value bigint not null,
  unique nulls not distinct (grain, starts_on, item_id, territory_id)
);
