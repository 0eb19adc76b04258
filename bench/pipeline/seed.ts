import pg from 'pg'
import { poolConfig } from '#platform/db/pool.ts'

/**
 * Fills an empty workspace inside PostgreSQL: 500 people in a tree, so many deals, so many versions of each over three years.
 * One that is filled already stays as it is.
 */
export async function seedHistory({ address, deals, changes }: { address: string; deals: number; changes: number }) {
  const client = new pg.Client(poolConfig(address))
  await client.connect()
  try {
    const { rowCount } = await client.query('select from crm.deal limit 1')
    if (!rowCount) await fill(client, { deals, changes })
    const { rows } = await client.query<{ id: string }>('select id from company.person order by id')
    return { people: rows.map(({ id }) => id) }
  } finally {
    await client.end()
  }
}

async function fill(client: pg.Client, { deals, changes }: { deals: number; changes: number }): Promise<void> {
  await client.query(`set session_replication_role = replica; select setseed(0.42)`)
  await client.query(people)
  await client.query(things(deals))
  await client.query(dealRows(deals))
  await client.query('drop index crm.deal_version_import, crm.deal_version_valid')
  for (let from = 0; from < deals; from += 50_000) {
    await client.query(versionRows({ from, to: Math.min(deals, from + 50_000), changes }))
  }
  await client.query('create index deal_version_valid on crm.deal_version (valid_at)')
  await client.query('vacuum (analyze)')
}

const id = (kind: number, at: string) => `('00000000-0000-7000-800${kind}-' || lpad(to_hex(${at}), 12, '0'))::uuid`

const people = `
  insert into company.person (id, name) select ${id(1, 'g')}, 'Person ' || g from generate_series(0, 499) g;
  insert into company.reporting_line (id, person_id, manager_id, starts_on)
    select ${id(6, 'g')}, ${id(1, 'g')}, ${id(1, '(g - 1) / 10')}, '2020-01-01' from generate_series(1, 499) g;
  insert into crm.pipeline (id, name) values (${id(2, '0')}, 'Sales');
  insert into crm.stage (id, pipeline_id, name, position, outcome, forecast_category, probability)
    select ${id(3, 'g')}, ${id(2, '0')}, 'Stage ' || g, g + 1,
      case g when 5 then 'won' when 6 then 'lost' else 'open' end,
      case g when 5 then 'closed' when 6 then 'omitted' else 'pipeline' end, 0.1 * least(g, 9)
    from generate_series(0, 6) g;`

/** An account for every 50 deals, 200 items. */
function things(deals: number): string {
  return `insert into crm.account (id, name, industry, country, employees)
      select ${id(4, 'g')}, 'Account ' || g, 'Sector ' || g % 12, 'Country ' || g % 30, g % 5000 from generate_series(0, ${Math.ceil(deals / 50) - 1}) g;
    insert into company.item (id, code, name) select ${id(5, 'g')}, 'I' || g, 'Item ' || g from generate_series(0, 199) g;`
}

function dealRows(deals: number): string {
  return `insert into crm.deal (id, name, pipeline_id, stage_id, outcome, forecast_category, currency, created_on, changed_at, owner_id, account_id, item_id)
    select ${id(7, 'g')}, 'Deal ' || g, ${id(2, '0')}, ${id(3, '0')}, 'open', 'pipeline', 'USD',
      date '2026-11-23' - (random() * 1095)::int, now(), ${id(1, '(random() * 499)::int')}, ${id(4, `g % ${Math.ceil(deals / 50)}`)}, ${id(5, 'g % 200')}
    from generate_series(0, ${deals - 1}) g`
}

/** Each deal lives 20 to 180 days; its changes are spread over them, and the last one closes it, unless that lies ahead. */
function versionRows({ from, to, changes }: { from: number; to: number; changes: number }): string {
  return `insert into crm.deal_version (id, deal_id, valid_at, recorded_at, name, owner_id, account_id, item_id, stage_id, forecast_category,
      amount_minor, amount_basis, currency, expected_close, closed_on)
    select gen_random_uuid(), id, day, day, 'Deal', owner_id, account_id, item_id, ('00000000-0000-7000-8003-' || lpad(to_hex(stage), 12, '0'))::uuid,
      case stage when 5 then 'closed' when 6 then 'omitted' else 'pipeline' end,
      (amount * (0.8 + 0.4 * random()))::bigint, 'stated', 'USD', created_on + life + (random() * 30)::int,
      case when stage >= 5 then day::date end
    from (select d.*, d.created_on::timestamptz + interval '9 hours' + life * step / ${changes - 1} * interval '1 day' as day,
        case when step = ${changes - 1} then 5 + (luck > 0.4)::int else (step * 5) / ${changes} end as stage
      from (select id, owner_id, account_id, item_id, created_on, 20 + (random() * 160)::int as life, random() as luck, (random() * 1e7)::bigint as amount
          from crm.deal where id >= ${id(7, String(from))} and id < ${id(7, String(to))}) d
        cross join generate_series(0, ${changes - 1}) step) v
    where day <= timestamptz '2026-11-23 12:00+00'`
}
