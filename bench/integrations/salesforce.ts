import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '#platform/db/embedded/server.ts'
import { migrate } from '#platform/db/migrate.ts'
import {
  again,
  connect,
  countsIn,
  downloadAlone,
  type Kind,
  listAlone,
  mustBe,
  openOrg,
  type Place,
  query,
  readAnew,
  sync,
  syncing,
  type Took,
} from './salesforce-place.ts'

/** How large the org is; the one that is killed at is smaller, so that fifty readings fit into minutes. */
export type Size = { deals: number; lines: number; kills: number; killDeals: number }
const asIs: Size = {
  deals: Number(process.env.DEALS ?? 100_000),
  lines: 0,
  kills: Number(process.env.KILLS ?? 50),
  killDeals: Number(process.env.KILL_DEALS ?? 5_000),
}
const changes = 10
const changedDeals = 500
const limits = { seconds: 120, megabytes: 400, syncSeconds: 5 }

/**
 * Reads a large org from the fake Salesforce, then again, then after 500 changes; then kills the reading of a smaller org
 * with kill -9 at random moments. Counts and sums must be those of the org. The baseline is the download of the same
 * records alone, without anything being done with them.
 */
export function run(): Promise<string> {
  return readingOf('salesforce')
}

/** The same of either CRM, of any size. */
export async function readingOf(kind: Kind, size: Size = asIs): Promise<string> {
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
    const speed = await measureSpeed(await place('large'), kind, size)
    const crash = await measureCrashes(await place('killed'), kind, size)
    return [...speed, '', ...crash].join('\n')
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function measureSpeed(place: Place, kind: Kind, { deals, lines }: Size): Promise<string[]> {
  const org = await openOrg({ deals, changes, kind, lines })
  try {
    const alone = await (kind === 'hubspot' ? listAlone(org.address) : downloadAlone(org.address))
    const connectionId = await connect(place, org.address, kind)
    const first = await sync(place)
    const kept = await countsIn(place.url)
    const loads = await loadSeconds(place.url)
    const full = await again(place, connectionId, 'full')
    const after = await countsIn(place.url)
    org.child.send({ change: changedDeals, at: new Date().toISOString() })
    await once(org.child, 'message')
    const few = await again(place, connectionId, 'sync')
    const last = await countsIn(place.url)
    const wanted = {
      deals,
      versions: deals * changes,
      cents: org.cents,
      doubled: 0,
      lines: deals * lines,
      lineCents: org.lineCents,
    }
    mustBe('after the first reading', kept, wanted)
    mustBe('after the second reading', after, wanted)
    if (last.versions !== wanted.versions + changedDeals) throw new Error(`500 changes left ${last.versions} versions.`)
    const line = (what: string, { seconds, cpuSeconds, peakMegabytes }: Took, bar: string) =>
      `| ${what} | ${seconds.toFixed(1)} s | ${cpuSeconds.toFixed(1)} s | ${Math.round(peakMegabytes)} MB | ${bar} |`
    return [
      `${deals.toLocaleString('en')} deals with ${changes} changes each. All deals, versions, products and the sums to the cent are those of the org: ${kept.deals} deals, ${kept.versions} versions, 0 doubled, ${kept.lines} products, after the second reading too.`,
      '',
      '| | took | CPU of the reading process | its peak memory | bar |',
      '|---|---|---|---|---|',
      `| the same download alone, thrown away | ${alone.toFixed(1)} s | | | |`,
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

async function measureCrashes(place: Place, kind: Kind, { killDeals, kills, lines }: Size): Promise<string[]> {
  const org = await openOrg({ deals: killDeals, changes, kind, lines })
  try {
    const connectionId = await connect(place, org.address, kind)
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
    await again(place, connectionId, 'sync')
    mustBe(`after ${killed} kills`, await countsIn(place.url), {
      deals: killDeals,
      versions: killDeals * changes,
      cents: org.cents,
      doubled: 0,
      lines: killDeals * lines,
      lineCents: org.lineCents,
    })
    return [
      `kill -9 of the reading process at ${killed} random moments, ${killDeals.toLocaleString('en')} deals with ${changes} changes each (asked for in full again whenever a reading got through): 0 lost, 0 doubled.`,
    ]
  } finally {
    org.child.kill()
  }
}

/** A small seeded generator (linear congruential, Numerical Recipes' constants): only spreads the kills about. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
