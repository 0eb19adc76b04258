-- Sign-ins in the browser that were begun and are not finished: what comes back is known by the digest of its state and by
-- who began it. The verifier and what the connection is to be are sealed; a row is used once and lives a quarter of an hour.
create table integrations.connection_sign_in (
  state_digest text primary key,
  user_id uuid not null,
  sealed text not null,
  begun_at timestamptz not null
);
