-- Columns of a deal's files that have no field of their own, kept by their headers: what deals can be told apart by.
alter table crm.deal add column file_fields jsonb;
create index deal_file_fields on crm.deal (id) where file_fields is not null;
