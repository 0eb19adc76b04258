-- A saved view of a grid: which rows, in what order, in which columns; its author's own, or shared with everybody.
create table platform.view (
  id uuid primary key,
  screen text not null,
  name text not null,
  owner_id uuid not null references auth."user" (id) on delete cascade,
  is_shared boolean not null,
  search jsonb not null,
  layout jsonb not null,
  saved_at timestamptz not null,
  unique (screen, owner_id, name)
);
