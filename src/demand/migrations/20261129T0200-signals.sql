-- Outside numbers that may lead demand: an index, a price, permits. Values have a day; those in the future are what somebody expects.
create table demand.signal (
  id uuid primary key,
  name text not null check (name <> ''),
  unit text not null default '',
  by_name text not null,
  changed_at timestamptz not null,
  ended_at timestamptz
);
create unique index signal_name on demand.signal (lower(name)) where ended_at is null;
create table demand.signal_value (
  signal_id uuid not null references demand.signal (id),
  day date not null,
  value float8 not null,
  primary key (signal_id, day)
);

-- How useful a signal was for a family when it was last measured: forecasts of earlier months, with and without it. `used`: it counts.
create table demand.signal_use (
  signal_id uuid not null references demand.signal (id),
  family_id uuid,
  lag int,
  slope float8,
  base_wape float8,
  wape float8,
  points int not null,
  used boolean not null,
  reason text not null,
  measured_at timestamptz not null,
  unique nulls not distinct (signal_id, family_id)
);
