-- A site that a file only mentions is a warehouse until somebody says otherwise.
alter table company.site alter column kind set default 'warehouse';
