-- Order lines come by the ten thousand: each group of them notes the sums that it touched in one row.
alter table crm.order_change rename to order_change_row;
create table crm.order_change (
  xact xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  item_ids uuid[] not null,
  territory_ids uuid[] not null,
  days date[] not null
);
insert into crm.order_change (xact, at, item_ids, territory_ids, days)
  select xact, at, array_agg(item_id), array_agg(territory_id), array_agg(ordered_on) from crm.order_change_row group by xact, at;
drop table crm.order_change_row;
create index order_change_xact on crm.order_change (xact);

-- What is asked of events by time is when a source last sent one.
drop index crm.order_event_received;
create index order_event_source on crm.order_event (source_id, received_at) where source_id is not null;
