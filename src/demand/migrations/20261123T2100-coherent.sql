-- The means of a series as forecast by itself, before all series were made to add up; empty in runs made before this.
alter table demand.forecast add column alone double precision[] not null default '{}';
