-- Values of market signals come in files too: `before` is what stood before the import, so that it can be taken back.
alter table demand.signal_value add import_id uuid, add before float8;
create index signal_value_import on demand.signal_value (import_id) where import_id is not null;
