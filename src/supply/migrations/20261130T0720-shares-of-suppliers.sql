-- The least and most part of what is bought of an item that a supplier is to have.
alter table supply.supplier_item add column least_share numeric, add column most_share numeric;
