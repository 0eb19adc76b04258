-- Order lines that come one by one or in bulk over the API, beside those that come in files.

-- Each event that was taken, once per key of its sender. `digest` tells whether a key that comes again says the same.
create table crm.order_event (
  id uuid primary key,
  key text not null unique,
  digest uuid not null,
  action text not null check (action in ('place', 'correct', 'cancel')),
  outcome text not null check (outcome in ('placed', 'corrected', 'cancelled', 'unchanged')),
  identity uuid not null,
  source_id uuid,
  received_at timestamptz not null
);
create index order_event_received on crm.order_event (received_at desc, id desc);

-- Events that were refused, as they came, with the reason: nothing is dropped without a trace.
create table crm.order_refused (
  id uuid primary key,
  batch_id uuid not null,
  record int not null,
  key text,
  code text not null,
  message text not null,
  way_out text,
  text text not null,
  source_id uuid,
  received_at timestamptz not null
);
create index order_refused_received on crm.order_refused (received_at desc, id desc);
create index order_refused_batch on crm.order_refused (batch_id, record);

-- Which sums an event touched, in the order of transactions: readers pass over none that was still open when they looked.
create table crm.order_change (
  id uuid primary key,
  xact xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  item_id uuid not null,
  territory_id uuid,
  ordered_on date not null
);
create index order_change_xact on crm.order_change (xact);

-- Who may send signed webhooks. The key that signs is derived from the workspace's own secret and stands nowhere.
create table crm.order_source (
  id uuid primary key,
  name text not null check (name <> ''),
  created_by uuid,
  created_at timestamptz not null,
  ended_at timestamptz
);
create unique index order_source_name on crm.order_source (lower(name)) where ended_at is null;

-- The lines of an item by day, so that one changed line is not summed by reading all of them.
create index order_line_item_day on crm.order_line (item_id, ordered_on) where ended_at is null;
