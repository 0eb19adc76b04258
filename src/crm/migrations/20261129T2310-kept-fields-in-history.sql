-- Fields that files have brought are told over time like all else of a deal. What was kept before the history knew of it
-- is taken to have been so from the beginning.
alter table crm.deal_version add column file_fields jsonb;
update crm.deal_version v set file_fields = d.file_fields from crm.deal d where d.id = v.deal_id and d.file_fields is not null;
create index deal_version_fields on crm.deal_version (deal_id) where file_fields is not null;
-- Accounts keep such columns too.
alter table crm.account add column file_fields jsonb;
