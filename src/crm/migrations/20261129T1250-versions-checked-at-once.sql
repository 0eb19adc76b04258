-- What versions of deals refer to is looked up once per statement, not once per row and column: a history of a million
-- versions cost five million lookups (decisions/0053). Whoever lets go of rows asks the declared references first.
alter table crm.deal_version
  drop constraint deal_version_deal_id_fkey,
  drop constraint deal_version_account_id_fkey,
  drop constraint deal_version_item_id_fkey,
  drop constraint deal_version_owner_id_fkey,
  drop constraint deal_version_stage_id_fkey;

create function crm.refer_to_what_is_there() returns trigger language plpgsql as $$
declare
  missing text;
begin
  select 'deal ' || id into missing from (select distinct deal_id as id from added) a
    where not exists (select from crm.deal d where d.id = a.id) limit 1;
  if missing is null then
    select 'stage ' || id into missing from (select distinct stage_id as id from added) a
      where not exists (select from crm.stage s where s.id = a.id) limit 1;
  end if;
  if missing is null then
    select 'person ' || id into missing from (select distinct owner_id as id from added where owner_id is not null) a
      where not exists (select from company.person p where p.id = a.id) limit 1;
  end if;
  if missing is null then
    select 'account ' || id into missing from (select distinct account_id as id from added where account_id is not null) a
      where not exists (select from crm.account c where c.id = a.id) limit 1;
  end if;
  if missing is null then
    select 'item ' || id into missing from (select distinct item_id as id from added where item_id is not null) a
      where not exists (select from company.item i where i.id = a.id) limit 1;
  end if;
  if missing is not null then
    raise foreign_key_violation using schema = 'crm', table = 'deal_version', message = 'A version of a deal names the ' || missing || ', which is not there.';
  end if;
  return null;
end $$;

create trigger refers after insert on crm.deal_version referencing new table as added
  for each statement execute function crm.refer_to_what_is_there();
