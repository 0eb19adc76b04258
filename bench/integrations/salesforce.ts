import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { addConnection, askForSync } from '#integrations/connections/change.tx.ts'
import { systemClock } from '#platform/clock.ts'
import { openEmbedded } from '#platform/db/embedded/server.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { systemActor, type Work } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'

const deals = Number(process.env.DEALS ?? 100_000)
const kills = Number(process.env.KILLS ?? 50)
/** The org that is killed at is smaller, so that fifty readings fit into minutes. */
const killDeals = Number(process.env.KILL_DEALS ?? 5_000)
const changes = 10
const changedDeals = 500
const limits = { seconds: 120, megabytes: 400, syncSeconds: 5 }

type Took = { seconds: number; peakMegabytes: number }

/**
 * Reads a large org from the fake Salesforce, then again, then after 500 changes; then kills the reading of a smaller org
 * with kill -9 at random moments. Counts and sums must be those of the org. The baseline is the download of the same
 * records alone, without anything being done with them.
 */
export async function run(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'drumbeat-bench-'))
  await chmod(dataDir, 0o755)
  const opened = await openEmbedded({ dataDir, log: { info: () => undefined, error: console.error } })
  if (opened.state !== 'open') throw new Error(`${dataDir} is held by process ${opened.owner.pid}.`)
  const { server } = opened
  try {
    const place = async (name: string) => {
      await server.ensureDatabase(name)
      await migrate(server.urlFor(name))
      const filesDir = join(dataDir, name)
      await mkdir(filesDir, { recursive: true })
      return { url: server.urlFor(name), filesDir }
    }
    const speed = await measureSpeed(await place('large'))
    const crash = await measureCrashes(await place('killed'))
    return [...speed, '', ...crash].join('\n')
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

type Place = { url: string; filesDir: string }

async function measureSpeed(place: Place): Promise<string[]> {
  const org = await openOrg(deals)
  try {
    const alone = await downloadAlone(org.address)
    const connectionId = await connect(place, org.address)
    const first = await sync(place)
    const kept = await countsIn(place.url)
    const loads = await loadSeconds(place.url)
    const full = await again(place, connectionId, 'full')
    const after = await countsIn(place.url)
    org.child.send({ change: changedDeals, at: new Date().toISOString() })
    await once(org.child, 'message')
    const few = await again(place, connectionId, 'sync')
    const last = await countsIn(place.url)
    const wanted = { deals, versions: deals * changes, cents: org.cents, doubled: 0 }
    mustBe('after the first reading', kept, wanted)
    mustBe('after the second reading', after, wanted)
    if (last.versions !== wanted.versions + changedDeals) throw new Error(`500 changes left ${last.versions} versions.`)
    const line = (what: string, { seconds, peakMegabytes }: Took, bar: string) =>
      `| ${what} | ${seconds.toFixed(1)} s | ${Math.round(peakMegabytes)} MB | ${bar} |`
    return [
      `${deals.toLocaleString('en')} deals with ${changes} changes each. All deals, versions and the sum to the cent are those of the org: ${kept.deals} deals, ${kept.versions} versions, 0 doubled, after the second reading too.`,
      '',
      '| | took | peak memory of the reading process | bar |',
      '|---|---|---|---|',
      `| the same download alone, thrown away | ${alone.toFixed(1)} s | | |`,
      line('first reading', first, `${limits.seconds} s, ${limits.megabytes} MB, at 100,000 deals`),
      line('everything read again: nothing changes', full, ''),
      line(`${changedDeals} changes`, few, `${limits.syncSeconds} s`),
      '',
      `Of the first reading, loading took: ${loads}.`,
      '',
      `The first reading takes ${(first.seconds / alone).toFixed(1)} times as long as its download.`,
    ]
  } finally {
    org.child.kill()
  }
}

/** How long each load of the first reading took, by what was loaded. */
async function loadSeconds(url: string): Promise<string> {
  const { rows } = await query<{ kind: string; rows: number; seconds: string }>(
    url,
    `select kind, rows_read as rows, report ->> 'seconds' as seconds from imports.import order by created_at`,
  )
  return rows.map(({ kind, rows: count, seconds }) => `${kind} ${seconds} s (${count} rows)`).join(', ')
}

async function measureCrashes(place: Place): Promise<string[]> {
  const org = await openOrg(killDeals)
  try {
    await connect(place, org.address)
    const next = random(20261129)
    let killed = 0
    while (killed < kills) {
      const child = syncing(place)
      const timer = setTimeout(() => child.kill('SIGKILL'), 700 + next() * 2500)
      const [code] = await once(child, 'exit')
      clearTimeout(timer)
      if (code === null) killed++
      else await readAnew(place.url)
    }
    await sync(place)
    mustBe(`after ${killed} kills`, await countsIn(place.url), {
      deals: killDeals,
      versions: killDeals * changes,
      cents: org.cents,
      doubled: 0,
    })
    return [
      `kill -9 of the reading process at ${killed} random moments, ${killDeals.toLocaleString('en')} deals with ${changes} changes each (asked for in full again whenever a reading got through): 0 lost, 0 doubled.`,
    ]
  } finally {
    org.child.kill()
  }
}

/** A reading that got through is asked for in full again, so that each kill falls into one. */
async function readAnew(url: string): Promise<void> {
  const { rows } = await query<{ id: string }>(url, 'select id from integrations.connection')
  await withWork({ url, filesDir: '' }, (work) => askForSync(work, { id: rows[0]!.id, mode: 'full' }))
}

async function openOrg(size: number): Promise<{ child: ChildProcess; address: string; cents: string }> {
  const child = fork(join(import.meta.dirname, 'salesforce-org.ts'), [String(size), String(changes)])
  const [said] = (await once(child, 'message')) as [{ address: string; cents: string }]
  return { child, ...said }
}

async function connect(place: Place, address: string): Promise<string> {
  await query(
    place.url,
    `insert into auth."user" (id, name, email, role) values ('00000000-0000-4000-8000-000000000001', 'Bench', 'bench@example.com', 'owner')`,
  )
  const userId = '00000000-0000-4000-8000-000000000001'
  const access = { clientSecret: 'bench' }
  const given = { name: 'Org', kind: 'salesforce' as const, address, pipeline: 'Sales', clientId: 'bench', access }
  const { id } = await withWork(place, (work) => addConnection(work, { ...given, userId, begin: true }))
  return id
}

async function again(place: Place, id: string, mode: 'full' | 'sync'): Promise<Took> {
  await withWork(place, (work) => askForSync(work, { id, mode }))
  return sync(place)
}

async function withWork<Result>({ url, filesDir }: Place, act: (work: Work) => Promise<Result>): Promise<Result> {
  const { db, pool, address, close } = openDatabase(url)
  const jobs = { react: async () => {}, send: async () => {} }
  const workspace = { db, pool, address, filesDir, clock: systemClock, jobs, domains: [] } as unknown as Workspace
  try {
    return await act({ workspace, actor: systemActor })
  } finally {
    await close()
  }
}

function syncing({ url, filesDir }: Place): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'salesforce-sync.ts'), url, filesDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function sync(place: Place): Promise<Took> {
  const child = syncing(place)
  let said = ''
  child.stdout!.on('data', (piece: Buffer) => {
    said += piece.toString()
  })
  await once(child, 'exit')
  const { rows } = await query<{ state: string; says: string }>(
    place.url,
    'select state, says from integrations.connection_run order by began_at desc limit 1',
  )
  if (rows[0]?.state !== 'done') throw new Error(`The reading ended as ${rows[0]?.state}: ${rows[0]?.says}`)
  return JSON.parse(said) as Took
}

type Counts = { deals: number; versions: number; cents: string; doubled: number }

async function countsIn(url: string): Promise<Counts> {
  const { rows } = await query<Counts>(
    url,
    `select (select count(*)::int from crm.deal where ended_at is null) as deals,
      (select count(*)::int from crm.deal_version where retracted_at is null) as versions,
      (select sum(amount_minor)::text from crm.deal where ended_at is null) as cents,
      (select count(*)::int from (select deal_id, valid_at from crm.deal_version where retracted_at is null group by 1, 2 having count(*) > 1) d) as doubled`,
  )
  return rows[0]!
}

function mustBe(when: string, found: Counts, wanted: Counts): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`${when}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`)
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<pg.QueryResult<Row>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query<Row>(text)
  } finally {
    await client.end()
  }
}

/** Seconds in which the same records come over the wire and are thrown away. */
async function downloadAlone(address: string): Promise<number> {
  const began = performance.now()
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_secret: 'bench' })
  const signed = await fetch(`${address}/services/oauth2/token`, { method: 'POST', body: form })
  const { access_token: token } = (await signed.json()) as { access_token: string }
  const headers = { authorization: `Bearer ${token}` }
  const base = `${address}/services/data/v60.0/jobs/query`
  for (const soql of [
    'SELECT Id, Name, StageName, OwnerId, AccountId, Amount, CurrencyIsoCode, CreatedDate, CloseDate, ForecastCategoryName, SystemModstamp FROM Opportunity',
    'SELECT Id, OpportunityId, StageName, Amount, CurrencyIsoCode, CloseDate, ForecastCategory, CreatedDate FROM OpportunityHistory',
  ]) {
    const made = await fetch(base, {
      method: 'POST',
      headers,
      body: JSON.stringify({ operation: 'queryAll', query: soql }),
    })
    const { id } = (await made.json()) as { id: string }
    for (let locator: string | null = ''; locator !== null && locator !== 'null'; ) {
      const reply: Response = await fetch(`${base}/${id}/results?maxRecords=50000${locator && `&locator=${locator}`}`, {
        headers,
      })
      for await (const _ of reply.body!);
      locator = reply.headers.get('sforce-locator')
    }
  }
  return (performance.now() - began) / 1000
}

/** A small seeded generator (linear congruential, Numerical Recipes' constants): only spreads the kills about. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
