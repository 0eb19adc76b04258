-- Trucks and containers that are paid for as a whole, and what a month costs in which anything is sent.
alter table supply.lane add column load_size numeric, add column cost_per_load numeric, add column loads_per_month numeric, add column fixed_cost numeric;
