-- A scenario holds only the cells that differ from its cycle; `was_*` is what stood there when the cell was first edited.
create table sop.scenario (
  id uuid primary key,
  cycle_id uuid not null references sop.cycle (id),
  name text not null,
  risk_id uuid,
  made_at timestamptz not null,
  made_by uuid,
  merged_at timestamptz,
  ended_at timestamptz
);
create index scenario_cycle on sop.scenario (cycle_id) where ended_at is null;
create table sop.scenario_cell (
  scenario_id uuid not null references sop.scenario (id),
  family_id uuid not null references company.family (id),
  month date not null,
  units bigint,
  price numeric,
  was_units bigint,
  was_price numeric,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (scenario_id, family_id, month)
);

-- Who is told of an approved plan over the web; `secret` signs what is sent.
create table sop.webhook (
  id uuid primary key,
  name text not null,
  url text not null,
  secret text not null,
  made_at timestamptz not null,
  made_by uuid,
  ended_at timestamptz
);
create unique index webhook_name on sop.webhook (name) where ended_at is null;
create table sop.delivery (
  id uuid primary key,
  cycle_id uuid not null references sop.cycle (id),
  webhook_id uuid not null references sop.webhook (id),
  tried_at timestamptz not null,
  status int,
  says text not null,
  acknowledged boolean not null
);
create index delivery_cycle on sop.delivery (cycle_id, tried_at desc);
