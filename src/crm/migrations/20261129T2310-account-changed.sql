-- When an account was last changed, whoever changes it: by hand, by a file, by a rule or by a merge.
alter table crm.account add column changed_at timestamptz;
update crm.account account set changed_at = said.at
from (select subject_id, max(at) as at from platform.audit where noun = 'account' and subject_id is not null group by 1) as said
where said.subject_id = account.id::text;

create function crm.note_account_change() returns trigger language plpgsql as $$
begin
  new.changed_at := now();
  return new;
end $$;
create trigger account_changed before update on crm.account for each row when (old.* is distinct from new.*)
  execute function crm.note_account_change();
