-- What the series of a company have in common, as learned when a period had closed: it stands until the next one closes, so that a
-- forecast does not move for a reason nobody sees. Earlier days are those from which the past is tried again.
create table demand.trait (
  grain text not null,
  measure text not null,
  -- The last day that was known.
  closed_to date not null,
  -- Names the code and the calendar it was learned with.
  basis text not null,
  -- How intermittent demand fades and ends; empty where too few items show it.
  prior jsonb,
  -- From how many intermittent series of items, and from how many periods with demand of theirs.
  items integer not null,
  demands integer not null,
  -- By how much ranges are scaled; empty until earlier forecasts were measured.
  widths jsonb,
  learned_at timestamptz not null,
  primary key (grain, measure, closed_to)
);
