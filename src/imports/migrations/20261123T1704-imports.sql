-- Files in: what was read, what was understood, what went in, what waits in quarantine, what was undone.
create schema imports;
create table imports.import (
  id uuid primary key,
  set_id uuid not null,
  kind text not null check (kind in ('families', 'territories', 'items', 'accounts', 'people', 'quotas', 'deals', 'deal history', 'order lines')),
  file_name text not null,
  file_path text,
  file_bytes bigint not null,
  file_sha256 text not null,
  mapping jsonb not null,
  preview jsonb,
  accept_mends boolean not null default false,
  status text not null check (status in ('uploaded', 'checking', 'checked', 'queued', 'loading', 'loaded', 'failed', 'cancelled', 'undoing', 'undone')),
  phase text,
  rows_read int not null default 0,
  rows_in int not null default 0,
  rows_new int not null default 0,
  rows_changed int not null default 0,
  rows_unchanged int not null default 0,
  rows_quarantined int not null default 0,
  rows_mended int not null default 0,
  bytes_done bigint not null default 0,
  report jsonb,
  error text,
  started_by uuid,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  undone_by uuid,
  check (status <> 'loaded' or rows_read = rows_in + rows_unchanged + rows_quarantined)
);
create index import_created on imports.import (created_at desc);
create index import_set on imports.import (set_id);

-- Rows that did not go in, as they stood in the file, with the reasons.
create table imports.quarantine (
  import_id uuid not null references imports.import (id),
  row_number int not null,
  line_number int not null,
  raw text not null,
  problems jsonb not null,
  primary key (import_id, row_number)
);

-- Keys that other systems use for our nouns: ("item", "productkey", "310") is this item.
create table imports.alias (
  noun text not null check (noun in ('family', 'territory', 'item', 'account', 'person')),
  key_name text not null,
  value text not null,
  subject_id uuid not null,
  import_id uuid not null references imports.import (id),
  primary key (noun, key_name, value)
);
create index alias_import on imports.alias (import_id);

-- What an import created or changed outside the bitemporal tables, so that it can be taken back.
create table imports.change (
  import_id uuid not null references imports.import (id),
  noun text not null,
  subject_id uuid not null,
  before jsonb,
  after jsonb not null,
  primary key (import_id, noun, subject_id)
);
create index change_subject on imports.change (noun, subject_id);
