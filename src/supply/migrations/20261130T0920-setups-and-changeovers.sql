-- Whether a resource stays set up from one month to the next, and for what it is set up now.
alter table supply.resource add column keeps_setup boolean, add column set_up_for_id uuid references company.item (id);
create index resource_set_up_for on supply.resource (set_up_for_id) where set_up_for_id is not null;
-- What a change from one item (or family) to another takes on a resource; from any where nothing stands before.
create table supply.changeover (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  resource_id uuid not null references supply.resource (id),
  from_item_id uuid references company.item (id), from_family_id uuid references company.family (id),
  to_item_id uuid references company.item (id), to_family_id uuid references company.family (id),
  hours numeric, cost numeric
);
create unique index changeover_live on supply.changeover (identity) where ended_at is null;
create index changeover_resource on supply.changeover (resource_id);
create index changeover_from_item on supply.changeover (from_item_id) where from_item_id is not null;
create index changeover_to_item on supply.changeover (to_item_id) where to_item_id is not null;
create index changeover_from_family on supply.changeover (from_family_id) where from_family_id is not null;
create index changeover_to_family on supply.changeover (to_family_id) where to_family_id is not null;
