-- Assignment of leads beside deals: what a firing was about, and what older rules did not say yet.
alter table process.firing add column lead_id uuid;
create index firing_lead on process.firing (lead_id, at desc) where lead_id is not null;
create index firing_assigned on process.firing (person_id, at desc) where what = 'assigned';
update process.rule set terms = '{"of": "deals", "order": 100, "countries": [], "industries": [], "sources": [], "fallbackId": null}'::jsonb
  || terms || jsonb_build_object('pool', (select coalesce(jsonb_agg('{"perWeek": null}'::jsonb || seat order by nth), '[]')
    from jsonb_array_elements(terms -> 'pool') with ordinality as each (seat, nth)))
where kind = 'assignment';
