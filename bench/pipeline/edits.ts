import { sql } from 'kysely'
import pg from 'pg'
import { poolConfig } from '#platform/db/pool.ts'
import type { Workspace } from '#platform/workspace.ts'
import { outlookJobs } from '#revenue/outlook/jobs.ts'
import type { Caller } from '../crm/caller.ts'

const rounds = 20
const limit = 1000

/** Learns the outlook, then edits open deals one by one: how long until the outlook of the owner's tree and of the company hold it. */
export async function measureEdits(of: { workspace: Workspace; fetch: Caller; address: string }): Promise<string[]> {
  const { workspace, fetch, address } = of
  const began = performance.now()
  await learn(workspace)
  const learned = (performance.now() - began) / 1000
  const first = await timed(async () => void (await fetch(company)))
  const deals = await openDeals(address)
  const taken: { edit: number; team: number; company: number; cpu: number }[] = []
  for (const { id, changedAt, managerId, amount } of deals) {
    const cpu = process.cpuUsage()
    const edit = await timed(() =>
      fetch(`/api/crm/deals/${id}`, { changedAt, changes: { amountMinor: amount + 100_000 } }),
    )
    const team = await timed(() => fetch(`${company}?personId=${managerId}`))
    const whole = await timed(() => fetch(company))
    const { user, system } = process.cpuUsage(cpu)
    taken.push({ edit, team, company: whole, cpu: (user + system) / 1000 })
  }
  const at = (share: number, of: (each: (typeof taken)[number]) => number) =>
    taken.map(of).sort((a, b) => a - b)[Math.ceil(taken.length * share) - 1]!
  const total = (each: (typeof taken)[number]) => each.edit + each.team + each.company
  const parts = (['edit', 'team', 'company', 'cpu'] as const).map(
    (part) => `${part} ${at(0.5, (each) => each[part]).toFixed(0)} ms`,
  )
  return [
    `One deal edited, then the outlook of its owner's manager with all below and of the company asked for: p50 ${at(0.5, total).toFixed(0)} ms, p95 ${at(0.95, total).toFixed(0)} ms (limit ${limit} ms); of it, p50: ${parts.join(', ')}. Learned in ${learned.toFixed(1)} s; the first outlook after that took ${(first / 1000).toFixed(1)} s.`,
    await toldApart(fetch),
  ]
}

/** The outlook and the forecast told apart, each asked three times, and a past day as it was known then. */
async function toldApart(fetch: Caller): Promise<string> {
  const asked = {
    'outlook by team': `${company}?by=team`,
    'by sector': `${company}?by=sector`,
    'by country and currency': `${company}?by=country,currency`,
    'forecast by sector': '/api/revenue/categories?by=sector',
    'outlook known then': `${company}?known=then&asOf=2026-11-10`,
  }
  const taken: string[] = []
  for (const [name, path] of Object.entries(asked)) {
    const times: number[] = []
    for (let round = 0; round < 3; round++) times.push(await timed(async () => void (await fetch(path))))
    taken.push(`${name} ${times.map((time) => time.toFixed(0)).join(', ')} ms`)
  }
  return `Told apart, first to third time: ${taken.join('; ')}.`
}

const company = '/api/revenue/outlook'

/** Learns as the nightly job does, until the models of this quarter are there; past days need not be recorded for this. */
async function learn(workspace: Workspace): Promise<void> {
  const enough = new AbortController()
  const timer = setInterval(async () => {
    const { rows } = await sql<{ models: number }>`
      select count(*) as models from revenue.outlook_model where fitted_for >= date '2026-11-01'`.execute(workspace.db)
    if (rows[0]!.models > 0) enough.abort()
  }, 2000)
  try {
    for (const job of outlookJobs) await job.run(workspace, {}, enough.signal)
  } catch (error) {
    if (!enough.signal.aborted) throw error
  } finally {
    clearInterval(timer)
  }
}

async function openDeals(address: string) {
  const client = new pg.Client(poolConfig(address))
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string; changedAt: Date; managerId: string; amount: string }>(
      `select deal.id, deal.changed_at as "changedAt", line.manager_id as "managerId", newest.amount_minor as amount
        from crm.deal deal join company.reporting_line line on line.person_id = deal.owner_id
          cross join lateral (select * from crm.deal_version v where v.deal_id = deal.id order by valid_at desc limit 1) newest
          join crm.stage stage on stage.id = newest.stage_id
        where stage.outcome = 'open' and deal.created_on > date '2026-09-01' order by deal.id limit ${rounds}`,
    )
    return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString(), amount: Number(row.amount) }))
  } finally {
    await client.end()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
