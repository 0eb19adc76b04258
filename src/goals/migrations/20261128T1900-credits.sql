-- What a quota counts: won deals, or order lines. Null leaves it to the company: deals, or order lines while it records no deal.
alter table goals.quota add column counts text check (counts in ('deals', 'order lines'));
