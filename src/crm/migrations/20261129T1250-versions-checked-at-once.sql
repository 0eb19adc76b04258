-- What versions of deals refer to is looked up once per statement, not once per row and column: a history of a million
-- versions cost five million lookups (decisions/0053). Whoever lets go of rows asks the declared references first.
alter table crm.deal_version
  drop constraint deal_version_deal_id_fkey,
  drop constraint deal_version_account_id_fkey,
  drop constraint deal_version_item_id_fkey,
  drop constraint deal_version_owner_id_fkey,
  drop constraint deal_version_stage_id_fkey;

-- It is planned for the rows of its statement, and for all of them: made to find one row soon, it took minutes for a hundred thousand.
create function crm.refer_to_what_is_there() returns trigger language plpgsql as $$
declare
  noun text;
  named text;
  target text;
  missing text;
begin
  foreach noun in array array['deal', 'stage', 'person', 'account', 'item'] loop
    named := case noun when 'person' then 'owner_id' else noun || '_id' end;
    target := case when noun in ('person', 'item') then 'company.' else 'crm.' end || noun;
    execute format(
      'select min(a.id::text) from (select distinct %1$I as id from added where %1$I is not null) a
        left join %2$s t on t.id = a.id where t.id is null', named, target) into missing;
    if missing is not null then
      raise foreign_key_violation using schema = 'crm', table = 'deal_version',
        message = 'A version of a deal names the ' || noun || ' ' || missing || ', which is not there.';
    end if;
  end loop;
  return null;
end $$;

create trigger refers after insert on crm.deal_version referencing new table as added
  for each statement execute function crm.refer_to_what_is_there();
