-- How far the making of forecasts is, over all views and steps; one row while it goes on, none otherwise.
create table demand.progress (
  only_one boolean primary key default true check (only_one),
  -- What is being made: forecasts, or how good such forecasts were.
  doing text not null check (doing in ('forecasts', 'accuracy')),
  grain text not null check (grain in ('month', 'week')),
  measure text not null check (measure in ('units', 'money')),
  done int not null,
  series int not null,
  -- Of all that is to be made, all views together.
  share double precision not null check (share between 0 and 1),
  started_at timestamptz not null
);
alter table demand.run drop column done;

-- Sums are made from order lines by items and territories that are there; looked up row by row they took longer than summing
-- (decisions/0005 says the same of the lines themselves).
alter table demand.history drop constraint history_item_id_fkey, drop constraint history_territory_id_fkey;
