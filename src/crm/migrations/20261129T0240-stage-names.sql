-- Names that stages had before: looking at a day as it was known then shows the name of then.
create table crm.stage_name (
  stage_id uuid not null references crm.stage (id) on delete cascade,
  name text not null,
  until timestamptz not null,
  primary key (stage_id, until)
);
