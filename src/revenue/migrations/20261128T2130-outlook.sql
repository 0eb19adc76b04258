-- What the outlook was learned from deals, and what it said at the end of each day: a record that later knowledge never rewrites.
create table revenue.outlook_model (
  id uuid primary key,
  -- Nothing of this day or later was learned from.
  fitted_for date not null,
  fitted_at timestamptz not null,
  deals int not null,
  model jsonb not null
);
create index outlook_model_day on revenue.outlook_model (fitted_for desc, fitted_at desc);

create table revenue.outlook_point (
  id uuid primary key,
  model_id uuid not null references revenue.outlook_model (id),
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  day date not null,
  -- 'person': own deals; 'tree': a person with everybody below on that day.
  subject_kind text not null check (subject_kind in ('company', 'person', 'tree', 'team')),
  subject_id uuid check ((subject_id is null) = (subject_kind = 'company')),
  recorded_at timestamptz not null,
  mean_minor bigint not null,
  median_minor bigint not null,
  lo_minor bigint not null,
  hi_minor bigint not null,
  closed_minor bigint not null
);
create index outlook_point_subject on revenue.outlook_point (starts_on, ends_on, subject_kind, subject_id, day, recorded_at desc);
create index outlook_point_model on revenue.outlook_point (model_id);
