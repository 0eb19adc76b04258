import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tableFinder } from '#platform/db/reads/changes.sql.ts'
import { readsOf } from '#platform/db/reads/noted.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'
import { type Mounted, mountedEndpoints, valueFor } from './mounted.ts'

/** Every question the API can be asked about the demo company, one choice at a time; replies are held against the contract. */
const clock = () => new Date('2026-10-15T09:00:00Z')
const besides = ['/api/events', '/api/settings/backup']
const madeUp = '0190a000-0000-7000-8000-000000000001'

let app: TestApp
let owners: Caller[]
let sent = 0
let reads: Mounted[]
const ids = new Map<string, string | undefined>()

beforeAll(async () => {
  app = await openTestApp({ clock, demo: { size: smallDemo } })
  owners = await Promise.all(Array.from({ length: 12 }, () => app.as('owner')))
  reads = (await mountedEndpoints(app)).filter(({ method, path }) => method === 'GET' && !besides.includes(path))
})
afterAll(() => app.close())

test('every choice of every query is answered as its contract says, or refused with words; every table read is noted', async () => {
  const faults: string[] = []
  const before = await scansOf()
  let answered = 0
  const { reads: noted } = await readsOf(async () => {
    for (const endpoint of reads) {
      const path = await withIds(endpoint.path)
      for (const query of queriesOf(endpoint)) {
        const { status, text } = await ask(`${path}?${query}`)
        if (status === 200) answered++
        else if (status >= 500 || status === 429) faults.push(`${path}?${query} -> ${status} ${text.slice(0, 300)}`)
      }
    }
  })
  expect(faults).toEqual([])
  expect(answered).toBeGreaterThan(reads.length)
  // PostgreSQL's own count of scans: a table behind a view or function that nobody noted would give old answers again.
  const find = tableFinder(app.workspace.db)
  const behind = await Promise.all([...noted].map(async (name) => (await find([name])) ?? [name]))
  const tables = new Set(behind.flat())
  const scanned = [...(await scansOf())].flatMap(([name, scans]) => (scans > (before.get(name) ?? 0) ? [name] : []))
  expect(scanned.length).toBeGreaterThan(50)
  expect(scanned.filter((name) => !tables.has(name))).toEqual([])
})

async function scansOf(): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; scans: number }>`
    select schemaname || '.' || relname as name, coalesce(seq_scan, 0) + coalesce(idx_scan, 0) as scans
    from pg_stat_user_tables where schemaname <> 'pgboss' and relname not like 'table\\_change%'`.execute(
    app.workspace.db,
  )
  return new Map(rows.map(({ name, scans }) => [name, scans]))
}

test('every list that goes on by a cursor is walked without a row twice or not at all', async () => {
  let walked = 0
  const reader = await app.as('owner')
  const read = async (path: string) => (await reader.fetch(path)).json()
  for (const endpoint of reads.filter(({ pages }) => pages)) {
    const path = await withIds(endpoint.path)
    const [needed] = queriesOf(endpoint)
    const at = (more: string) => `${path}?${new URLSearchParams(needed)}&${more}`
    const whole = await read(at('limit=7&cursor='))
    if ('code' in whole) continue
    const [list = '', rows] = Object.entries(whole).find(([, value]) => Array.isArray(value)) as [string, unknown[]]
    const got: unknown[] = []
    for (let cursor: string | null = ''; cursor !== null && got.length < rows.length; ) {
      const page = await read(at(`limit=3&cursor=${cursor}`))
      got.push(...page[list])
      cursor = page.nextCursor
    }
    expect([path, got.slice(0, 7)]).toEqual([path, rows])
    if (rows.length > 3) walked++
  }
  expect(walked).toBeGreaterThan(20)
})

/** What is needed alone, then with each choice of each further part, then with all parts at once. */
function queriesOf({ query }: Mounted): URLSearchParams[] {
  const needed = query.filter(({ required }) => required).map(({ name, schema }) => [name, sample(name, schema)])
  const choices = query
    .filter(({ required }) => !required)
    .map(({ name, schema }) => choicesOf(name, schema).map((value) => [name, value]))
  const single = choices.flat().map((choice) => [...needed, choice])
  const together = [...needed, ...choices.flatMap((some) => some.slice(0, 1))]
  return [needed, ...single, together].map((parts) => new URLSearchParams(parts as [string, string][]))
}

function choicesOf(name: string, schema: Record<string, unknown>): string[] {
  const variants = (schema.anyOf ?? schema.oneOf) as Record<string, unknown>[] | undefined
  if (variants) return variants.flatMap((each) => choicesOf(name, each))
  if (Array.isArray(schema.enum)) return schema.enum.map(String)
  if (schema.type === 'boolean') return ['true', 'false']
  return [sample(name, schema)]
}

function sample(name: string, schema: Record<string, unknown>): string {
  const text = /known|at$/i.test(name) ? '2026-09-30' : 'a'
  return String(valueFor(schema, { text, number: 3, day: '2026-09-30', id: madeUp }))
}

/** Fills ids of a path with those of the list that stands before them, so that a thing which is there is read. */
async function withIds(path: string): Promise<string> {
  const at = path.indexOf('/{')
  if (at < 0) return path
  const list = path.slice(0, at)
  if (!ids.has(list)) ids.set(list, await firstIdOf(list))
  return path.replace(/\{\w+\}/g, ids.get(list) ?? madeUp)
}

async function firstIdOf(list: string): Promise<string | undefined> {
  if (!reads.some(({ path }) => path === list)) return undefined
  const { status, text } = await ask(list)
  return status === 200 ? /"(?:id|key|code)":"([^"]+)"/.exec(text)?.[1] : undefined
}

async function ask(path: string): Promise<{ status: number; text: string }> {
  const response = await owners[sent++ % owners.length]!.fetch(path, {})
  return { status: response.status, text: await response.text() }
}
