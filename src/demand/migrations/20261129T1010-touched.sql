-- Whoever notes a touched family does not wait for those that are being moved: a family may be noted more than once.
alter table demand.touched drop constraint touched_pkey;
