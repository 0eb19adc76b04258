-- What is no demand and leaves history, forecast and accuracy: said by people, for an item, for words in names, for one order, or for a
-- kind of line. A row is never changed but for how it ended.
create table demand.exclusion (
  id uuid primary key,
  kind text not null check (kind in ('item', 'words', 'order', 'free lines', 'returns')),
  item_id uuid references company.item (id),
  words text,
  order_number text,
  reason text not null,
  note text,
  by_id uuid,
  by_name text not null,
  at timestamptz not null,
  ended_at timestamptz,
  ended_by_name text,
  check ((kind = 'item') = (item_id is not null) and (kind = 'words') = (words is not null)
    and (kind = 'order') = (order_number is not null))
);
create unique index exclusion_stands on demand.exclusion (kind, item_id, lower(words), order_number)
  nulls not distinct where ended_at is null;

-- Items that rules for items and for words leave out; made anew with the history.
create table demand.excluded_item (
  item_id uuid primary key
);

-- Order lines that stand and are demand.
create view demand.counted_line as
select l.* from crm.order_line l where l.ended_at is null
  and not exists (select from demand.excluded_item x where x.item_id = l.item_id)
  and not exists (select from demand.exclusion e where e.ended_at is null and (
    (e.kind = 'order' and e.order_number = l.order_number) or (e.kind = 'free lines' and l.amount = 0)
    or (e.kind = 'returns' and l.quantity < 0)));

alter table demand.left_out drop constraint left_out_reason_check;
alter table demand.left_out add constraint left_out_reason_check
  check (reason in ('no item', 'no rate', 'no territory', 'no demand'));
