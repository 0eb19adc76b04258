-- A member's time zone is the person's, for all that keeps hours; here stay reminders and language.
update company.person person set time_zone = wish.time_zone
from pulse.preference wish where wish.person_id = person.id and wish.time_zone is not null;
alter table pulse.preference drop column time_zone;
