-- What the last file said of a deal, field by field: beside an edit made here it tells who changed what since.
alter table crm.deal add column file_state jsonb;
