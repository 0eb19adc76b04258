-- Which accounts belong to which territory, from a day on. Named accounts come first, then the other rules together.
create table goals.territory_rule (
  id uuid primary key,
  territory_id uuid not null references company.territory (id),
  terms jsonb not null,
  starts_on date not null,
  added_by uuid,
  added_at timestamptz not null,
  ended_at timestamptz
);
create index territory_rule_territory on goals.territory_rule (territory_id) where ended_at is null;

-- A move of an account that is to happen on a day, and whether it has. Nothing before that day is rewritten.
create table goals.territory_move (
  id uuid primary key,
  account_id uuid not null,
  from_territory_id uuid,
  to_territory_id uuid not null references company.territory (id),
  takes_effect_on date not null,
  reason text not null,
  planned_by uuid,
  planned_at timestamptz not null,
  applied_at timestamptz,
  withdrawn_at timestamptz
);
create unique index territory_move_open on goals.territory_move (account_id) where applied_at is null and withdrawn_at is null;
create index territory_move_due on goals.territory_move (takes_effect_on) where applied_at is null and withdrawn_at is null;
