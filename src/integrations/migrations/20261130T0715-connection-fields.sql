-- Fields of deals and accounts that a connection reads beyond those that every one reads: [{noun, name, label}]. A field keeps
-- the label under which it was chosen, since its values are kept under it. `read_fields` are those of them that the last
-- reading, a dry run aside, could see: one more than that, and all rows are read anew.
alter table integrations.connection
  add chosen_fields jsonb not null default '[]',
  add read_fields jsonb not null default '[]';
