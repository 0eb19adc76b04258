-- Deals that change over the API, event by event, beside order lines. Who signs such events, and what was refused, is told of both in one place.

alter table crm.order_source rename to event_source;
alter index crm.order_source_name rename to event_source_name;

alter table crm.order_refused rename to event_refused;
alter index crm.order_refused_received rename to event_refused_received;
alter index crm.order_refused_batch rename to event_refused_batch;
alter table crm.event_refused add noun text not null default 'order' check (noun in ('order', 'deal'));
alter table crm.event_refused alter noun drop default;
-- Whose request it was: those who do not see everybody's deals or orders see what they sent themselves.
alter table crm.event_refused add sender_id uuid;

-- Each event of a deal that was taken, once per key of its sender.
create table crm.deal_event (
  id uuid primary key,
  key text not null unique,
  digest uuid not null,
  outcome text not null check (outcome in ('added', 'changed', 'removed', 'unchanged')),
  source_id uuid,
  received_at timestamptz not null
);
create index deal_event_source on crm.deal_event (source_id, received_at) where source_id is not null;
