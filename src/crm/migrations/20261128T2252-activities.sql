-- What was done about a deal: calls, mails, meetings, notes. A removed one keeps standing with `ended_at`.
create table crm.activity (
  id uuid primary key,
  deal_id uuid not null references crm.deal (id),
  kind text not null check (kind in ('call', 'mail', 'meeting', 'note')),
  happened_at timestamptz not null,
  person_id uuid references company.person (id),
  subject text not null,
  note text not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid,
  ended_at timestamptz
);
create index activity_deal on crm.activity (deal_id, happened_at desc) where ended_at is null;
create index activity_happened on crm.activity (happened_at desc, id) where ended_at is null;
create index activity_person on crm.activity (person_id);
