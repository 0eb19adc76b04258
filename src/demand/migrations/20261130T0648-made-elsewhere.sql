-- Forecasts of series, each alone, that processes elsewhere made (`drumbeat demand`). The next run takes those whose input is still
-- the one they were made from, publishes them as its own, and empties this of its view.
create table demand.made_elsewhere (
  grain text not null,
  measure text not null,
  node text not null,
  input text not null,
  forecast jsonb not null,
  primary key (grain, measure, node)
);
