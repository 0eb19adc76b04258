-- Probabilities that stages had before, each until the day before the next one held: a weighted pipeline of the past is
-- weighted as of then.
create table crm.stage_probability (
  stage_id uuid not null references crm.stage (id) on delete cascade,
  probability numeric(5, 4) not null,
  until date not null,
  recorded_at timestamptz not null,
  primary key (stage_id, until)
);
