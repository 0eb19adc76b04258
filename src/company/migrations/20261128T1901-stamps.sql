-- What is read at every request is kept in memory until these rows change.
create trigger profile_stamp after insert or update or delete or truncate on company.profile
  for each statement execute function platform.raise_stamp('company.profile');
create trigger currency_stamp after insert or update or delete or truncate on company.currency
  for each statement execute function platform.raise_stamp('company.profile');
create trigger reporting_stamp after insert or update or delete or truncate on company.reporting_line
  for each statement execute function platform.raise_stamp('company.reporting');
