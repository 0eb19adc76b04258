import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { readConfig } from '#platform/config.ts'
import { reachDatabase } from '#platform/db/embedded/reach.ts'
import { poolConfig } from '#platform/db/pool.ts'
import { cpuOfTree, memoryOf } from './parts/cpu.ts'
import { importLines } from './parts/lines.ts'
import { callApi, newDataDir, type Running, startProduct } from './parts/running.ts'

const USERS = Number(process.env.USERS ?? 200)
const SECONDS = Number(process.env.SECONDS ?? 60)
const THINK_MS = 5000
const REPEATS = 20
const FIRSTS = 4
const PACE_MS = 150
const LINES = 500_000
const roles = ['owner', 'sales-ops-manager', 'rep', 'sales-manager', 'demand-planner', 'executive']
const besides = ['/api/events', '/api/settings/backup', '/api/openapi.json']

/** What a request costs, and what 200 people at once get, also while a large file is loaded: the demo company, signed in as its roles, calling what its screens call. */
export async function run(): Promise<string> {
  const dataDir = await newDataDir()
  const product = await startProduct({ dataDir })
  try {
    const owner = await signIn(product, 'owner')
    await forecastsMade(product, owner)
    const paths = await readsOf(product)
    const costs = await withCommits(dataDir, (commit) => costsOf({ product, cookie: owner, paths, commit }))
    const asked = { product, paths: costs.map(({ path }) => path) }
    const crowd = await crowdOf({ ...asked, meanwhile: () => sleep(SECONDS * 1000) })
    let loading = ''
    const busy = await crowdOf({
      ...asked,
      meanwhile: async () => {
        loading = await importLines(product, { base: '/demo', cookie: owner, lines: LINES })
      },
    })
    return [...costTable(costs), '', ...crowdTable(crowd, ''), '', ...crowdTable(busy, loading)].join('\n')
  } finally {
    await product.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function signIn(product: Running, role: string): Promise<string> {
  const { status, headers } = await callApi(product, '/demo/api/demo/sign-in', { body: { role } })
  if (status !== 200) throw new Error(`Nobody signs in as ${role}: ${status}.`)
  return headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

async function forecastsMade(product: Running, cookie: string): Promise<void> {
  for (let calm = 0; calm < 3; await sleep(1000)) {
    const before = cpuOfTree(product.child.pid!)
    await sleep(2000)
    calm = cpuOfTree(product.child.pid!) - before < 200 ? calm + 1 : 0
  }
  await callApi(product, '/demo/api/session', { cookie })
}

/** Every list and figure that can be asked for without naming a thing. */
async function readsOf(product: Running): Promise<string[]> {
  type Operation = { parameters: { required: boolean }[] }
  const { body } = await callApi<{ paths: Record<string, Record<string, Operation>> }>(
    product,
    '/demo/api/openapi.json',
  )
  return Object.entries(body.paths).flatMap(([path, { get }]) =>
    get && !path.includes('{') && !besides.includes(path) && !get.parameters.some(({ required }) => required)
      ? [`/demo${path}`]
      : [],
  )
}

/** CPU of the server and its PostgreSQL per request: right after a commit somewhere, and with nothing committed since. */
type Cost = { path: string; firstMs: number; againMs: number }

async function costsOf(asked: {
  product: Running
  cookie: string
  paths: string[]
  commit: () => Promise<void>
}): Promise<Cost[]> {
  const { product, cookie, paths, commit } = asked
  const costs: Cost[] = []
  for (const path of paths) {
    if ((await callApi(product, path, { cookie })).status !== 200) continue
    const spent = async (times: number, before: () => Promise<void>) => {
      const began = cpuOfTree(product.child.pid!)
      for (let each = 0; each < times; each++) {
        await before()
        const { status } = await callApi(product, path, { cookie })
        if (status !== 200) throw new Error(`${path} answered ${status}.`)
      }
      return (cpuOfTree(product.child.pid!) - began) / times
    }
    await sleep(PACE_MS) // one address may send 2,000 requests in 10 s
    costs.push({ path, firstMs: await spent(FIRSTS, commit), againMs: await spent(REPEATS, async () => {}) })
  }
  return costs
}

/** Runs something that may commit a transaction without a row: all that the server keeps of answers is outdated by it. */
async function withCommits<Result>(
  dataDir: string,
  act: (commit: () => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const config = readConfig({ argv: [], env: { ...process.env, DRUMBEAT_DATA: dataDir } })
  const { url, release } = await reachDatabase({ config, workspace: 'demo', sharing: 'shared' })
  const client = new pg.Client(poolConfig(url))
  await client.connect()
  try {
    return await act(async () => {
      await client.query('select pg_current_xact_id()')
    })
  } finally {
    await client.end()
    await release()
  }
}

type Crowd = { ms: number[]; errors: number; before: number; after: number; seconds: number }

/** What everybody gets for as long as something goes on. */
async function crowdOf(given: { product: Running; paths: string[]; meanwhile: () => Promise<void> }): Promise<Crowd> {
  const { product, paths, meanwhile } = given
  const cookies = await Promise.all(roles.map((role) => signIn(product, role)))
  const crowd: Crowd = { ms: [], errors: 0, before: memoryOf(product.child.pid!), after: 0, seconds: 0 }
  const start = performance.now()
  let isOver = false
  const goesOn = meanwhile().finally(() => {
    isOver = true
  })
  await Promise.all(
    Array.from({ length: USERS }, async (_, user) => {
      await sleep((THINK_MS * user) / USERS)
      for (let turn = user * 7; !isOver; turn++) {
        const began = performance.now()
        const { status } = await callApi(product, paths[turn % paths.length]!, {
          cookie: cookies[user % cookies.length]!,
        })
        crowd.ms.push(performance.now() - began)
        if (status >= 500 || status === 429) crowd.errors++
        await sleep(THINK_MS)
      }
    }),
  )
  await goesOn
  crowd.seconds = (performance.now() - start) / 1000
  crowd.after = memoryOf(product.child.pid!)
  return crowd
}

function costTable(costs: Cost[]): string[] {
  const dear = costs.toSorted((a, b) => b.firstMs - a.firstMs).slice(0, 40)
  const of = (share: number, figure: (cost: Cost) => number) =>
    ms(
      at(
        costs.map(figure).sort((a, b) => a - b),
        share,
      ),
    )
  const line = (name: string, share: number, bar: string) =>
    `| ${name} | ${of(share, (cost) => cost.firstMs)} | ${of(share, (cost) => cost.againMs)} | ${bar} |`
  return [
    `${costs.length} endpoints of the demo company, one after another; CPU of the server and its PostgreSQL per request: after a commit to something else (${FIRSTS} calls, a commit before each) and again (${REPEATS} calls without one).`,
    '',
    '| CPU per request | after a commit | again | bar |',
    '|---|---|---|---|',
    line('median', 0.5, '<= 5 ms'),
    line('p95', 0.95, '<= 20 ms'),
    ...dear.map(({ path, firstMs, againMs }) => `| ${path.replace('/demo', '')} | ${ms(firstMs)} | ${ms(againMs)} | |`),
  ]
}

function crowdTable({ ms: times, errors, before, after, seconds }: Crowd, loading: string): string[] {
  const sorted = times.sort((a, b) => a - b)
  return [
    `${USERS} signed-in users, ${THINK_MS / 1000} s of thought between requests, ${Math.round(seconds)} s, ${sorted.length} requests; the callers share the machine.${loading && ` Meanwhile ${loading}`}`,
    '',
    `| a crowd${loading && ', while a file is loaded'} | measured | bar |`,
    '|---|---|---|',
    `| median | ${ms(at(sorted, 0.5))} | |`,
    `| p95 | ${ms(at(sorted, 0.95))} | <= ${loading ? 400 : 200} ms |`,
    `| p99 | ${ms(at(sorted, 0.99))} | |`,
    `| errors | ${errors} | 0 |`,
    `| memory of the server before and after | ${Math.round(before)} to ${Math.round(after)} MiB | ${loading ? '' : 'flat'} |`,
  ]
}

function at<Each>(sorted: readonly Each[], share: number): Each {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`
}
