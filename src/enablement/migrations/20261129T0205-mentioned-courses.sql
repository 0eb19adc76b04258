-- A file of completions may mention a course that nobody has added yet: it is a course then.
alter table enablement.resource alter column kind set default 'course';
