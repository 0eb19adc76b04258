-- Whose clock: null is the company's. Surveys, time limits and one-on-ones take the zone of a person from here.
alter table company.person add column time_zone text;
