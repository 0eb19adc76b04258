import { crmContract } from '#crm/contract.ts'
import { openLog } from '#platform/log.ts'
import { siteApp } from '#server.ts'
import { openWorkspace } from '#workspaces.ts'
import { inNewDatabase } from '../parts/database.ts'
import { signIn } from './caller.ts'
import { type Deals, seedDeals } from './seed-deals.ts'

const deals = 100_000
const rounds = 12
const limit = 300

/** Times the list of deals over HTTP handlers on a real PostgreSQL at 100,000 deals; fails above 300 ms at p95. */
export async function run(): Promise<string> {
  return inNewDatabase('deals', async ({ address, dataDir }) => {
    const seeded = await seedDeals({ address, deals })
    return await measure({ address, dataDir, seeded })
  })
}

async function measure(at: { address: string; dataDir: string; seeded: Deals }): Promise<string> {
  const { workspace, close } = await openWorkspace({
    name: 'main',
    basePath: '',
    isDemo: false,
    address: at.address,
    dataDir: at.dataDir,
    publicUrl: 'http://127.0.0.1',
    smtpUrl: null,
    clock: () => new Date('2026-11-23T12:00:00Z'),
    log: openLog('fatal'),
  })
  try {
    const app = siteApp({ workspaces: [workspace], closing: new AbortController().signal })
    const lines: string[] = []
    let slowest = 0
    for (const role of ['owner', 'sales-manager'] as const) {
      const fetch = await signIn({ app, workspace, role, personId: role === 'owner' ? null : at.seeded.managerId })
      for (const [name, path] of questions(at.seeded)) {
        const times: number[] = []
        for (let round = 0; round < rounds; round++) times.push(await milliseconds(() => fetch(path)))
        const [median, p95] = [percentile(times, 0.5), percentile(times, 0.95)]
        if (name.includes('200')) slowest = Math.max(slowest, p95)
        lines.push(`| ${role} | ${name} | ${median.toFixed(0)} | ${p95.toFixed(0)} |`)
      }
    }
    const head = [
      `| as | ${deals.toLocaleString('en')} deals: what is asked | median, ms | p95, ms |`,
      '|---|---|---|---|',
    ]
    const verdict = `Slowest p95 of a page of rows ${slowest.toFixed(0)} ms, limit ${limit} ms. The sums come beside the rows, in a call of their own.`
    if (slowest > limit) throw new Error(`${[...head, ...lines].join('\n')}\n${verdict}`)
    return [...head, ...lines, '', verdict].join('\n')
  } finally {
    await close()
  }
}

function questions({ stageId, accountName }: Deals): [string, string][] {
  const list = crmContract.listDeals.path
  const sorts = ['amount', 'expectedClose', 'owner', 'account', 'stage', 'name'].map((sort): [string, string] => [
    `first 200, by ${sort}`,
    `${list}?sort=${sort}:desc&limit=200`,
  ])
  return [
    ['empty call', '/api/session'],
    ...sorts,
    ['first 200, grouped by stage', `${list}?group=stage&limit=200`],
    ['first 200 open, by amount', `${list}?outcome=open&limit=200`],
    [
      'first 200 of a stage, due this quarter',
      `${list}?stage=${stageId}&closeFrom=2026-10-01&closeTo=2026-12-31&limit=200`,
    ],
    ['first 200 by a word', `${list}?search=${encodeURIComponent(accountName)}&limit=200`],
    ['200 rows at row 90,000', `${list}?offset=90000&limit=200`],
    ['totals of all', crmContract.dealTotals.path],
    ['totals by owner', `${crmContract.dealTotals.path}?group=owner`],
  ]
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function percentile(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!
}
