-- People at accounts, and people who may become customers. Rows are ended, never deleted; an erased one loses what it said of
-- the person and keeps what counts.
create table crm.contact (
  id uuid primary key,
  external_id text,
  account_id uuid references crm.account (id),
  owner_id uuid references company.person (id),
  name text not null,
  title text,
  email text,
  phone text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  import_id uuid,
  erased_at timestamptz,
  ended_at timestamptz
);
create unique index contact_external on crm.contact (external_id) where ended_at is null;
create index contact_account on crm.contact (account_id) where ended_at is null;
create index contact_email on crm.contact (lower(email)) where ended_at is null;
create index contact_name_trgm on crm.contact using gin (name gin_trgm_ops);

create table crm.lead (
  id uuid primary key,
  external_id text,
  name text not null,
  company text,
  title text,
  email text,
  phone text,
  country text,
  industry text,
  source text,
  owner_id uuid references company.person (id),
  status text not null check (status in ('new', 'contacted', 'qualified', 'converted', 'disqualified')),
  contacted_at timestamptz,
  qualified_at timestamptz,
  converted_at timestamptz,
  disqualified_at timestamptz,
  disqualified_reason text,
  account_id uuid references crm.account (id),
  contact_id uuid references crm.contact (id),
  deal_id uuid references crm.deal (id),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  import_id uuid,
  erased_at timestamptz,
  ended_at timestamptz
);
create unique index lead_external on crm.lead (external_id) where ended_at is null;
create index lead_owner on crm.lead (owner_id) where ended_at is null;
create index lead_created on crm.lead (created_at desc, id) where ended_at is null;
create index lead_email on crm.lead (lower(email)) where ended_at is null;
create index lead_name_trgm on crm.lead using gin (name gin_trgm_ops);
create index lead_company_trgm on crm.lead using gin (company gin_trgm_ops);
create index lead_deal on crm.lead (deal_id) where deal_id is not null;

-- What was done to reach a lead.
create table crm.lead_touch (
  id uuid primary key,
  lead_id uuid not null references crm.lead (id),
  kind text not null check (kind in ('call', 'mail', 'meeting', 'note')),
  happened_at timestamptz not null,
  person_id uuid references company.person (id),
  subject text not null,
  note text not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid,
  ended_at timestamptz
);
create index lead_touch_lead on crm.lead_touch (lead_id, happened_at) where ended_at is null;
create index lead_touch_person on crm.lead_touch (person_id);

-- The history of leads and contacts: what each change set, column by column. Only ever added to; undone ones are retracted.
create table crm.record_change (
  id uuid primary key,
  noun text not null check (noun in ('lead', 'contact')),
  subject_id uuid not null,
  recorded_at timestamptz not null,
  actor_user_id uuid,
  import_id uuid,
  before jsonb,
  after jsonb not null,
  retracted_at timestamptz
);
create index record_change_subject on crm.record_change (subject_id, recorded_at desc);
create index record_change_import on crm.record_change (import_id) where import_id is not null;
