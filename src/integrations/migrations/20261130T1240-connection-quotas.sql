-- Quotas of a CRM are read by choice; `quotas_named` is the forecast type or goal that counts where several set them.
alter table integrations.connection
  add read_quotas boolean not null default false,
  add quotas_named text;

-- What a CRM said of a quota last: as long as it says the same here, it follows the CRM; else it was set here and stays.
create table integrations.connection_quota (
  connection_id uuid not null references integrations.connection (id),
  -- "person ID" by the id there, or "team NAME".
  whose text not null,
  starts_on date not null,
  ends_on date not null,
  -- Empty for money.
  metric text not null default '',
  says text not null,
  primary key (connection_id, whose, starts_on, ends_on, metric)
);
