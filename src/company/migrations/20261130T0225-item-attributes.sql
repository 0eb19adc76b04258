-- What items have beyond family, unit and price: brand, colour, size, whatever columns of a company's files say of them.
alter table company.item add column file_fields jsonb;
create index item_file_fields on company.item (id) where file_fields is not null;
