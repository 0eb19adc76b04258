-- Until when a line of a deal held, where that was learned later than it happened; left empty, until it was ended. A line that
-- is told of after the next one is known begins and ends at once.
alter table crm.deal_line add column valid_until timestamptz;
