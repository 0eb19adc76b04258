-- Discounts that were asked for, and who answered at which level of the chain.
create table process.approval (
  id uuid primary key,
  rule_id uuid not null references process.rule (id),
  deal_id uuid not null,
  discount numeric(5,2) not null check (discount >= 0 and discount <= 100),
  reason text not null,
  asked_by uuid,
  asked_at timestamptz not null,
  withdrawn_at timestamptz
);
create index approval_deal on process.approval (deal_id, asked_at desc);

create table process.approval_answer (
  approval_id uuid not null references process.approval (id),
  level int not null,
  answer text not null check (answer in ('approved', 'declined')),
  person_id uuid not null references company.person (id),
  note text not null default '',
  answered_at timestamptz not null,
  primary key (approval_id, level)
);
