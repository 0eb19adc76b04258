-- What a deal is about, item by item. A line is replaced by ending its row and adding a new one under the same identity, as
-- order lines are: what was known at an instant stands in the rows of then. A row that its own maker ended was taken back: it
-- never was. Amounts in minor units of the deal's currency; `valid_at` is from when on it holds.
create table crm.deal_line_edit (
  id uuid primary key,
  deal_id uuid not null references crm.deal (id),
  actor_user_id uuid,
  at timestamptz not null,
  undone_at timestamptz
);
create index deal_line_edit_deal on crm.deal_line_edit (deal_id);

create table crm.deal_line (
  id uuid primary key,
  identity uuid not null,
  deal_id uuid not null references crm.deal (id),
  item_id uuid not null references company.item (id),
  quantity numeric(19,6) not null check (quantity > 0),
  unit_price numeric(19,6),
  discount numeric(9,8) check (discount between 0 and 1),
  amount_minor bigint not null check (amount_minor >= 0),
  ships_on date,
  external_id text,
  source text,
  valid_at timestamptz not null,
  recorded_at timestamptz not null,
  import_id uuid,
  edit_id uuid references crm.deal_line_edit (id),
  ended_at timestamptz,
  ended_by uuid
);
create unique index deal_line_identity on crm.deal_line (identity) where ended_at is null;
create index deal_line_of_identity on crm.deal_line (identity, recorded_at desc);
create index deal_line_deal on crm.deal_line (deal_id);
create index deal_line_item on crm.deal_line (item_id) where ended_at is null;
create index deal_line_external on crm.deal_line (external_id) where external_id is not null;
create index deal_line_import on crm.deal_line (import_id) where import_id is not null;
create index deal_line_ended_by on crm.deal_line (ended_by) where ended_by is not null;

-- The items of each deal: by its lines where it has some, else its own item with its whole amount and no stated quantity.
create view crm.deal_item as
  select l.deal_id, l.item_id, l.quantity, l.amount_minor, l.ships_on, true as is_line
  from crm.deal_line l where l.ended_at is null
  union all
  select d.id, d.item_id, null::numeric, d.amount_minor, null::date, false
  from crm.deal d where d.item_id is not null
    and not exists (select from crm.deal_line l where l.deal_id = d.id and l.ended_at is null);
