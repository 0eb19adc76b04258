-- More calendars of whole weeks: 4-5-4 as retail counts, 5-4-4, and thirteen months of four weeks.
alter table company.profile drop constraint profile_calendar_kind_check;
alter table company.profile add constraint profile_calendar_kind_check
  check (calendar_kind in ('month', '4-4-5', '4-5-4', '5-4-4', '13x4'));
