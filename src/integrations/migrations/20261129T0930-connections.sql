-- CRM systems whose people, accounts and deals are read, how far each has been read, and what was found on the way.
create table integrations.connection (
  id uuid primary key,
  name text not null check (name <> ''),
  kind text not null check (kind in ('salesforce', 'hubspot')),
  address text not null,
  client_id text,
  -- Client secret and refresh or access token, sealed with the secret of the workspace, which no backup holds.
  sealed text not null,
  pipeline text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  paused_at timestamptz,
  -- What somebody asked for and no run has taken up yet.
  asked text check (asked in ('sync', 'full', 'dry run')),
  asked_by uuid,
  -- Not before: the other system asked for patience, or the last runs failed.
  waits_until timestamptz,
  failures int not null default 0,
  ended_at timestamptz
);
create unique index connection_name on integrations.connection (lower(name)) where ended_at is null;

-- How far an object has been read: written in the transaction of the rows themselves. `recent` holds what was read within
-- the overlap, so that reading it again is no news; `download` how much of a first reading lies on disk.
create table integrations.connection_cursor (
  connection_id uuid not null references integrations.connection (id),
  object text not null,
  since timestamptz,
  recent jsonb not null default '{}',
  download jsonb,
  rows_in bigint not null default 0,
  changed_at timestamptz not null,
  primary key (connection_id, object)
);

-- Stages as the other system knows them: what is renamed there stays one stage here.
create table integrations.connection_stage (
  connection_id uuid not null references integrations.connection (id),
  outside_id text not null,
  value text not null,
  stage text not null,
  primary key (connection_id, outside_id)
);

create table integrations.connection_run (
  id uuid primary key,
  connection_id uuid not null references integrations.connection (id),
  mode text not null check (mode in ('sync', 'full', 'dry run')),
  state text not null check (state in ('running', 'done', 'waiting', 'failed', 'cut off')),
  began_at timestamptz not null,
  ended_at timestamptz,
  says text not null,
  -- One entry per object: read, new, changed, unchanged, left out, and the import that holds them.
  counts jsonb not null default '[]'
);
create index connection_run_of on integrations.connection_run (connection_id, began_at desc);

-- The health list: what the other system says that does not fit, as long as it is so.
create table integrations.connection_finding (
  connection_id uuid not null references integrations.connection (id),
  kind text not null,
  about text not null,
  says text not null,
  found_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (connection_id, kind, about)
);

-- Rows that the import left out; they are asked for again when somebody asks for a reading.
create table integrations.connection_left_out (
  connection_id uuid not null references integrations.connection (id),
  object text not null,
  outside_id text not null,
  reason text not null,
  left_out_at timestamptz not null,
  primary key (connection_id, object, outside_id)
);
