-- Identity providers (OpenID Connect) through which people sign in. The secret is sealed with a key that no backup holds.
create schema settings;
create table settings.provider (
  id uuid primary key,
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  name text not null check (name <> ''),
  issuer text not null,
  client_id text not null,
  client_secret text not null,
  scopes text not null,
  domains text[] not null,
  trusts_addresses boolean not null,
  links_existing boolean not null,
  default_role text,
  group_claim text not null,
  group_roles jsonb not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz
);
create unique index provider_key on settings.provider (key) where ended_at is null;

-- Whom a provider knows by which subject is one login, and never another.
create unique index account_of_provider on auth.account ("providerId", "accountId");
create unique index account_once_per_provider on auth.account ("userId", "providerId");
