-- A plan may be made for a stated demand, as the consensus of an S&OP cycle, in the place of what demand expects.
alter table supply.plan add wanted jsonb;
create index plan_wanted on supply.plan ((wanted ->> 'ref'), number desc) where wanted is not null;
