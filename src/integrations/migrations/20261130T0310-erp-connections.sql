-- Connections to ERP systems beside those to CRMs.
alter table integrations.connection drop constraint connection_kind_check;
alter table integrations.connection add constraint connection_kind_check check (kind in ('salesforce', 'hubspot', 'odoo', 'erpnext'));
