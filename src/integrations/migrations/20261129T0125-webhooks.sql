-- Addresses that are called when something happens, what was sent to them, and what they answered.
create schema integrations;
create table integrations.webhook (
  id uuid primary key,
  name text not null check (name <> ''),
  url text not null,
  events text[] not null check (cardinality(events) > 0),
  made_by uuid not null,
  made_at timestamptz not null,
  paused_at timestamptz,
  paused_because text,
  ended_at timestamptz
);
create unique index webhook_name on integrations.webhook (lower(name)) where ended_at is null;

-- While a secret is replaced, messages are signed with the old and the new one until `until`.
create table integrations.webhook_secret (
  id uuid primary key,
  webhook_id uuid not null references integrations.webhook (id),
  secret text not null,
  made_at timestamptz not null,
  until timestamptz
);
create index webhook_secret_of on integrations.webhook_secret (webhook_id);

-- One message to one webhook; its id is the webhook-id on the wire. Ids rise in the order in which events were committed.
create table integrations.delivery (
  id uuid primary key,
  webhook_id uuid not null references integrations.webhook (id),
  event_id uuid,
  event text not null,
  about text not null,
  subject jsonb not null,
  happened_at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'dead', 'withheld')),
  tries int not null default 0,
  next_at timestamptz not null,
  done_at timestamptz,
  unique (webhook_id, event_id)
);
create index delivery_waiting on integrations.delivery (webhook_id, about, id) where state = 'waiting';
create index delivery_of on integrations.delivery (webhook_id, id desc);

create table integrations.attempt (
  id uuid primary key,
  delivery_id uuid not null references integrations.delivery (id) on delete cascade,
  at timestamptz not null,
  status int,
  says text not null,
  ms int not null
);
create index attempt_of on integrations.attempt (delivery_id, at);

-- How far the events have been read: the transaction and the id of the last one. A backup leaves transaction numbers out, so
-- what is restored gets that of the restore, as the events do.
create table integrations.follower (
  name text primary key,
  xact xid8 not null default pg_current_xact_id(),
  event_id uuid not null
);
insert into integrations.follower (name, event_id) values ('webhooks', '00000000-0000-0000-0000-000000000000');
