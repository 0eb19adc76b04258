-- A component that may be used in the place of another one of the same recipe; empty where it is not an alternate.
alter table supply.recipe_component add column instead_of_id uuid references company.item (id);
-- What comes with an item that is made, units per unit made.
create table supply.by_product (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  item_id uuid not null references company.item (id), by_product_id uuid not null references company.item (id), quantity numeric not null,
  unit text, disposal_cost numeric, starts_on date, ends_on date
);
create unique index by_product_live on supply.by_product (identity) where ended_at is null;
create index by_product_item on supply.by_product (item_id);
create index by_product_by_product on supply.by_product (by_product_id);
create index recipe_component_instead_of on supply.recipe_component (instead_of_id) where instead_of_id is not null;
