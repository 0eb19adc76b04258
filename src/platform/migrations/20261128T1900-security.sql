-- A stamp rises with every committed change of the tables it stands for. What is kept in memory is kept under a stamp, and
-- each request reads the stamps beside its session: so a kept value is never older than the request that uses it, in any process.
create table platform.stamp (
  name text primary key,
  changes bigint not null default 0
);

-- Trigger function of the tables behind a stamp: the stamp's name is its argument.
create function platform.raise_stamp() returns trigger language plpgsql as $$
begin
  insert into platform.stamp (name, changes) values (tg_argv[0], 1)
    on conflict (name) do update set changes = platform.stamp.changes + 1;
  return null;
end $$;

-- Sign-ins that failed of late, per account. The key is the digest of the address, so that an unknown one is held alike.
create table platform.failed_sign_in (
  key text primary key,
  failures int not null,
  last_at timestamptz not null,
  locked_until timestamptz
);

-- One-time codes of an authenticator app, in the shape that better-auth reads.
alter table auth."user" add column "twoFactorEnabled" boolean not null default false;
create table auth."twoFactor" (
  id uuid primary key,
  secret text not null,
  "backupCodes" text not null,
  "userId" uuid not null references auth."user" (id) on delete cascade,
  verified boolean not null default true,
  "failedVerificationCount" int not null default 0,
  "lockedUntil" timestamptz
);
create index two_factor_of_user on auth."twoFactor" ("userId");

-- Writes that came with a key of their own: the same key sent again is answered from here and done no second time.
create table platform.done_once (
  caller uuid not null,
  key text not null,
  request text not null,
  at timestamptz not null,
  status int,
  reply jsonb,
  primary key (caller, key)
);
create index done_once_at on platform.done_once (at);

-- Which installation this is: a backup restored elsewhere is known by it.
insert into platform.setting (key, value) values ('place.id', to_jsonb(gen_random_uuid()::text)) on conflict do nothing;
