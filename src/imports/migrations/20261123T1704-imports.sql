-- Files in: what was read, what was understood, what went in, what waits in quarantine, what was undone.
create schema imports;
create table imports.import (
  id uuid primary key,
  kind text not null check (kind in ('deals', 'order lines', 'accounts', 'people', 'items', 'quotas', 'deal history')),
  file_name text not null,
  file_path text,
  file_bytes bigint not null,
  file_sha256 text not null,
  mapping jsonb not null,
  accept_mends boolean not null default false,
  status text not null check (status in ('uploaded', 'checking', 'checked', 'queued', 'loading', 'loaded', 'failed', 'cancelled', 'undoing', 'undone')),
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
create table imports.quarantine (
  import_id uuid not null references imports.import (id),
  row_number int not null,
  raw text not null,
  problems jsonb not null,
  primary key (import_id, row_number)
);
