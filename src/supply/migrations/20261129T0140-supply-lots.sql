-- Whether a plan keeps least orders, least lots and lot multiples exactly; it is then solved in whole lots, which takes longer.
alter table supply.policy add column lots boolean not null default false;
