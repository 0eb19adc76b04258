import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Cursor, unread } from '#integrations/connections/cursor.ts'
import { nothingChosen } from '#integrations/connections/linked.ts'
import { readToDisk } from '#integrations/connections/read-object.io.ts'
import { openSalesforce } from '#integrations/connections/salesforce/source.io.ts'
import { type FakeTable, heldTable, openFakeSalesforce } from '../../fakes/salesforce.ts'
import { idOf, opportunityFields, orgStages, stageFields } from '../../fakes/salesforce-org.ts'

const deals: FakeTable = {
  fields: opportunityFields,
  size: () => 2_500,
  at: (nth) => ({
    Id: idOf('006', nth),
    Name: `Deal "${nth}",\nwith a line break`,
    StageName: 'Proposal',
    CloseDate: '2026-12-31',
    CreatedDate: '2026-01-01T00:00:00.000Z',
    SystemModstamp: '2026-01-02T00:00:00.000Z',
    IsDeleted: false,
  }),
}
const fake = await openFakeSalesforce({
  tables: { Opportunity: deals, OpportunityStage: heldTable(orgStages(), stageFields) },
  clientSecret: 's',
  partSize: 1_000,
})
const folder = await mkdtemp(join(tmpdir(), 'drumbeat-bulk-'))
const linked = {
  ...nothingChosen,
  chosen: [],
  id: '',
  name: '',
  kind: 'salesforce' as const,
  address: fake.address,
  clientId: 'a',
  pipeline: 'Sales',
}
const around = {
  publicUrl: 'http://127.0.0.1',
  stages: [],
  currency: 'EUR',
  timeZone: 'UTC',
  today: '2026-11-02',
  here: {
    stock: async () => [],
    recipes: async () => [],
    items: async () => ({ byProduct: new Map(), byCode: new Map(), names: new Set<string>() }),
    quotas: () => Promise.reject(new Error('No quotas are read.')),
  },
  isFiscal: () => true,
  now: () => new Date('2026-11-02T09:00:00Z'),
}
afterAll(async () => {
  await fake.close()
  await rm(folder, { recursive: true })
})

test('a first reading by the Bulk API goes on behind the last part on disk, and begins anew where the job is gone', async () => {
  let kept: Cursor = unread
  let parts = 0
  const stop = new AbortController()
  fake.odd.beforePart = () => {
    if (++parts === 3) stop.abort(new Error('killed'))
  }
  const keepDownload = async (download: NonNullable<Cursor['download']>) => {
    kept = { ...unread, download }
  }
  await expect(read({ cursor: unread, keepDownload, signal: stop.signal })).rejects.toThrow('killed')
  expect(kept.download).toMatchObject({ rows: 2_000 })
  fake.calls.length = 0
  await expectAll(await read({ cursor: kept, keepDownload }))
  expect(fake.calls.filter((call) => call.endsWith('/results'))).toHaveLength(1)
  await expectAll(
    await read({
      cursor: { ...kept, download: { ...kept.download!, resume: '{"job":"750x","locator":"MQ=="}' } },
      keepDownload,
    }),
  )
})

async function read({
  cursor,
  keepDownload,
  signal = new AbortController().signal,
}: Pick<Parameters<typeof readToDisk>[0], 'cursor' | 'keepDownload'> & { signal?: AbortSignal }) {
  const opened = await openSalesforce({ ...linked, access: { clientSecret: 's' } }, { ...around, signal })
  const reader = opened.readers.find(({ is }) => is === 'deals')!
  const sift = async (rows: Parameters<Parameters<typeof readToDisk>[0]['sift']>[0]) => ({
    keep: rows,
    skipped: 0,
    aside: [],
  })
  const disk = await readToDisk({
    reader,
    cursor,
    keepDownload,
    sift,
    path: join(folder, 'deals.csv'),
    now: opened.now,
    leftOut: new Set(),
    progress: async () => undefined,
  })
  return { disk, mapping: reader.mapping() }
}

async function expectAll({ disk, mapping }: Awaited<ReturnType<typeof read>>): Promise<void> {
  const ids = (await readFile(disk.path, 'utf8')).match(/^006\d+AAA/gm)
  expect([disk.rows, ids?.length, new Set(ids).size]).toEqual([2_500, 2_500, 2_500])
  expect(mapping.stages.map(({ value }) => value)).toContain('Proposal')
}
