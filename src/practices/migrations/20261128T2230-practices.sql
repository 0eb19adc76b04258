-- What people set about checks of good practice. A newer row replaces an older one; both stay, with who and when.
create schema practices;

create table practices.threshold (
  id uuid primary key,
  check_key text not null,
  green double precision not null,
  red double precision not null,
  set_by uuid,
  set_at timestamptz not null,
  ended_at timestamptz,
  check (green <> red)
);
create unique index threshold_check on practices.threshold (check_key) where ended_at is null;

create table practices.exemption (
  id uuid primary key,
  check_key text not null,
  because text not null check (because <> ''),
  said_by uuid,
  said_at timestamptz not null,
  ended_at timestamptz
);
create unique index exemption_check on practices.exemption (check_key) where ended_at is null;

-- A part that differs from what the catalogue proposes; a null part says that the role has none in this check.
create table practices.assignment (
  id uuid primary key,
  check_key text not null,
  role text not null,
  part text check (part in ('responsible', 'accountable', 'consulted', 'informed')),
  set_by uuid,
  set_at timestamptz not null,
  ended_at timestamptz
);
create unique index assignment_role on practices.assignment (check_key, role) where ended_at is null;
