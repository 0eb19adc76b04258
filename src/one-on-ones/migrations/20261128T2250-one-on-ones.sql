-- Private talks of two. Times are plain; whatever was written is ciphertext that only the two can read.
create schema "one-on-ones";

create table "one-on-ones".series (
  id uuid primary key,
  manager_id uuid not null references company.person (id),
  member_id uuid not null references company.person (id),
  every_days int not null check (every_days between 1 and 182),
  minutes int not null default 60 check (minutes between 5 and 480),
  time_zone text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  check (manager_id <> member_id)
);
create unique index series_pair on "one-on-ones".series (manager_id, member_id) where ended_at is null;
create index series_member on "one-on-ones".series (member_id);

create table "one-on-ones".meeting (
  id uuid primary key,
  series_id uuid not null references "one-on-ones".series (id),
  starts_at timestamptz not null,
  minutes int not null,
  state text not null default 'planned' check (state in ('planned', 'held', 'skipped')),
  -- Raised at each change: calendars take the newest.
  revision int not null default 0
);
create index meeting_series on "one-on-ones".meeting (series_id, starts_at);

-- A person's public recipient, and the secret half wrapped by passphrase and by the printed recovery key.
create table "one-on-ones".key (
  id uuid primary key,
  person_id uuid not null references company.person (id),
  recipient text not null,
  wrapped text not null,
  recovery text not null,
  made_at timestamptz not null,
  replaced_at timestamptz
);
create unique index key_person on "one-on-ones".key (person_id) where replaced_at is null;

-- Written for the two, or by and for its author. Open items carry over to the next meeting by themselves: none is tied to one.
create table "one-on-ones".item (
  id uuid primary key,
  series_id uuid not null references "one-on-ones".series (id),
  author_id uuid not null references company.person (id),
  is_private boolean not null,
  body text not null check (body like '-----BEGIN AGE ENCRYPTED FILE-----%'),
  created_at timestamptz not null,
  closed_at timestamptz
);
create index item_series on "one-on-ones".item (series_id);

create table "one-on-ones".feed (
  person_id uuid primary key references company.person (id),
  secret_hash bytea not null unique,
  made_at timestamptz not null
);
