-- Rows in quarantine that were mended by hand, by the import that they went into.
alter table imports.quarantine add column mended_in uuid references imports.import (id) on delete set null;
create index quarantine_mended on imports.quarantine (mended_in) where mended_in is not null;
