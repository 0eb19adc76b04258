-- Comments and actions on any noun, and who is told of them. "by" and "owner" hold the id of a person, or of a login that belongs to no person.
create schema actions;

create table actions.comment (
  id uuid primary key,
  noun text not null,
  subject_id text not null,
  -- Mentions are written @[id], so that a changed or erased name is never kept in a text.
  text text not null check (text <> ''),
  said_by uuid not null,
  said_at timestamptz not null,
  edited_at timestamptz,
  withdrawn_at timestamptz
);
create index comment_subject on actions.comment (noun, subject_id, said_at);

create table actions.action (
  id uuid primary key,
  title text not null check (title <> ''),
  noun text,
  subject_id text,
  owner_id uuid,
  due_on date,
  -- Null: Drumbeat added it by itself.
  added_by uuid,
  added_at timestamptz not null,
  done_at timestamptz,
  done_by uuid,
  dropped_at timestamptz,
  dropped_by uuid,
  -- What a check or a rule calls it, so that it is not added again while it is open.
  cause text,
  check ((noun is null) = (subject_id is null))
);
create index action_subject on actions.action (noun, subject_id, added_at);
create index action_owner on actions.action (owner_id, due_on);
create unique index action_cause on actions.action (cause) where done_at is null and dropped_at is null;

create table actions.notice (
  id uuid primary key,
  -- Whom it tells.
  to_id uuid not null,
  kind text not null check (kind in ('mention', 'given', 'done')),
  comment_id uuid references actions.comment (id),
  action_id uuid references actions.action (id),
  by_id uuid,
  at timestamptz not null,
  read_at timestamptz,
  check (num_nonnulls(comment_id, action_id) = 1)
);
create index notice_to on actions.notice (to_id, at desc);
create unique index notice_mention on actions.notice (comment_id, to_id) where kind = 'mention';
