-- What a person said to their goal in a count: accepted, or disputed with a reason. A newer answer stands before an older one.
create table goals.count_answer (
  id uuid primary key,
  count_quota_id uuid not null references goals.count_quota (id),
  answer text not null check (answer in ('accepted', 'disputed')),
  note text not null default '',
  said_by uuid not null,
  said_at timestamptz not null
);
create index count_answer_quota on goals.count_answer (count_quota_id, said_at desc);
