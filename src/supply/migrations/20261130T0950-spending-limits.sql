-- Most money that a plan may spend on something in a span of days, or have in stock.
create table supply.spending_limit (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  line text not null, starts_on date not null, ends_on date not null, amount numeric not null,
  supplier_id uuid references supply.supplier (id), family_id uuid references company.family (id), site_id uuid references company.site (id),
  note text
);
create unique index spending_limit_live on supply.spending_limit (identity) where ended_at is null;
create index spending_limit_supplier on supply.spending_limit (supplier_id) where supplier_id is not null;
create index spending_limit_family on supply.spending_limit (family_id) where family_id is not null;
create index spending_limit_site on supply.spending_limit (site_id) where site_id is not null;
