-- One-on-ones stand in the one private calendar of each login; addresses of their own end.
drop table "one-on-ones".feed;
