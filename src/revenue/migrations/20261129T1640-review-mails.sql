-- Who wants the weekly review by mail: of everybody they see, of a team, or of a person with those below.
create table revenue.review_mail (
  id uuid primary key,
  user_id uuid not null,
  subject_kind text not null check (subject_kind in ('all', 'team', 'person')),
  subject_id uuid,
  -- 1 is Monday; the minute of the day where the receiver is.
  weekday smallint not null check (weekday between 1 and 7),
  minute smallint not null check (minute between 0 and 1439),
  time_zone text not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  -- The last of its days that is done: sent, or with nothing to say.
  settled_on date not null,
  sent_at timestamptz,
  -- Why the last one did not go out.
  problem text,
  check ((subject_kind = 'all') = (subject_id is null))
);
create unique index review_mail_one on revenue.review_mail (user_id, subject_kind, subject_id) nulls not distinct where ended_at is null;
