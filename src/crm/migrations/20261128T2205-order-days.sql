-- Lists begin with the newest lines, figures ask for the days of a period, and freshness for the last day of all. Lines do not
-- come in the order of their days (a file of years, a late order), so that blocks tell little of the days they hold.
drop index crm.order_line_day;
create index order_line_day on crm.order_line (ordered_on desc, id) where ended_at is null;
