-- What people want to be told of: significant changes, drift, accuracy below naive.

-- One piece of news. `cause` names what it is about: while it is open it is not raised again.
create table demand.alert (
  id uuid primary key,
  kind text not null check (kind in ('change', 'drift', 'below naive')),
  cause text not null,
  node text not null,
  sentence text not null,
  reason text not null,
  at timestamptz not null,
  over_at timestamptz
);
create unique index alert_open on demand.alert (cause) where over_at is null;
create index alert_at on demand.alert (at desc);

-- What was last said of a node's next periods, and so what a change is measured against.
create table demand.alert_told (
  node text primary key,
  starts_on date[] not null,
  mean float8[] not null,
  lo80 float8[] not null,
  hi80 float8[] not null,
  at timestamptz not null
);

-- Who wants to be told of what, and how.
create table demand.alert_wish (
  user_id uuid primary key,
  kinds text[] not null,
  inbox boolean not null,
  mail boolean not null,
  since timestamptz not null,
  -- The newest mail to them: there is at most one a day.
  mailed_at timestamptz
);

-- Who was told of what, and how.
create table demand.alert_sent (
  alert_id uuid not null references demand.alert (id),
  user_id uuid not null,
  how text not null check (how in ('inbox', 'mail')),
  at timestamptz not null,
  primary key (alert_id, user_id, how)
);
