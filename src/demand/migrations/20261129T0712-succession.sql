-- Items that took over from others: the history of the old one is that of the new one, and so are orders of it that still come.
create table demand.succession (
  id uuid primary key,
  old_id uuid not null references company.item (id),
  new_id uuid not null references company.item (id),
  by_name text not null,
  at timestamptz not null,
  ended_at timestamptz,
  ended_by_name text,
  check (old_id <> new_id)
);
create unique index succession_stands on demand.succession (old_id) where ended_at is null;

-- Each item that has been taken over, with the last one in its line; made anew with each change.
create table demand.successor (
  item_id uuid primary key,
  successor_id uuid not null
);
create index successor_of on demand.successor (successor_id);
