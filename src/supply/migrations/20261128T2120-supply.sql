-- What operations have, make, buy and move; and the plans made from it.
create schema supply;

-- Things that other rows name. Their codes are what other files call them by.
create table supply.location (
  id uuid primary key, code text unique, name text not null, site_id uuid references company.site (id),
  cost_rate numeric, hours_per_week numeric, created_at timestamptz not null default now()
);
create table supply.supplier (
  id uuid primary key, code text unique, name text not null, account_number text, credit_rating int, preferred boolean,
  active boolean, created_at timestamptz not null default now()
);
create table supply.scrap_reason (
  id uuid primary key, code text unique, name text not null, created_at timestamptz not null default now()
);
-- A machine, line or work centre. Hours per day hold for the working days of the week; supply.resource_hours says where they do not.
create table supply.resource (
  id uuid primary key, code text unique, name text not null, site_id uuid references company.site (id),
  units numeric, hours_per_day numeric, days_per_week numeric, efficiency numeric, cost_per_hour numeric,
  overtime_cost_per_hour numeric, overtime_hours_per_day numeric, assumed boolean, created_at timestamptz not null default now()
);

-- What supply knows of an item beside what the company sells it as; one row per item at most.
create table supply.item_data (
  id uuid primary key references company.item (id) on delete cascade,
  made boolean, standard_cost numeric, safety_stock numeric, reorder_point numeric, lead_days numeric, finished_good boolean,
  service_target numeric, days_of_cover numeric, holding_rate numeric, lost_sale_cost numeric, late_cost numeric,
  least_lot numeric, lot_multiple numeric, shelf_life_days numeric, changed_at timestamptz not null default now()
);

-- Records begin and end; a file or a person replaces a row by ending it. `identity` names what a row is about.
create table supply.stock_position (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  item_id uuid not null references company.item (id), site_id uuid references company.site (id),
  location_id uuid references supply.location (id), shelf text, bin text, quantity numeric not null, counted_on date
);
create table supply.stock_day (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  item_id uuid not null references company.item (id), item_key text, site_id uuid references company.site (id), day date not null,
  units_in numeric, units_out numeric, balance numeric, unit_cost numeric
);
create table supply.item_cost (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  item_id uuid not null references company.item (id), starts_on date not null, ends_on date, standard_cost numeric not null
);
create table supply.item_price (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  item_id uuid not null references company.item (id), starts_on date not null, ends_on date, list_price numeric not null
);
-- An empty assembly says that the component is made or sold for itself: the top of a recipe.
create table supply.recipe_component (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  assembly_id uuid references company.item (id), component_id uuid not null references company.item (id),
  quantity numeric not null, unit text, level int, scrap numeric, starts_on date, ends_on date
);
create table supply.operation (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  item_id uuid not null references company.item (id), sequence int, resource_id uuid references supply.resource (id),
  location_id uuid references supply.location (id), hours_per_unit numeric, setup_hours numeric, cost_per_unit numeric
);
create table supply.resource_hours (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  resource_id uuid references supply.resource (id), starts_on date not null, ends_on date, hours_per_day numeric not null, reason text
);
create table supply.supplier_item (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  item_id uuid not null references company.item (id), supplier_id uuid not null references supply.supplier (id), lead_days numeric,
  price numeric, last_cost numeric, last_received_on date, least_order numeric, most_order numeric, on_order numeric, unit text
);
create table supply.purchase_order (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  order_number text not null, supplier_id uuid references supply.supplier (id), status text, revision int, ordered_on date, shipped_on date,
  subtotal numeric, tax numeric, freight numeric, total numeric
);
create table supply.purchase_order_line (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  order_number text not null, line_number text, item_id uuid not null references company.item (id), due_on date, received_on date,
  quantity numeric not null, received numeric, rejected numeric, stocked numeric, unit_price numeric, amount numeric
);
create table supply.work_order (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  order_number text not null, item_id uuid not null references company.item (id), quantity numeric not null, stocked numeric, scrapped numeric,
  scrap_reason_id uuid references supply.scrap_reason (id), starts_on date, ends_on date, due_on date
);
create table supply.work_order_operation (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  order_number text not null, item_id uuid references company.item (id), sequence int, location_id uuid references supply.location (id),
  resource_id uuid references supply.resource (id), scheduled_start date, scheduled_end date, actual_start date, actual_end date, hours numeric,
  planned_cost numeric, actual_cost numeric
);
create table supply.lane (
  id uuid primary key, identity uuid not null, import_id uuid, recorded_at timestamptz not null, ended_at timestamptz, ended_by uuid,
  from_site_id uuid not null references company.site (id), to_site_id uuid not null references company.site (id), lead_days numeric,
  cost_per_unit numeric, capacity_per_month numeric
);

create unique index stock_position_live on supply.stock_position (identity) where ended_at is null;
create unique index stock_day_live on supply.stock_day (identity) where ended_at is null;
create unique index item_cost_live on supply.item_cost (identity) where ended_at is null;
create unique index item_price_live on supply.item_price (identity) where ended_at is null;
create unique index recipe_component_live on supply.recipe_component (identity) where ended_at is null;
create unique index operation_live on supply.operation (identity) where ended_at is null;
create unique index resource_hours_live on supply.resource_hours (identity) where ended_at is null;
create unique index supplier_item_live on supply.supplier_item (identity) where ended_at is null;
create unique index purchase_order_live on supply.purchase_order (identity) where ended_at is null;
create unique index purchase_order_line_live on supply.purchase_order_line (identity) where ended_at is null;
create unique index work_order_live on supply.work_order (identity) where ended_at is null;
create unique index work_order_operation_live on supply.work_order_operation (identity) where ended_at is null;
create unique index lane_live on supply.lane (identity) where ended_at is null;
create index stock_position_item on supply.stock_position (item_id);
create index stock_day_item on supply.stock_day (item_id, day);
create index recipe_component_assembly on supply.recipe_component (assembly_id);
create index recipe_component_component on supply.recipe_component (component_id);
create index purchase_order_number on supply.purchase_order (order_number);
create index purchase_order_line_number on supply.purchase_order_line (order_number);
create index purchase_order_line_item on supply.purchase_order_line (item_id);
create index work_order_item on supply.work_order (item_id);
create index supplier_item_item on supply.supplier_item (item_id);

-- What holds where nothing more particular is said; the defaults are assumptions, and are shown as such.
create table supply.policy (
  only_one boolean primary key default true check (only_one),
  horizon_periods int not null default 12 check (horizon_periods between 1 and 18),
  service_target numeric not null default 0.95 check (service_target > 0 and service_target < 1),
  holding_rate numeric not null default 0.20 check (holding_rate >= 0),
  late_share numeric not null default 0.02 check (late_share >= 0),
  lost_margin_share numeric not null default 1 check (lost_margin_share >= 0),
  buy_lead_days numeric not null default 30 check (buy_lead_days >= 0),
  cost_share numeric not null default 0.6 check (cost_share between 0 and 1),
  frozen_periods int not null default 0 check (frozen_periods >= 0),
  time_limit_seconds int not null default 30 check (time_limit_seconds between 1 and 600),
  changed_at timestamptz not null default now()
);
insert into supply.policy default values;

-- A plan is made once and never changed. `model` and `solved` are what packages/planning took and gave, so that it can be replayed.
create table supply.plan (
  id uuid primary key, number int not null unique, name text, status text not null
    check (status in ('queued', 'running', 'made', 'failed', 'cancelled')),
  asked_at timestamptz not null, asked_by text not null, started_at timestamptz, finished_at timestamptz, strategy text,
  base_plan_id uuid references supply.plan (id), currency text not null, starts_on date[] , labels text[],
  phase text, gap double precision, reason text, cancel_asked_at timestamptz,
  cost double precision, margin double precision, model jsonb, solved jsonb, explanation jsonb,
  problems jsonb not null default '[]', assumptions jsonb not null default '[]', digest text
);
-- One figure of a plan over its periods: of an item at a site, of a source, a resource or the whole.
create table supply.plan_line (
  plan_id uuid not null references supply.plan (id), measure text not null, subject text not null, item_id uuid, site_id uuid,
  resource_id uuid, values double precision[] not null, primary key (plan_id, measure, subject)
);
create index plan_line_item on supply.plan_line (plan_id, item_id);
