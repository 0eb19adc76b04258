-- What comparing all rows of a noun with each other has found, kept until the rows say something else.
create table crm.comparison (
  noun text primary key check (noun in ('account', 'contact', 'lead', 'deal')),
  -- What the compared rows said, as one short text.
  stamp text,
  as_of timestamptz,
  compared int not null default 0,
  -- Pairs of ids. No evidence: it names mail addresses, and is told from what the rows say when somebody asks.
  pairs jsonb not null default '[]',
  -- How much of a newer comparison is done, 0 to 1; null while none is under way.
  share double precision check (share between 0 and 1)
);
