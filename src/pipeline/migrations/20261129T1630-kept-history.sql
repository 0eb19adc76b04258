create schema pipeline;

-- The deal history as a process held it in memory, packed, so that the next one need not read every version. Worked out from
-- crm.deal_version and as new as the transaction it names; unlogged: empty after a crash, and in no backup.
create unlogged table pipeline.kept_history (
  place integer primary key,
  part bytea not null
);
alter table pipeline.kept_history alter column part set storage external;
