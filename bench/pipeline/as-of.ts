import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatDay } from '@drumbeat/periods'
import pg from 'pg'
import { markedHistory } from '#pipeline/history/current.sql.ts'
import { keepHistory } from '#pipeline/history/kept/keep.tx.ts'
import { openEmbedded } from '#platform/db/embedded/server.ts'
import { migrate } from '#platform/db/migrate.ts'
import { poolConfig } from '#platform/db/pool.ts'
import { openLog } from '#platform/log.ts'
import { systemActor } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { siteApp } from '#server.ts'
import { openWorkspace } from '#workspaces.ts'
import { type Caller, signIn } from '../crm/caller.ts'
import { measureEdits } from './edits.ts'
import { seedHistory } from './seed.ts'
import { randomFrom } from './synthetic.ts'

const deals = Number(process.env.DRUMBEAT_BENCH_DEALS ?? 1_000_000)
const changes = 20
/** A folder whose data are kept from one run to the next: filling it takes longest. */
const kept = process.env.DRUMBEAT_BENCH_DATA
const rounds = 40
const limit = 300
const today = 20_780

/**
 * Times any as-of, waterfall and funnel over the HTTP handlers, at random days and scopes, beside the same as-of asked of
 * PostgreSQL by one statement; fails above 300 ms at p95.
 */
export async function run(): Promise<string> {
  const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'drumbeat-bench-')))
  await chmod(dataDir, 0o755)
  const opened = await openEmbedded({ dataDir, log: { info: () => undefined, error: console.error } })
  if (opened.state !== 'open') throw new Error(`${dataDir} is held by process ${opened.owner.pid}.`)
  try {
    await opened.server.ensureDatabase('pipeline')
    const address = opened.server.urlFor('pipeline')
    await migrate(address)
    const { people } = await seedHistory({ address, deals, changes })
    return await measure({ address, dataDir, people })
  } finally {
    await opened.server.stop()
    if (!kept) await rm(dataDir, { recursive: true, force: true })
  }
}

async function measure(at: { address: string; dataDir: string; people: string[] }): Promise<string> {
  const lines: string[] = []
  let slowest = 0
  await within({ ...at, role: 'owner' }, async ({ workspace, fetch }) => {
    const first = await timed(() => fetch(firstQuestion))
    lines.push(
      `${deals.toLocaleString('en-US')} deals x up to ${changes} changes; read whole in ${(first / 1000).toFixed(1)} s; ${memory()} in all.`,
      '',
      '| question | p50 ms | p95 ms | CPU p50 ms |',
      '|---|---|---|---|',
    )
    for (const [name, path] of questions(at.people)) {
      const { p50, p95, cpu } = await timesOf(() => fetch(path()))
      slowest = Math.max(slowest, p95)
      lines.push(`| ${name} | ${p50.toFixed(0)} | ${p95.toFixed(0)} | ${cpu.toFixed(0)} |`)
      process.stderr.write(`${lines.at(-1)}\n`)
    }
    lines.push('', `Memory of the process after the questions: ${memory()}.`, '')
    if (process.env.DRUMBEAT_BENCH_EDITS !== 'no') {
      lines.push(...(await measureEdits({ workspace, fetch, address: at.address })))
    }
    const kept = await timed(async () =>
      keepHistory({ workspace, actor: systemActor }, await markedHistory(workspace.db)),
    )
    lines.push('', `The history kept for the next start in ${(kept / 1000).toFixed(1)} s.`)
    process.stderr.write(`${lines.join('\n')}\n`)
  })
  await within({ ...at, role: 'sales-ops-manager' }, async ({ fetch }) => {
    const again = await timed(() => fetch(firstQuestion))
    lines.push(`After a restart the first answer came in ${(again / 1000).toFixed(1)} s.`)
  })
  lines.push('', `Baseline, the same as-of in one SQL statement: ${(await inSql(at.address)).toFixed(0)} ms.`)
  lines.push(
    '',
    slowest <= limit ? `All within ${limit} ms at p95.` : `Slowest p95 ${slowest.toFixed(0)} ms, above ${limit} ms.`,
  )
  return lines.join('\n')
}

const firstQuestion = '/api/pipeline/measures?measures=open,open-amount'

/** Opens the workspace as a start does, and closes it. */
async function within(
  at: { address: string; dataDir: string; role: string },
  ask: (opened: { workspace: Workspace; fetch: Caller }) => Promise<void>,
): Promise<void> {
  const { workspace, close } = await openWorkspace({
    ...{ name: 'main', basePath: '', isDemo: false, address: at.address, dataDir: at.dataDir },
    ...{ publicUrl: 'http://127.0.0.1', smtpUrl: null, log: openLog('fatal') },
    clock: () => new Date('2026-11-23T12:00:00Z'),
  })
  try {
    const app = siteApp({ workspaces: [workspace], closing: new AbortController().signal })
    await ask({ workspace, fetch: await signIn({ app, workspace, role: at.role, personId: null }) })
  } finally {
    await close()
  }
}

function memory(): string {
  return `${(process.memoryUsage().rss / 2 ** 30).toFixed(2)} GiB`
}

function questions(people: string[]): [string, () => string][] {
  const next = randomFrom(11)
  const day = () => formatDay(today - Math.floor(next() * 900))
  const span = () => [day(), day()].sort()
  const scope = () => (next() < 0.5 ? '' : `&person=${people[Math.floor(next() * 60)]}`)
  const base = '/api/pipeline'
  return [
    ['as of a day', () => `${base}/measures?measures=open,open-amount,won,won-amount&asOf=${day()}${scope()}`],
    [
      'as of a day, as known then',
      () => `${base}/measures?measures=open,open-amount&known=then&asOf=${day()}${scope()}`,
    ],
    ['as of a day by owner', () => `${base}/measures?measures=open,open-amount&by=owner&asOf=${day()}${scope()}`],
    ['as of a day by sector', () => `${base}/measures?measures=open,open-amount&by=sector&asOf=${day()}${scope()}`],
    ['waterfall of all open deals', () => `${base}/waterfall?${ends(span())}${scope()}`],
    ['waterfall of a quarter', () => `${base}/waterfall?grain=quarter&${ends(span())}${scope()}`],
    ['funnel of a year', () => `${base}/funnel?asOf=${day()}&from=${formatDay(today - 900)}${scope()}`],
    ['stage durations', () => `${base}/stages?asOf=${day()}&from=${formatDay(today - 900)}${scope()}`],
    [
      'stage durations, as known then',
      () => `${base}/stages?known=then&asOf=${day()}&from=${formatDay(today - 900)}${scope()}`,
    ],
    ['deals behind a waterfall bar', () => `${base}/waterfall/deals?bar=won&${ends(span())}${scope()}`],
  ]
}

function ends([from, to]: string[]): string {
  return `from=${from}&to=${to}`
}

async function timesOf(ask: () => Promise<unknown>) {
  const times: number[] = []
  const cpu: number[] = []
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage()
    times.push(await timed(ask))
    const { user, system } = process.cpuUsage(before)
    cpu.push((user + system) / 1000)
  }
  const at = (values: number[], share: number) => values.sort((a, b) => a - b)[Math.ceil(values.length * share) - 1]!
  return { p50: at(times, 0.5), p95: at(times, 0.95), cpu: at(cpu, 0.5) }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** What it would take without the history in memory. */
async function inSql(address: string): Promise<number> {
  const client = new pg.Client(poolConfig(address))
  await client.connect()
  try {
    return await timed(() =>
      client.query(`select count(*), sum(v.amount_minor) from (select distinct on (deal_id) deal_id, stage_id, amount_minor
        from crm.deal_version where valid_at < '2025-09-01' and retracted_at is null
        order by deal_id, valid_at desc, recorded_at desc, id desc) v join crm.stage s on s.id = v.stage_id where s.outcome = 'open'`),
    )
  } finally {
    await client.end()
  }
}
