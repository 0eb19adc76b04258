-- Which process is at which job: a process that is gone for certain loses its jobs at once, not only when they grow silent.
create table platform.job_holder (
  process_id uuid not null,
  job_name text not null,
  job_id uuid not null,
  attempt integer not null,
  -- Where its number means this process: the boot of the machine and the namespace of process numbers.
  place text not null,
  pid integer not null,
  started_at text not null,
  -- It serves from a data directory, which one process holds at a time.
  serves_data boolean not null,
  primary key (process_id, job_name)
);
