-- People, teams, what is sold and where, the calendar and the currencies.
create schema company;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

-- One row: the company this workspace holds.
create table company.profile (
  only_one boolean primary key default true check (only_one),
  name text not null,
  currency text not null,
  locale text not null default 'en-US',
  time_zone text not null default 'UTC',
  calendar_kind text not null default 'month' check (calendar_kind in ('month', '4-4-5')),
  fiscal_start_month int not null default 1 check (fiscal_start_month between 1 and 12),
  week_start int not null default 1 check (week_start between 0 and 6),
  changed_at timestamptz not null default now()
);

insert into company.profile (name, currency) values ('My company', 'USD');

create table company.territory (
  id uuid primary key,
  name text not null unique,
  parent_id uuid references company.territory (id),
  created_at timestamptz not null default now()
);

create table company.site (
  id uuid primary key,
  name text not null unique,
  kind text not null check (kind in ('plant', 'warehouse', 'office')),
  territory_id uuid references company.territory (id),
  created_at timestamptz not null default now()
);

-- email and name are emptied when a person is erased; the row, its sums and its audit stay.
create table company.person (
  id uuid primary key,
  external_id text unique,
  name text not null,
  email text,
  title text,
  hired_on date,
  left_on date,
  erased_at timestamptz,
  created_at timestamptz not null default now()
);
create index person_name_trgm on company.person using gin (name gin_trgm_ops);

create table company.reporting_line (
  id uuid primary key,
  person_id uuid not null references company.person (id),
  manager_id uuid not null references company.person (id),
  starts_on date not null,
  ends_on date,
  check (person_id <> manager_id),
  check (ends_on is null or ends_on > starts_on),
  exclude using gist (person_id with =, daterange(starts_on, ends_on) with &&)
);
create index reporting_line_manager on company.reporting_line (manager_id);

create table company.team (
  id uuid primary key,
  name text not null unique,
  territory_id uuid references company.territory (id),
  created_at timestamptz not null default now()
);
create table company.team_membership (
  id uuid primary key,
  team_id uuid not null references company.team (id),
  person_id uuid not null references company.person (id),
  starts_on date not null,
  ends_on date,
  check (ends_on is null or ends_on > starts_on),
  exclude using gist (person_id with =, daterange(starts_on, ends_on) with &&)
);

create table company.family (
  id uuid primary key,
  name text not null unique,
  created_at timestamptz not null default now()
);
create table company.item (
  id uuid primary key,
  code text not null unique,
  name text not null,
  family_id uuid references company.family (id),
  unit text not null default 'each',
  list_price numeric(19,6),
  active_from date,
  active_to date,
  created_at timestamptz not null default now()
);
create index item_family on company.item (family_id);

create table company.currency (
  code text primary key check (code ~ '^[A-Z]{3}$'),
  name text not null,
  minor_digits int not null check (minor_digits between 0 and 4)
);
-- One unit of `code` is worth `rate` units of the company currency from `starts_on` until the next rate.
create table company.currency_rate (
  code text not null references company.currency (code),
  starts_on date not null,
  rate numeric(20,10) not null check (rate > 0),
  primary key (code, starts_on)
);
insert into company.currency (code, name, minor_digits) values
  ('USD', 'US dollar', 2), ('EUR', 'Euro', 2), ('GBP', 'Pound sterling', 2), ('CHF', 'Swiss franc', 2),
  ('JPY', 'Yen', 0), ('CNY', 'Renminbi', 2), ('INR', 'Indian rupee', 2), ('CAD', 'Canadian dollar', 2),
  ('AUD', 'Australian dollar', 2), ('SEK', 'Swedish krona', 2), ('NOK', 'Norwegian krone', 2),
  ('DKK', 'Danish krone', 2), ('PLN', 'Zloty', 2), ('BRL', 'Brazilian real', 2), ('MXN', 'Mexican peso', 2),
  ('KRW', 'Won', 0), ('SGD', 'Singapore dollar', 2), ('HKD', 'Hong Kong dollar', 2), ('NZD', 'New Zealand dollar', 2),
  ('ZAR', 'Rand', 2), ('TRY', 'Turkish lira', 2), ('CZK', 'Czech koruna', 2), ('HUF', 'Forint', 2),
  ('ILS', 'Shekel', 2), ('AED', 'Dirham', 2), ('KWD', 'Kuwaiti dinar', 3);
