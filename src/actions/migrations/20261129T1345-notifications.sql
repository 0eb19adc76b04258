-- Whether and when what comes to the inbox of a login is sent on by mail or to a chat. A login without a row gets neither.
create table actions.notification_setting (
  user_id uuid primary key,
  mail text not null check (mail in ('never', 'soon', 'daily')),
  chat text not null check (chat in ('never', 'soon', 'daily')),
  -- The incoming webhook of a channel or of a talk with oneself.
  chat_url text,
  -- Hours of the company in which nothing is sent, and when the message of a day goes out; minutes of the day.
  quiet_from smallint check (quiet_from between 0 and 1439),
  quiet_to smallint check (quiet_to between 0 and 1439),
  daily_at smallint not null check (daily_at between 0 and 1439),
  on_weekends boolean not null,
  -- What came until then has been sent, or came before notifications were on; and when the last message went.
  mailed_until timestamptz not null,
  mailed_at timestamptz,
  chatted_until timestamptz not null,
  chatted_at timestamptz,
  -- Why the last message to the chat did not arrive.
  chat_problem text,
  check (chat = 'never' or chat_url is not null),
  check ((quiet_from is null) = (quiet_to is null))
);
