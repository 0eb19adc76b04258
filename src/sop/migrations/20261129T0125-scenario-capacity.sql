-- What a scenario changes of the hours of a resource: a share of those that the plan has in a month (0.5 = half of them).
create table sop.scenario_capacity (
  scenario_id uuid not null references sop.scenario (id),
  resource text not null check (resource <> ''),
  month date not null,
  share numeric not null check (share >= 0),
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (scenario_id, resource, month)
);
