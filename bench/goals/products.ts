import { sql } from 'kysely'
import { dealTotals } from '#crm/deals/totals.sql.ts'
import { creditsOf } from '#goals/credits.sql.ts'
import { salesOf } from '#goals/incentives/runs/sales.sql.ts'
import { Terms } from '#goals/incentives/terms.ts'
import { attainedQuotas } from '#goals/quotas/attained.sql.ts'
import { fullScope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { openLog } from '#platform/log.ts'
import { openWorkspace } from '#workspaces.ts'
import { seedDeals } from '../crm/seed-deals.ts'
import { inNewDatabase } from '../parts/database.ts'

const deals = 100_000
const year = { from: '2025-01-01', to: '2026-01-01' }
const now = new Date('2026-11-23T12:00:00Z')

/** Times what goals read of 100,000 deals for a year, before any deal has products and after each has three. */
export async function run(): Promise<string> {
  return inNewDatabase('deals', async ({ address, dataDir }) => {
    await seedDeals({ address, deals })
    const { workspace, close } = await openWorkspace({
      ...{ name: 'main', basePath: '', isDemo: false, address, dataDir, publicUrl: 'http://127.0.0.1', smtpUrl: null },
      clock: () => now,
      log: openLog('fatal'),
    })
    try {
      await familiesAndQuotas(workspace.db)
      const before = await times(workspace.db)
      await addProducts(workspace.db)
      const after = await times(workspace.db)
      const rows = before.map(([name, ms], at) => `| ${name} | ${ms.toFixed(0)} | ${after[at]![1].toFixed(0)} |`)
      return ['| of a year | no products, ms | 300,000 products, ms |', '|---|---|---|', ...rows].join('\n')
    } finally {
      await close()
    }
  })
}

async function familiesAndQuotas(db: Db): Promise<void> {
  await sql`insert into company.family (id, name) select gen_random_uuid(), 'Family ' || n from generate_series(1, 8) n`.execute(
    db,
  )
  await sql`update company.item set family_id = family.id from (select id, row_number() over (order by name) as n from company.family) family
    where family.n = 1 + substr(item.code, 2)::int % 8`.execute(db)
  await sql`insert into goals.quota (id, subject_kind, subject_id, starts_on, ends_on, amount_minor, currency, counts, recorded_at)
    select gen_random_uuid(), 'family', id, ${year.from}, ${year.to}, 1000000, 'USD', 'deals', now() from company.family`.execute(
    db,
  )
}

async function addProducts(db: Db): Promise<void> {
  await sql`insert into crm.deal_line (id, identity, deal_id, item_id, quantity, amount_minor, valid_at, recorded_at)
    select id, id, deal_id, item_id, 1, amount, now(), now() from (
      select gen_random_uuid() as id, deal.id as deal_id, item.id as item_id, coalesce(deal.amount_minor, 0) / 4 as amount
      from crm.deal deal cross join generate_series(1, 3) part
      join (select id, row_number() over (order by code) - 1 as n from company.item) item
        on item.n = (abs(hashtext(deal.id::text)) + part * 7) % 60) lines`.execute(db)
  await sql`analyze`.execute(db)
}

async function times(db: Db): Promise<[string, number][]> {
  const { rows } = await sql<{ id: string }>`select id from company.family order by name limit 1`.execute(db)
  const today = '2026-11-23'
  const terms = Terms.parse({
    currency: 'USD',
    counts: 'deals',
    rules: [{ kind: 'commission', name: 'C', rate: '0.1' }],
  })
  return [
    ['credits of attainment', await median(() => creditsOf(db, fullScope, { ...year, today, byFamily: true }))],
    ['the same, families not told apart', await median(() => creditsOf(db, fullScope, { ...year, today }))],
    ['quotas of families attained', await median(() => attainedQuotas(db, fullScope, { now }))],
    ['won deals for incentives', await median(() => salesOf(db, { terms, ...year }))],
    ['totals of all deals', await median(() => dealTotals(db, fullScope, { today }))],
    [
      'totals of the deals of a family',
      await median(() => dealTotals(db, fullScope, { today, family: [rows[0]!.id] })),
    ],
  ]
}

async function median(ask: () => Promise<unknown>): Promise<number> {
  const found: number[] = []
  for (let round = 0; round < 7; round++) {
    const started = performance.now()
    await ask()
    found.push(performance.now() - started)
  }
  return found.sort((a, b) => a - b)[3]!
}
