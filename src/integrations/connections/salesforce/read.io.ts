import { setTimeout as pause } from 'node:timers/promises'
import type { Api } from '../api.io.ts'
import { csvCutter } from '../cells.ts'
import { type Batch, LostPlace, type Row } from '../source.ts'
import { ask, type SalesforceObject, soql } from './objects.ts'
import type { RowMaker, SalesforceRecord } from './rows.ts'

/** First readings of more rows than this go through the Bulk API. */
const fewRows = 2_000
const rowsAtOnce = 50_000
const idsAtOnce = 200

/** How one object is read: its fields as far as the org shows them, and how its records become rows. */
export type Reading = { of: SalesforceObject; fields: readonly string[]; maker: RowMaker; signal: AbortSignal }

/** Rows touched since, by the REST API; all rows by the Bulk API where there are many. */
export async function* readObject(
  api: Api,
  reading: Reading,
  { since, resume }: { since: string | null; resume: string | null },
): AsyncGenerator<Batch> {
  const { of, fields } = reading
  const query = soql(of, { fields, since })
  if (!resume && (since !== null || (await isSmall(api, of)))) yield* paged(api, reading, query)
  else yield* inBulk(api, reading, { query, resume })
}

/** The rows of these ids, or of these deals. */
export async function* readIds(
  api: Api,
  reading: Reading,
  { ids, by = 'ids' }: { ids: readonly string[]; by?: 'ids' | 'deals' },
): AsyncGenerator<Batch> {
  const { of, fields } = reading
  for (let at = 0; at < ids.length; at += idsAtOnce)
    yield* paged(api, reading, soql(of, { fields, [by]: ids.slice(at, at + idsAtOnce) }))
}

async function isSmall(api: Api, { object }: SalesforceObject): Promise<boolean> {
  const query = encodeURIComponent(ask(object, ['COUNT()']))
  return (await api.get<{ totalSize: number }>(`/queryAll?q=${query}`)).totalSize <= fewRows
}

/** All records of a small query. */
export async function recordsOf<Record>(api: Api, query: string): Promise<Record[]> {
  const all: Record[] = []
  for await (const records of pages(api, `/query?q=${encodeURIComponent(query)}`)) all.push(...(records as Record[]))
  return all
}

type Page = { records: SalesforceRecord[]; done: boolean; nextRecordsUrl?: string }

async function* paged(api: Api, { maker }: Reading, query: string): AsyncGenerator<Batch> {
  for await (const records of pages(api, `/queryAll?q=${encodeURIComponent(query)}`))
    yield { rows: records.map(maker.ofRecord) }
}

async function* pages(api: Api, first: string): AsyncGenerator<SalesforceRecord[]> {
  for (let path: string | undefined = first; path; ) {
    const page: Page = await api.get<Page>(path)
    yield page.records
    path = page.done ? undefined : page.nextRecordsUrl
  }
}

type Job = {
  id: string
  state: 'UploadComplete' | 'InProgress' | 'Aborted' | 'JobComplete' | 'Failed'
  errorMessage?: string
}

/** A place in the results of a job: what comes next, after a crash too. */
type Place = { job: string; locator: string | null }

async function* inBulk(
  api: Api,
  reading: Reading,
  { query, resume }: { query: string; resume: string | null },
): AsyncGenerator<Batch> {
  const place: Place = resume ? (JSON.parse(resume) as Place) : await startJob(api, reading, query)
  let locator = place.locator
  do {
    const params = new URLSearchParams({ maxRecords: String(rowsAtOnce), ...(locator && { locator }) })
    const reply = await api.open(`/jobs/query/${place.job}/results?${params}`)
    yield* csvBatches(reply.body, reading)
    const next = reply.headers['sforce-locator']
    locator = typeof next === 'string' && next !== 'null' && next !== '' ? next : null
    if (locator) yield { rows: [], resume: JSON.stringify({ job: place.job, locator } satisfies Place) }
  } while (locator)
}

async function startJob(api: Api, { signal }: Reading, query: string): Promise<Place> {
  const { id } = await api.post<Job>('/jobs/query', { operation: 'queryAll', query })
  for (let nth = 0; ; nth++) {
    const { state, errorMessage } = await api.get<Job>(`/jobs/query/${id}`)
    if (state === 'JobComplete') return { job: id, locator: null }
    if (state === 'Failed' || state === 'Aborted')
      throw new LostPlace(`Salesforce ended the query job: ${errorMessage ?? state}.`)
    await pause(Math.min(5_000, 100 * 2 ** nth), undefined, { signal })
  }
}

async function* csvBatches(body: AsyncIterable<Buffer>, { fields, of, maker }: Reading): AsyncGenerator<Batch> {
  const cutter = csvCutter()
  const decoder = new TextDecoder('utf-8')
  // Only the first part of the results is sure to say its header.
  let toRow = maker.ofCsv(fields.includes(of.stamp) ? fields : [...fields, of.stamp])
  let isFirst = true
  function rowsOf(cut: string[][]): Row[] {
    const head = isFirst ? cut[0] : undefined
    if (cut.length > 0) isFirst = false
    if (!head?.includes('Id')) return cut.map(toRow)
    toRow = maker.ofCsv(head)
    return cut.slice(1).map(toRow)
  }
  for await (const part of body) yield { rows: rowsOf(cutter.push(decoder.decode(part, { stream: true }))) }
  yield { rows: rowsOf(cutter.push(decoder.decode())) }
  yield { rows: rowsOf(cutter.end()) }
}
