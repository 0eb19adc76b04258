-- A change of the process as an experiment: some teams work in the new way from a day on, the others as before.
create table process.experiment (
  id uuid primary key,
  name text not null check (name <> ''),
  change text not null,
  metric text not null check (metric in ('win rate', 'days to close', 'days in stage')),
  stage_id uuid,
  team_ids uuid[] not null check (cardinality(team_ids) > 0),
  drawn_by_lot boolean not null,
  starts_on date not null,
  weeks int not null check (weeks between 1 and 104),
  added_by uuid,
  added_at timestamptz not null,
  ended_at timestamptz,
  check ((metric = 'days in stage') = (stage_id is not null))
);
create unique index experiment_name on process.experiment (lower(name)) where ended_at is null;
