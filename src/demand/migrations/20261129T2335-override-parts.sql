-- What is set by hand may be a channel or a customer of a node: `part` is its key, `share` what it held of late when it was set. It moves
-- its node by as much as it differs from its share.
alter table demand.override add column part text;
alter table demand.override add column share float8;
-- The last day of its period: what came of a part is counted from order lines.
alter table demand.override add column ends_on date;
alter table demand.override add check ((part is null) = (share is null) and (part is null) = (ends_on is null));
drop index demand.override_stands;
create unique index override_stands on demand.override (grain, node, coalesce(part, ''), starts_on) where ended_at is null;
