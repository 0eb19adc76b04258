-- Steps and offers hold from a day and until a day, as recipes do; a step may lose a share of what it makes.
alter table supply.operation add column scrap numeric, add column starts_on date, add column ends_on date;
alter table supply.supplier_item add column starts_on date, add column ends_on date;
