-- Open deals lead demand where items are sold by deals: one signal a family, made from the history of deals.
alter table demand.signal add column kind text not null default 'given' check (kind in ('given', 'open deals'));
-- The only family that it is measured on and may move; empty for all of them.
alter table demand.signal add column of_family uuid;
create unique index signal_open_deals on demand.signal (of_family) where kind = 'open deals';
