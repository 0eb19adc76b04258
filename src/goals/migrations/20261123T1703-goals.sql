-- Quotas: the goal of a person, team, family, territory or the company for a period [starts_on, ends_on).
create schema goals;
create table goals.quota (
  id uuid primary key,
  subject_kind text not null check (subject_kind in ('company', 'person', 'team', 'territory', 'family')),
  subject_id uuid,
  starts_on date not null,
  ends_on date not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null references company.currency (code),
  import_id uuid,
  set_by uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  check (ends_on > starts_on),
  check ((subject_kind = 'company') = (subject_id is null))
);
create unique index quota_subject on goals.quota (subject_kind, coalesce(subject_id, '00000000-0000-0000-0000-000000000000'), starts_on, ends_on)
  where ended_at is null;
create index quota_period on goals.quota (starts_on) where ended_at is null;
