-- What every workspace needs before it has any domain: logins, tokens, events, audit, settings.
create schema if not exists platform;

create table platform.setting (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null default now()
);

-- Event feed: written in the transaction of the change; xact orders readers past transactions still open.
create table platform.event (
  id uuid primary key,
  xact xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  name text not null,
  subject jsonb not null
);
create index event_xact on platform.event (xact, id);

-- Append-only: who, what, when, before, after. Each command declares what its line holds.
create table platform.audit (
  id uuid primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('user', 'token', 'system', 'withheld')),
  actor_id uuid,
  command text not null,
  noun text not null,
  subject_id text,
  summary text not null,
  before jsonb,
  after jsonb
);
create index audit_at on platform.audit (at desc, id desc);
create index audit_subject on platform.audit (noun, subject_id, at desc);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_schema || '.' || tg_table_name;
end $$;
create trigger audit_append_only before update or delete on platform.audit
  for each row execute function platform.refuse_change();

-- API tokens: 32 random bytes shown once; only their sha-256 is stored.
create table platform.token (
  id uuid primary key,
  user_id uuid not null,
  name text not null,
  hash text not null unique,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- One-time links: the first owner's, invitations, password resets. Only the sha-256 is stored.
create table platform.invitation (
  id uuid primary key,
  kind text not null check (kind in ('owner', 'invite', 'reset')),
  hash text not null unique,
  email text,
  role text,
  person_id uuid,
  user_id uuid,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz
);

-- Logins and sessions, in the shape that better-auth reads.
create schema if not exists auth;
create table auth."user" (
  id uuid primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  role text not null,
  "personId" uuid,
  "disabledAt" timestamptz,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table auth.session (
  id uuid primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references auth."user" (id) on delete cascade
);
create index session_of_user on auth.session ("userId");
create table auth.account (
  id uuid primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references auth."user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index account_of_user on auth.account ("userId");
create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index verification_identifier on auth.verification (identifier);
