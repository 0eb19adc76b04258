-- What is to lift practice: strategic (charter, roadmap, theme of a quarter) or tactical (an owner, a day, an effect expected on a check).
create table practices.improvement (
  id uuid primary key,
  kind text not null check (kind in ('charter', 'roadmap', 'quarter theme', 'tactical')),
  title text not null check (title <> ''),
  check_key text,
  owner_id uuid references company.person (id),
  due_on date,
  -- By how much the value of the check is expected to change.
  expected_change double precision,
  -- The value of the check, and of how many things it told, when the improvement was added.
  before_value double precision,
  before_n int,
  added_by uuid,
  added_at timestamptz not null,
  done_at timestamptz,
  dropped_at timestamptz,
  check (kind <> 'tactical' or check_key is not null),
  check (done_at is null or dropped_at is null)
);
create index improvement_owner on practices.improvement (owner_id);
