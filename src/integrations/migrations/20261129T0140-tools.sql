-- The programs that the sales organisation works with and pays for. A changed tool is a new row under the same tool_id.
create table integrations.tool (
  id uuid primary key,
  tool_id uuid not null,
  name text not null check (name <> ''),
  purpose text,
  owner_id uuid references company.person (id),
  vendor text,
  cost_minor bigint check (cost_minor >= 0),
  currency text,
  seats int check (seats >= 0),
  renews_on date,
  notice_days int check (notice_days between 0 and 1000),
  status text not null default 'in use',
  data text,
  same_as text,
  import_id uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  check (cost_minor is null or currency is not null)
);
create unique index tool_live on integrations.tool (tool_id) where ended_at is null;
create unique index tool_name on integrations.tool (lower(name)) where ended_at is null;
create index tool_import on integrations.tool (import_id);

-- Who signed in to a tool on a day: the person where they are known, and a digest of what the export called them.
create table integrations.sign_in (
  id uuid primary key,
  tool text not null,
  who text not null,
  person_id uuid references company.person (id),
  day date not null,
  import_id uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid
);
create unique index sign_in_live on integrations.sign_in (lower(tool), who, day) where ended_at is null;
create index sign_in_import on integrations.sign_in (import_id);

-- Data that goes from one tool to another.
create table integrations.flow (
  id uuid primary key,
  from_tool text not null check (from_tool <> ''),
  to_tool text not null check (to_tool <> ''),
  data text not null default '',
  import_id uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid
);
create unique index flow_live on integrations.flow (lower(from_tool), lower(to_tool), lower(data)) where ended_at is null;
create index flow_import on integrations.flow (import_id);
