-- Goals without money: how many meetings, calls, leads, deals or units in a period [starts_on, ends_on).
create table goals.count_quota (
  id uuid primary key,
  subject_kind text not null check (subject_kind in ('company', 'person', 'team', 'territory', 'family')),
  subject_id uuid,
  metric text not null check (metric in ('meetings held', 'calls made', 'leads qualified', 'deals created', 'deals won', 'units sold')),
  starts_on date not null,
  ends_on date not null,
  target numeric(19,6) not null check (target >= 0),
  import_id uuid,
  set_by uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  check (ends_on > starts_on),
  check ((subject_kind = 'company') = (subject_id is null))
);
create unique index count_quota_subject on goals.count_quota
  (subject_kind, coalesce(subject_id, '00000000-0000-0000-0000-000000000000'), metric, starts_on, ends_on) where ended_at is null;
create index count_quota_period on goals.count_quota (starts_on) where ended_at is null;
create index count_quota_import on goals.count_quota (import_id) where import_id is not null;
