-- Order lines are followed as they come: only the sums they touch are made anew.

-- All changes of transactions before `xact` are in demand.history. One row; whoever follows locks it.
create table demand.order_cursor (
  only_one boolean primary key default true check (only_one),
  xact xid8 not null
);

-- What came day by day and family by family, in units and in company currency: how a period usually fills is learned from it.
create table demand.day_sum (
  day date not null,
  family_id uuid,
  quantity numeric not null,
  amount numeric not null,
  unique nulls not distinct (day, family_id)
);
