-- A stage that was merged into another keeps its name in the past; no deal enters it any more.
alter table crm.stage add merged_into uuid references crm.stage (id), add merged_at timestamptz;
