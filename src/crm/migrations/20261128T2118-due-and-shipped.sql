-- When an order line was to be delivered, when it left, and how much of it; empty where nobody says.
alter table crm.order_line add column due_on date, add column shipped_on date, add column shipped_quantity numeric(19,6);
