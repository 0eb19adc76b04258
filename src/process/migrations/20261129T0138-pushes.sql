-- Where somebody pushes: a stage that a team is to pass quicker from a day on, and what that was expected to bring.
create table process.push (
  id uuid primary key,
  stage_id uuid not null,
  team_id uuid not null references company.team (id),
  days int not null check (days > 0),
  expected_minor bigint not null,
  low_minor bigint not null,
  high_minor bigint not null,
  period_label text not null,
  begins_on date not null,
  action_id uuid,
  added_by uuid,
  added_at timestamptz not null,
  ended_at timestamptz
);
create unique index push_once on process.push (stage_id, team_id) where ended_at is null;
