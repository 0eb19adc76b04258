-- Why a call was refused that is known all the same: its period was locked, or somebody else had called meanwhile.
alter table revenue.late_call
  add column reason text not null default 'after the lock' check (reason in ('after the lock', 'called meanwhile'));
