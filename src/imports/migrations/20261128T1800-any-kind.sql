-- Which kinds of file there are, and what they refer to, is declared by the domains; the database need not know their names.
alter table imports.import drop constraint import_kind_check;
alter table imports.alias drop constraint alias_noun_check;
