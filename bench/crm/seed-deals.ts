import pg from 'pg'

export type Deals = { managerId: string; stageId: string; accountName: string }

/** Fills an empty, migrated database with deals, drawn by the database from a fixed seed: 200 owners, 8,000 accounts, a fifth in euros. */
export async function seedDeals({ address, deals }: { address: string; deals: number }): Promise<Deals> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    await client.query('select setseed(0.4410)')
    await client.query(`
      insert into company.profile (name, currency) values ('Bench', 'USD') on conflict do nothing;
      insert into company.currency_rate (code, starts_on, rate)
        select 'EUR', day::date, 1 + random() / 5 from generate_series('2024-01-01'::date, '2026-11-01', '1 month') day;
      insert into company.territory (id, name) select gen_random_uuid(), 'Territory ' || n from generate_series(1, 12) n;
      insert into company.person (id, name) select gen_random_uuid(), 'Person ' || lpad(n::text, 3, '0') from generate_series(1, 221) n;
      insert into company.reporting_line (id, person_id, manager_id, starts_on)
        select gen_random_uuid(), report.id, manager.id, '2024-01-01'
        from (select id, row_number() over (order by name) as n from company.person) report
        join (select id, row_number() over (order by name) as n from company.person) manager
          on manager.n = case when report.n <= 21 then 1 else 2 + report.n % 20 end where report.n > 1;
      insert into company.item (id, code, name) select gen_random_uuid(), 'I' || n, 'Item ' || n from generate_series(1, 60) n;
      insert into crm.pipeline (id, name) values (gen_random_uuid(), 'Sales');
      insert into crm.stage (id, pipeline_id, name, position, outcome, forecast_category, probability)
        select gen_random_uuid(), pipeline.id, stage.name, stage.n, stage.outcome, stage.category, 0.5
        from crm.pipeline pipeline, (values ('Qualification', 1, 'open', 'pipeline'), ('Proposal', 2, 'open', 'best case'),
          ('Contract', 3, 'open', 'commit'), ('Won', 4, 'won', 'closed'), ('Lost', 5, 'lost', 'omitted')) stage (name, n, outcome, category);
      insert into crm.account (id, name, territory_id, industry)
        select gen_random_uuid(), 'Account ' || md5(number::text), territory.id, 'Industry ' || number % 9
        from generate_series(0, 7999) number
        join (select id, row_number() over (order by name) - 1 as n from company.territory) territory on territory.n = number % 12;`)
    await client.query(
      `with people as (select array_agg(id order by name) as ids from company.person where name > 'Person 021'),
         accounts as (select array_agg(id order by name) as ids from crm.account),
         items as (select array_agg(id order by code) as ids from company.item),
         stages as (select array_agg(id order by position) as ids, array_agg(outcome order by position) as outcomes,
           array_agg(forecast_category order by position) as categories from crm.stage),
         drawn as (select n, 1 + floor(random() * 5)::int as stage, floor(random() * 1000)::int as day, random() as size,
           random() as foreigner from generate_series(1, $1::int) n)
       insert into crm.deal (id, external_id, name, pipeline_id, account_id, item_id, owner_id, stage_id, outcome, forecast_category,
         amount_minor, currency, created_on, expected_close, closed_on, stage_since, changed_at)
       select gen_random_uuid(), 'D-' || n, 'Deal ' || md5('deal' || n), pipeline.id, accounts.ids[1 + n % 8000], items.ids[1 + n % 60],
         people.ids[1 + n % 200], stages.ids[stage], stages.outcomes[stage], stages.categories[stage],
         case when n % 97 > 0 then floor(exp(9 + 4 * size) * 100)::bigint end, case when foreigner < 0.2 then 'EUR' else 'USD' end,
         '2024-01-01'::date + day, case when n % 53 > 0 then '2024-03-01'::date + day end,
         case when stage > 3 then '2024-03-01'::date + day end, '2024-01-01'::timestamptz + day * interval '1 day',
         '2024-01-02'::timestamptz + (day + size) * interval '1 day'
       from drawn, crm.pipeline pipeline, people, accounts, items, stages`,
      [deals],
    )
    await client.query('vacuum analyze')
    const { rows } = await client.query<Deals>(`select
      (select id from company.person where name = 'Person 002') as "managerId",
      (select id from crm.stage where position = 2) as "stageId",
      (select substr(name, 1, 14) from crm.account order by name limit 1) as "accountName"`)
    return rows[0]!
  } finally {
    await client.end()
  }
}
