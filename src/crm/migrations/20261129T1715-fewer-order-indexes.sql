-- Each index of order lines and their events is written with every line: lines that no file brought stand in no index of files, and an
-- event is known by its key.
drop index crm.order_line_import;
create index order_line_import on crm.order_line (import_id) where import_id is not null;
alter table crm.order_event drop constraint order_event_pkey, drop constraint order_event_key_key, add primary key (key);
