-- How each series is forecast alone, before all are made to add up, from the history as treated: ranges, findings, and forecasts of
-- earlier origins. `input` names what it follows from: while that is the same, the series is not forecast again.
create table demand.alone (
  grain text not null check (grain in ('month', 'week')),
  measure text not null check (measure in ('units', 'money')),
  node text not null,
  input text not null,
  forecast jsonb not null,
  primary key (grain, measure, node)
);

-- What people decided about findings in a history: counted as treated, or as recorded.
create table demand.decision (
  grain text not null check (grain in ('month', 'week')),
  node text not null,
  starts_on date not null,
  kind text not null check (kind in ('outlier', 'level shift', 'stock-out', 'partial period')),
  accepted boolean not null,
  decided_at timestamptz not null,
  primary key (grain, node, starts_on, kind)
);
