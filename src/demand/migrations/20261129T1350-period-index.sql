-- What came in the running period is asked for again and again while orders stream in.
create index history_period on demand.history (grain, starts_on);
