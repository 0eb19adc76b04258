-- Passkeys: of each only the public key is here, which opens nothing by itself.
create table platform.passkey (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  name text not null,
  -- The host whose pages the key works on; an authenticator answers no other.
  host text not null,
  credential_id text not null unique,
  -- As the authenticator writes it (COSE), in base64url.
  public_key text not null,
  sign_count bigint not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_of_user on platform.passkey (user_id);
