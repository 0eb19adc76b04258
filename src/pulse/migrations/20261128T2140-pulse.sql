-- Pulse surveys. What is asked and who may answer is kept; what a person answered is not: answers are counted, never stored as rows.
create schema pulse;

-- Questions of the company's own; the bank's questions stand in the code.
create table pulse.question (
  id uuid primary key,
  kind text not null check (kind in ('recommend', 'agree', 'comment')),
  driver text not null,
  reversed boolean not null default false,
  text_en text not null check (text_en <> ''),
  text_de text,
  added_by uuid,
  added_at timestamptz not null,
  retired_at timestamptz
);

create table pulse.survey (
  id uuid primary key,
  name text not null check (name <> ''),
  every text not null check (every in ('once', 'week', 'month', 'quarter')),
  first_on date not null,
  open_days int not null check (open_days between 1 and 28),
  open_hour int not null default 8 check (open_hour between 0 and 23),
  scale text not null default '1-10' check (scale in ('1-10', '0-10')),
  k int not null default 5 check (k >= 5),
  comment_k int not null default 10 check (comment_k >= 10),
  -- Fixed questions in order, or so many from the bank in each round.
  question_ids text[] not null default '{}' check (cardinality(question_ids) <= 10),
  rotating int not null default 0 check (rotating between 0 and 10),
  rounds_made int not null default 0,
  created_by uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  check (cardinality(question_ids) + rotating between 1 and 10)
);

-- Frozen at launch. Times are those of the window, not of anything a member did.
create table pulse.round (
  id uuid primary key,
  survey_id uuid not null references pulse.survey (id),
  nth int not null,
  day date not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > opens_at),
  open_hour int not null,
  last_day date not null,
  scale text not null,
  k int not null check (k >= 5),
  comment_k int not null check (comment_k >= 10),
  launched_at timestamptz not null,
  closed_at timestamptz,
  reminded_at timestamptz,
  unique (survey_id, nth)
);

-- At most ten questions: there is no eleventh position.
create table pulse.round_question (
  round_id uuid not null references pulse.round (id),
  position int not null check (position between 1 and 10),
  question_id text not null,
  kind text not null check (kind in ('recommend', 'agree', 'comment')),
  driver text not null,
  reversed boolean not null,
  text_en text not null,
  text_de text,
  primary key (round_id, position),
  unique (round_id, question_id)
);

-- A fixed group of people whose answers are counted together, with the public half of its key.
create table pulse.cell (
  id uuid primary key,
  round_id uuid not null references pulse.round (id),
  name text not null,
  -- The managers whose reports are in the cell, sorted: the same cell in the next round has the same ones.
  unit_key text not null,
  eligible int not null,
  public_key text not null,
  fingerprint text not null
);
create index cell_round on pulse.cell (round_id);

-- The private half of a cell's key: gone once the round is closed, and in no backup.
create table pulse.signing_key (
  cell_id uuid primary key references pulse.cell (id),
  private_key text not null
);

-- Who may answer, since the launch. No time; all rows of a cell are rewritten whenever one changes, so that neither their
-- order nor their transaction says who was first.
create table pulse.eligible (
  round_id uuid not null references pulse.round (id),
  person_id uuid not null references company.person (id),
  cell_id uuid not null references pulse.cell (id),
  time_zone text not null,
  undeliverable boolean not null default false,
  on_leave boolean not null default false,
  issued boolean not null default false,
  -- The blinded message that was signed: the same one again gets the same signature. It says nothing about the token.
  blinded bytea,
  code_hash bytea unique,
  primary key (round_id, person_id)
);
create index eligible_cell on pulse.eligible (cell_id);
create index eligible_person on pulse.eligible (person_id);

-- Used tokens, by the SHA-256 of their serial: each counts once.
create table pulse.redeemed (
  serial_hash bytea primary key,
  cell_id uuid not null references pulse.cell (id)
);
create index redeemed_cell on pulse.redeemed (cell_id);

-- How many chose a value; position 0, value 0 counts submissions with at least one scored answer.
create table pulse.counter (
  cell_id uuid not null references pulse.cell (id),
  position int not null check (position between 0 and 10),
  value int not null check (value between 0 and 10),
  n int not null default 0 check (n >= 0),
  primary key (cell_id, position, value)
);

-- Comments have random ids and no key to ratings or serials. reply_hash: SHA-256 of a secret that the writer keeps.
create table pulse.comment (
  id uuid primary key,
  round_id uuid not null references pulse.round (id),
  cell_id uuid references pulse.cell (id),
  position int not null,
  body text not null,
  reply_hash bytea
);
create index comment_round on pulse.comment (round_id);

-- A talk below a comment. The team's lines have an author and a time; the anonymous writer's have neither.
create table pulse.reply (
  id uuid primary key,
  comment_id uuid not null references pulse.comment (id) on delete cascade,
  place int not null,
  by_writer boolean not null,
  author_id uuid,
  said_at timestamptz,
  body text not null,
  -- The writer's line is told to the team only from then on: a random 1 to 24 hours later.
  shown_from timestamptz,
  check (not by_writer or (author_id is null and said_at is null)),
  unique (comment_id, place)
);

-- What was published at the close: once, and never changed.
create table pulse.published (
  round_id uuid primary key references pulse.round (id),
  published_at timestamptz not null,
  results jsonb not null
);
create function pulse.keep_published() returns trigger language plpgsql as $$
begin
  raise exception 'The results of a round are published once and never changed.';
end $$;
create trigger published_once before update or delete on pulse.published
  for each row execute function pulse.keep_published();

-- k may be raised for the next round, never lowered.
create function pulse.keep_thresholds() returns trigger language plpgsql as $$
begin
  if new.k < old.k or new.comment_k < old.comment_k then
    raise exception 'The least number of answers may be raised, never lowered.';
  end if;
  return new;
end $$;
create trigger survey_thresholds before update on pulse.survey for each row execute function pulse.keep_thresholds();

-- How a member wants to be asked.
create table pulse.preference (
  person_id uuid primary key references company.person (id),
  time_zone text,
  reminders boolean not null default true,
  language text check (language in ('en', 'de'))
);

-- What the team does about a driver, and what it told the members.
create table pulse.action (
  id uuid primary key,
  round_id uuid not null references pulse.round (id),
  driver text not null,
  unit_key text,
  title text not null check (title <> ''),
  owner_id uuid references company.person (id),
  due_on date,
  created_by uuid,
  created_at timestamptz not null,
  done_at timestamptz,
  -- "You said, we did": what the members are told.
  told text,
  told_at timestamptz
);
create index action_round on pulse.action (round_id);

-- Days on which a member is away: whoever is away for a whole window is not asked.
create table pulse.leave (
  id uuid primary key,
  person_id uuid not null references company.person (id),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on)
);
create index leave_person on pulse.leave (person_id);
