-- Holidays, one home for all who count working days. Without a territory they hold for everybody, else there and below.
create table company.holiday (
  id uuid primary key,
  day date not null,
  name text not null default '',
  territory_id uuid references company.territory (id),
  import_id uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid
);
create unique index holiday_day on company.holiday (day, coalesce(territory_id, '00000000-0000-0000-0000-000000000000')) where ended_at is null;
create index holiday_import on company.holiday (import_id) where import_id is not null;
