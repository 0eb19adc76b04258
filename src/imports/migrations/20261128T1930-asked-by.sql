-- Who asked for the last check or load: not always the one who dropped the file.
alter table imports.import add column asked_by uuid;
