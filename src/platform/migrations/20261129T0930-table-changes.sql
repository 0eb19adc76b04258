-- Which transaction changed which table: what is answered from some tables holds until one of them has a change that was not
-- committed then. Each transaction writes rows of its own, so that no writer waits for another.
create table platform.table_change (
  table_name text not null,
  xact xid8 not null,
  primary key (table_name, xact)
);

-- The oldest transaction under way when old changes were last deleted.
create table platform.table_change_swept (oldest xid8 not null);
insert into platform.table_change_swept values (pg_snapshot_xmin(pg_current_snapshot()));

-- Trigger function of every table that answers are read from.
create function platform.note_change() returns trigger language plpgsql as $$
begin
  insert into platform.table_change (table_name, xact)
    values (tg_table_schema || '.' || tg_table_name, pg_current_xact_id()) on conflict do nothing;
  return null;
end $$;
