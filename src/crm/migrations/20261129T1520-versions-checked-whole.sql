-- The look for what versions refer to is planned for the rows of its statement, and for all of them: a plan that was kept from a
-- small table, or made to find one row soon, took minutes for a hundred thousand (decisions/0053).
create or replace function crm.refer_to_what_is_there() returns trigger language plpgsql as $$
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
