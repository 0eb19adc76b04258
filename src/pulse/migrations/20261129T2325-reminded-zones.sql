-- Members are reminded in the working hours of their own time zone: which zones of a round have been.
alter table pulse.round add column reminded_zones text[] not null default '{}';
