import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { addConnection, askForSync } from '#integrations/connections/change.tx.ts'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { systemActor, type Work } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'

/** A database and the folder of its files. */
export type Place = { url: string; filesDir: string }
export type Kind = 'salesforce' | 'hubspot'
export type Took = { seconds: number; cpuSeconds: number; peakMegabytes: number }

/** A reading that got through is asked for in full again, so that each kill falls into one. */
export async function readAnew(url: string): Promise<void> {
  const { rows } = await query<{ id: string }>(url, 'select id from integrations.connection')
  await withWork({ url, filesDir: '' }, (work) => askForSync(work, { id: rows[0]!.id, mode: 'full' }))
}

/** What an org tells of itself: sums of deals and of their products in cents. */
type Told = { address: string; cents: string; lineCents: string }

/** Opens an org of that size in a process of its own. */
export async function openOrg(of: {
  deals: number
  changes: number
  kind?: Kind
  /** Products of each deal. */
  lines?: number
}): Promise<{ child: ChildProcess } & Told> {
  const child = fork(join(import.meta.dirname, `${of.kind ?? 'salesforce'}-org.ts`), [
    String(of.deals),
    String(of.changes),
    String(of.lines ?? 0),
  ])
  const [told] = (await once(child, 'message')) as [Omit<Told, 'lineCents'> & Partial<Told>]
  const said = { lineCents: '0', ...told }
  return { child, ...said }
}

/** Connects it; the first reading is asked for. */
export async function connect(place: Place, address: string, kind: Kind = 'salesforce'): Promise<string> {
  await query(
    place.url,
    `insert into auth."user" (id, name, email, role) values ('00000000-0000-4000-8000-000000000001', 'Bench', 'bench@example.com', 'owner')`,
  )
  const userId = '00000000-0000-4000-8000-000000000001'
  const access = kind === 'hubspot' ? { accessToken: 'bench' } : { clientSecret: 'bench' }
  const given = { name: 'Org', kind, address, pipeline: 'Sales', clientId: 'bench', access }
  const { id } = await withWork(place, (work) => addConnection(work, { ...given, userId, begin: true }))
  return id
}

/** Asks for another reading and carries it out. */
export async function again(place: Place, id: string, mode: 'full' | 'sync'): Promise<Took> {
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

/** A reading in a process of its own, to be waited for or killed. */
export function syncing({ url, filesDir }: Place): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'salesforce-sync.ts'), url, filesDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** A reading that has to end well. */
export async function sync(place: Place): Promise<Took> {
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

export type Counts = {
  deals: number
  versions: number
  cents: string
  doubled: number
  lines: number
  lineCents: string
}

/** What is here: deals, versions that stand, the sum of amounts, versions that stand twice. */
export async function countsIn(url: string): Promise<Counts> {
  const { rows } = await query<Counts>(
    url,
    `select (select count(*)::int from crm.deal where ended_at is null) as deals,
      (select count(*)::int from crm.deal_version where retracted_at is null) as versions,
      (select sum(amount_minor)::text from crm.deal where ended_at is null) as cents,
      (select count(*)::int from (select deal_id, valid_at from crm.deal_version where retracted_at is null group by 1, 2 having count(*) > 1) d) as doubled,
      (select count(*)::int from crm.deal_line where ended_at is null) as lines,
      (select coalesce(sum(amount_minor), 0)::text from crm.deal_line where ended_at is null) as "lineCents"`,
  )
  return rows[0]!
}

/** Fails unless what is here is what the org holds. */
export function mustBe(when: string, found: Counts, wanted: Counts): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`${when}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`)
}

/** One question to the database. */
export async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<pg.QueryResult<Row>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query<Row>(text)
  } finally {
    await client.end()
  }
}

/** Seconds in which the same records come over the wire and are thrown away. */
export async function downloadAlone(address: string): Promise<number> {
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

/** Seconds in which all deals with their history come from HubSpot page by page and are thrown away. */
export async function listAlone(address: string): Promise<number> {
  const began = performance.now()
  const wanted = 'properties=dealname,dealstage,amount&propertiesWithHistory=dealstage,amount,closedate&limit=50'
  for (let after = '0'; after !== ''; ) {
    const reply = await fetch(`${address}/crm/v3/objects/deals?${wanted}&after=${after}`)
    const page = (await reply.json()) as { paging?: { next: { after: string } } }
    after = page.paging?.next.after ?? ''
  }
  return (performance.now() - began) / 1000
}
