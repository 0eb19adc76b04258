-- The finance budget: money, and units where finance plans them, of a family in a calendar month. A changed line ends and another begins.
create table goals.budget (
  id uuid primary key,
  family_id uuid not null references company.family (id),
  month date not null check (extract(day from month) = 1),
  units numeric check (units >= 0),
  amount_minor bigint not null,
  currency text not null references company.currency (code),
  import_id uuid,
  set_by uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid
);
create unique index budget_line on goals.budget (family_id, month) where ended_at is null;
-- Where a quota comes from when nobody typed it: the approved plan of a cycle.
alter table goals.quota add column origin text;
