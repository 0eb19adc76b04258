-- What a person said to their quota: accepted, or disputed with a reason. A newer answer stands before an older one.
create table goals.quota_answer (
  id uuid primary key,
  quota_id uuid not null references goals.quota (id),
  answer text not null check (answer in ('accepted', 'disputed')),
  note text not null default '',
  said_by uuid not null,
  said_at timestamptz not null
);
create index quota_answer_quota on goals.quota_answer (quota_id, said_at desc);
