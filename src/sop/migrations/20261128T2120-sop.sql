-- Sales and operations planning: each cycle is the log of its acts, from which everything else is worked out.
create schema sop;

create table sop.cycle (
  id uuid primary key,
  month date not null unique,
  opened_at timestamptz not null,
  opened_by uuid
);

-- Append-only. `body` is canonical JSON; `hash` is SHA-256 over the hash before and all that the act says.
create table sop.act (
  cycle_id uuid not null references sop.cycle (id),
  seq int not null check (seq > 0),
  at timestamptz not null,
  by_user uuid,
  person_id uuid,
  kind text not null,
  body text not null,
  hash text not null,
  primary key (cycle_id, seq)
);

-- What was approved, byte by byte; `seq` is the act that locked it, `hash` covers the bytes and the snapshot before.
create table sop.snapshot (
  cycle_id uuid primary key references sop.cycle (id),
  seq int not null,
  taken_at timestamptz not null,
  bytes text not null,
  before_hash text not null,
  hash text not null unique
);

create function sop.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: a cycle keeps every act and every approved plan as it was', tg_table_name;
end $$;
create trigger act_stays before update or delete on sop.act for each row execute function sop.refuse_change();
create trigger snapshot_stays before update or delete on sop.snapshot for each row execute function sop.refuse_change();

create table sop.holiday (
  day date primary key,
  name text not null default ''
);
