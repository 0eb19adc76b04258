-- What each coming promotion adds to what a run expects, by what of it does: its days, the days after, the sisters.
create table demand.promotion_adds (
  run_id uuid not null references demand.run (id) on delete cascade,
  promotion_id uuid not null references demand.promotion (id) on delete cascade,
  during float8 not null,
  after float8 not null,
  sisters float8 not null,
  primary key (run_id, promotion_id)
);

-- Names of promotions on order lines, kept with what is measured: nobody who looks at promotions reads all order lines.
create table demand.promotion_said (
  name text not null,
  family_id uuid not null,
  territory_id uuid,
  first_on date not null,
  last_on date not null,
  order_lines int not null
);

-- A promotion of a territory is one of all below it, and one of an item that was taken over is one of its successor: measured anew.
delete from demand.promotion_state;
