-- What a connection writes back of deals that were edited here: which fields, by whose choice, and whose value stands where
-- both sides changed one; and what was written, left or refused, line by line.
alter table integrations.connection
  add write_fields text[] not null default '{}',
  add write_rule text not null default 'newest' check (write_rule in ('newest', 'file', 'here'));

create table integrations.connection_write (
  id uuid primary key,
  connection_id uuid not null references integrations.connection (id),
  deal_id uuid not null,
  outside_id text not null,
  field text not null check (field in ('forecast category', 'expected close', 'next step')),
  -- Texts of people are not kept here; the digest tells whether a value is still the one that was written.
  before text,
  after text,
  digest text not null,
  state text not null check (state in ('would be written', 'would be left', 'being written', 'written', 'left', 'refused')),
  says text not null default '',
  at timestamptz not null
);
create index connection_write_of on integrations.connection_write (connection_id, at desc);
create index connection_write_deal on integrations.connection_write (deal_id, at desc);
