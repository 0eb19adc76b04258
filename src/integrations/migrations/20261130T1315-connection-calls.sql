-- Calls that were written down here go back to the CRM from the moment at which that was chosen.
alter table integrations.connection add write_calls_from timestamptz;
alter table integrations.connection_write
  add activity_id uuid,
  drop constraint connection_write_field_check,
  add constraint connection_write_field_check check (field in ('forecast category', 'expected close', 'next step', 'call'));
create index connection_write_activity on integrations.connection_write (activity_id) where activity_id is not null;
