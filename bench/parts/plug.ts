import { type ChildProcess, spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { callApi, claimOwner, newDataDir, type Running, startProduct } from './running.ts'

/** What came of pulling the plug again and again while files were loaded and accounts written. */
export type PlugReport = {
  kills: { node: number; postgres: number; worker: number }
  acknowledgedWrites: number
  lostWrites: string[]
  doubledWrites: string[]
  acknowledgedImports: number
  /** Imports that did not end with exactly all of their rows. */
  wrongImports: string[]
  doubledRows: number
  /** Imports never acknowledged of which only a part is there. */
  tornImports: string[]
  slowestRecoveryMs: number
}

const ROWS = 4000

type Victim = 'node' | 'postgres' | 'worker'

/**
 * Kills the server, PostgreSQL and a worker beside them with SIGKILL, one after the other, during imports and edits, then
 * counts what is there.
 */
export async function pullThePlug({
  victims,
  seed,
}: {
  victims: readonly Victim[]
  seed: number
}): Promise<PlugReport> {
  const dataDir = await newDataDir()
  const random = randomFrom(seed)
  // Beside a worker the server only serves: what is loaded in the end was loaded by workers.
  const flags = ['--no-demo', ...(victims.includes('worker') ? ['--no-worker'] : [])]
  let product = await startProduct({ dataDir, flags })
  const token = await claimOwner(product)
  const said: Said = { accounts: [], imports: new Map(), offered: [], enough: false }
  const report = { node: 0, postgres: 0, worker: 0, slowest: 0 }
  let worker = victims.includes('worker') ? startWorker(dataDir) : null
  try {
    for (const [round, victim] of victims.entries()) {
      const busy = Promise.all([writeAccounts(product, token, round, said), loadFile(product, token, round, said)])
      await pause(60 + random() * 1400)
      const killed = performance.now()
      report[victim]++
      if (victim === 'node') product.child.kill('SIGKILL')
      else if (victim === 'postgres') process.kill(await postmasterOf(dataDir), 'SIGKILL')
      else {
        worker?.kill('SIGKILL')
        worker = startWorker(dataDir)
        await pause(300)
        said.enough = true
      }
      await busy
      said.enough = false
      if (victim === 'node') product = await startProduct({ dataDir, flags })
      await untilReady(product)
      report.slowest = Math.max(report.slowest, performance.now() - killed)
    }
    await untilLoaded(product, token, said.imports)
    return await count({ dataDir, said, report })
  } finally {
    worker?.kill('SIGKILL')
    await product.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

type Said = {
  accounts: string[]
  imports: Map<string, string>
  offered: string[]
  /** The server lives on, so nothing else ends the writing. */
  enough: boolean
}

/** A further process that carries out the jobs of the product. */
function startWorker(dataDir: string): ChildProcess {
  const args = [join(import.meta.dirname, '../../src/cli.ts'), 'worker', '--no-demo']
  return spawn(process.execPath, args, { env: { ...process.env, DRUMBEAT_DATA: dataDir }, stdio: 'ignore' })
}

/** Writes accounts until the plug is pulled; what was answered with 200 was acknowledged. */
async function writeAccounts(product: Running, token: string, round: number, said: Said): Promise<void> {
  for (let n = 0; !said.enough; n++) {
    const name = `Account ${round}-${n}`
    const reply = await callApi(product, '/api/crm/accounts', { token, body: { name } }).catch(() => null)
    if (reply?.status !== 200) return
    said.accounts.push(name)
  }
}

/** Uploads a file of order lines and accepts it; the import was acknowledged when that was answered with 200. */
async function loadFile(product: Running, token: string, round: number, said: Said): Promise<void> {
  const prefix = `R${String(round).padStart(3, '0')}`
  said.offered.push(prefix)
  const lines = Array.from(
    { length: ROWS },
    (_, i) => `${prefix}-${i},1,2026-0${(i % 9) + 1}-15,Item ${i % 50},${(i % 7) + 1},${i % 100}.25`,
  )
  const body = `order_number,line_number,order_date,item,quantity,amount\n${lines.join('\n')}\n`
  try {
    const uploaded = await fetch(`${product.url}/api/imports/files?name=${prefix}.csv&kind=order%20lines`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
    })
    if (uploaded.status !== 200) return
    const { setId } = (await uploaded.json()) as { setId: string }
    const accepted = await callApi(product, `/api/imports/sets/${setId}/accept`, { token, body: {} })
    if (accepted.status === 200) said.imports.set(prefix, setId)
  } catch {
    // the plug was pulled before the answer: not acknowledged
  }
}

async function untilReady(product: Running): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const ready = await fetch(`${product.url}/readyz`).catch(() => null)
    if (ready?.status === 200) return
    await pause(50)
  }
  throw new Error('The product was not ready again within 30 s.')
}

async function untilLoaded(product: Running, token: string, imports: Map<string, string>): Promise<void> {
  const deadline = performance.now() + 240_000
  for (const setId of imports.values()) {
    for (;;) {
      const { body } = await callApi<{ files: { status: string }[] }>(product, `/api/imports/sets/${setId}`, { token })
      if (body.files.every((file) => file.status === 'loaded')) break
      if (performance.now() > deadline) return
      await pause(200)
    }
  }
}

async function count(given: {
  dataDir: string
  said: Said
  report: { node: number; postgres: number; worker: number; slowest: number }
}): Promise<PlugReport> {
  const { dataDir, said, report } = given
  const client = new pg.Client({ host: join(dataDir, 'run'), port: 5432, user: 'drumbeat', database: 'main' })
  await client.connect()
  try {
    const accounts = await client.query<{ name: string; n: string }>(
      'select name, count(*) as n from crm.account group by name',
    )
    const times = new Map(accounts.rows.map((row) => [row.name, Number(row.n)]))
    const lines = await client.query<{ prefix: string; n: string; keys: string }>(
      `select left(order_number, 4) as prefix, count(*) as n, count(distinct order_number) as keys
       from crm.order_line where ended_at is null group by 1`,
    )
    const rows = new Map(lines.rows.map((row) => [row.prefix, Number(row.n)]))
    return {
      kills: { node: report.node, postgres: report.postgres, worker: report.worker },
      acknowledgedWrites: said.accounts.length,
      lostWrites: said.accounts.filter((name) => !times.has(name)),
      doubledWrites: [...times].filter(([, n]) => n > 1).map(([name]) => name),
      acknowledgedImports: said.imports.size,
      wrongImports: [...said.imports.keys()]
        .filter((prefix) => rows.get(prefix) !== ROWS)
        .map((prefix) => `${prefix}: ${rows.get(prefix) ?? 0}`),
      doubledRows: lines.rows.reduce((sum, row) => sum + Number(row.n) - Number(row.keys), 0),
      tornImports: said.offered.filter((prefix) => ![undefined, ROWS].includes(rows.get(prefix))),
      slowestRecoveryMs: report.slowest,
    }
  } finally {
    await client.end()
  }
}

async function postmasterOf(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

/** A small seeded generator (mulberry32), so that a run can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
