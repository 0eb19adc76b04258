-- Duplicates: pairs that somebody called different, and merges with what they moved, so that undo restores exactly.
alter table crm.account add column merged_into uuid references crm.account (id);
alter table crm.contact add column merged_into uuid references crm.contact (id);
alter table crm.lead add column merged_into uuid references crm.lead (id);
alter table crm.deal add column merged_into uuid references crm.deal (id);
create index account_merged on crm.account (merged_into) where merged_into is not null;
create index contact_merged on crm.contact (merged_into) where merged_into is not null;
create index lead_merged on crm.lead (merged_into) where merged_into is not null;
create index deal_merged on crm.deal (merged_into) where merged_into is not null;

-- Two things that look alike and are not the same; the smaller id stands first.
create table crm.apart (
  id uuid primary key,
  noun text not null check (noun in ('account', 'contact', 'lead', 'deal')),
  first_id uuid not null,
  second_id uuid not null,
  said_at timestamptz not null,
  said_by uuid,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  check (first_id < second_id)
);
create unique index apart_once on crm.apart (noun, first_id, second_id) where withdrawn_at is null;

create table crm.merge (
  id uuid primary key,
  noun text not null check (noun in ('account', 'contact', 'lead', 'deal')),
  winner_id uuid not null,
  loser_id uuid not null,
  merged_at timestamptz not null,
  merged_by uuid,
  -- The columns of the winner that the merge changed, as they were and as it left them.
  before jsonb not null,
  after jsonb not null,
  -- What both gave as their outside ids before.
  outside_ids jsonb not null,
  -- When the deals that came along were stated anew.
  restated_at timestamptz,
  undone_at timestamptz,
  undone_by uuid
);
create index merge_newest on crm.merge (merged_at desc);
create unique index merge_stands on crm.merge (loser_id) where undone_at is null;

-- Which rows named the loser: their table and column, and the key by which they are found again.
create table crm.merge_moved (
  merge_id uuid not null references crm.merge (id),
  table_name text not null,
  column_name text not null,
  row_key jsonb not null
);
create index merge_moved_merge on crm.merge_moved (merge_id);
