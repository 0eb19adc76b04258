-- Views that are sent again and again, to whoever made them and to others.
create table integrations.digest (
  id uuid primary key,
  owner_id uuid not null,
  name text not null,
  -- [{ view, title, search }] in the order in which they are told.
  parts jsonb not null,
  every text not null check (every in ('day', 'working day', 'week', 'month')),
  -- 1 is Monday.
  weekday smallint check (weekday between 1 and 7),
  month_day smallint check (month_day between 1 and 31),
  minute smallint not null check (minute between 0 and 1439),
  time_zone text not null,
  -- Nothing is sent when nothing has changed.
  only_news boolean not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  check ((every = 'week') = (weekday is not null)),
  check ((every = 'month') = (month_day is not null))
);

-- Who gets it, and how. What was told last stands as digests of its cells: enough to say what is new, and nothing to read.
create table integrations.digest_receiver (
  digest_id uuid not null references integrations.digest,
  user_id uuid not null,
  by_mail boolean not null,
  by_chat boolean not null,
  -- The last of its days that is done: sent, or with nothing to say.
  settled_on date not null,
  sent_at timestamptz,
  -- Why the last one did not arrive.
  problem text,
  told jsonb,
  -- They want it no more.
  left_at timestamptz,
  primary key (digest_id, user_id)
);
create index digest_receiver_user on integrations.digest_receiver (user_id);
