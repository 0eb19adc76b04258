-- Logins and groups as an identity provider keeps them (SCIM 2.0).
create table integrations.scim_user (
  user_id uuid primary key references auth."user" (id) on delete cascade,
  user_name text not null,
  external_id text,
  given_name text,
  family_name text,
  changed_at timestamptz not null,
  deleted_at timestamptz
);
create unique index scim_user_name on integrations.scim_user (lower(user_name)) where deleted_at is null;

-- Who is in a group has the role of the group; of several, the one that stands first in the table of roles.
create table integrations.scim_group (
  id uuid primary key,
  name text not null check (name <> ''),
  external_id text,
  role text,
  made_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index scim_group_name on integrations.scim_group (lower(name));

create table integrations.scim_member (
  group_id uuid not null references integrations.scim_group (id) on delete cascade,
  user_id uuid not null references auth."user" (id) on delete cascade,
  primary key (group_id, user_id)
);
create index scim_member_of on integrations.scim_member (user_id);
