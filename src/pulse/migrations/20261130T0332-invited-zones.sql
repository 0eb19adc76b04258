-- Members are written to when a round opens by their own clock: to which zones of it that was done. Rounds that run were told of otherwise.
alter table pulse.round add column invited_zones text[] not null default '{}';
update pulse.round set invited_zones = coalesce((select array_agg(distinct e.time_zone) from pulse.eligible e where e.round_id = round.id), '{}');
