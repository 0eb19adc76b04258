-- Renewed whenever an order line of a day whose week and month are over came, changed or went: what is worked out from such days
-- alone holds as long as the stamp.
alter table demand.history_state add column closed_stamp uuid not null default gen_random_uuid();
-- Since when forecasts are to be made anew, while order lines are still streaming in.
alter table demand.history_state add column forecasts_due_at timestamptz;
