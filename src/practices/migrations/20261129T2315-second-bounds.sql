-- Some checks ask for two things, each with bounds of its own.
alter table practices.threshold add column of_second boolean not null default false;
drop index practices.threshold_check;
create unique index threshold_check on practices.threshold (check_key, of_second) where ended_at is null;
