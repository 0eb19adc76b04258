import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { pipelineContract } from '#pipeline/contract.ts'
import { openSmallTeam, type SmallTeam } from '../crm/small-team.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'

/** Whatever is wrong with deals or with their people is listed with deals and money, and stays in every total. */
let team: SmallTeam

const file = `Deal id,Deal name,Deal owner,Account,Stage,Amount,Currency,Created date,Close date
G1,good,Ada Rep,Acme,Offer,1,USD,2026-01-05,2026-06-01
B1,overdue,Ada Rep,Acme,Offer,2,USD,2026-01-05,2026-02-01
B2,never created,Ada Rep,Acme,Offer,4,USD,,2026-06-01
B3,closed before,Ada Rep,Acme,Won,8,USD,2026-02-20,2026-02-10
B4,closed ahead,Ada Rep,Acme,Won,16,USD,2026-01-05,2026-02-12
B5,dayless,Ada Rep,Acme,Won,32,USD,2026-01-05,2026-02-11
B6,foreign,Ada Rep,Acme,Offer,64,NOK,2026-01-05,2026-06-01
B7,of nobody in particular,Ada Rep,,Offer,128,USD,2026-01-05,2026-06-01
B8,deserted,Leif Left,Acme,Offer,256,USD,2026-01-05,2026-06-01
B9,loner's,Lone Wolf,Acme,Offer,512,USD,2026-01-05,2026-06-01
B10,mover's,Mo Mover,Acme,Offer,1024,USD,2026-01-05,2026-06-01
B11,circular,Ouro Boros,Acme,Offer,2048,USD,2026-01-05,2026-06-01
B12,reopened,Ada Rep,Acme,Offer,4096,USD,2026-01-05,2026-06-01`

beforeAll(async () => {
  team = await openSmallTeam()
  const { app, people, at } = team
  const { db } = app.workspace
  at('2026-02-25T09:00:00Z')
  await drop(app.work, { paths: await written({ 'deals.csv': file }), acceptMends: true })
  const idOf = async (name: string) =>
    (await sql<{ id: string }>`select id from company.person where name = ${name}`.execute(db)).rows[0]!.id
  const line = (person: string, manager: string, { from, until }: { from: string; until: string | null }) =>
    sql`insert into company.reporting_line (id, person_id, manager_id, starts_on, ends_on)
      values (gen_random_uuid(), ${person}, ${manager}, ${from}, ${until})`.execute(db)
  const [leif, mo, ouro] = [await idOf('Leif Left'), await idOf('Mo Mover'), await idOf('Ouro Boros')]
  await sql`update company.person set left_on = '2026-02-01' where id = ${leif}`.execute(db)
  await line(leif, people.mona, { from: '2025-01-01', until: null })
  await line(mo, people.mona, { from: '2025-01-01', until: '2026-02-15' })
  await line(mo, people.nils, { from: '2026-02-15', until: null })
  const { rows } = await sql<{
    id: string
  }>`insert into company.person (id, name) values (gen_random_uuid(), 'Boros Ouro') returning id`.execute(db)
  await line(ouro, rows[0]!.id, { from: '2025-01-01', until: null })
  await line(rows[0]!.id, ouro, { from: '2025-01-01', until: null })
  await sql`update crm.deal_version set closed_on = null where name = 'dayless'`.execute(db)
  await sql`update crm.deal_version set closed_on = '2026-05-01' where name = 'closed ahead' and closed_on is not null`.execute(
    db,
  )
  await goes('2026-02-26', { stageId: team.stages.lost })
  await goes('2026-02-27', { stageId: team.stages.offer })
  at('2026-03-10T09:00:00Z')
})
afterAll(() => team.app.close())

async function goes(day: string, changes: { stageId: string }) {
  team.at(`${day}T09:00:00Z`)
  const { body } = await team.admin.call(crmContract.listDeals, { query: { search: 'reopened' } as never })
  const { id, changedAt } = body.deals[0]!
  const done = await team.admin.call(crmContract.changeDeal, { params: { id }, body: { changedAt, changes } })
  expect(done.status).toBe(200)
}

test('each fault is listed with its deals and its money, and opens them', async () => {
  const { body } = await team.admin.call(pipelineContract.quality, {})
  const told = Object.fromEntries(body.kinds.map(({ kind, deals, amountMinor }) => [kind, [deals, amountMinor]]))
  expect(told).toEqual({
    'close-passed': [1, 2_00],
    'no-created': [1, 4_00],
    'closed-before-created': [1, 8_00],
    'closed-ahead': [1, 16_00],
    'closed-without-day': [1, 32_00],
    'no-rate': [1, 0],
    'no-account': [1, 128_00],
    'owner-left': [1, 256_00],
    'owner-outside': [1, 512_00],
    'owner-moved': [1, 1024_00],
    'owner-in-circle': [1, 2048_00],
    reopened: [1, 4096_00],
  })
  expect(body.kinds.find(({ kind }) => kind === 'no-rate')!.unconverted).toEqual([
    { currency: 'NOK', deals: 1, amountMinor: 64_00 },
  ])
  const opened: string[] = []
  for (const { kind } of body.kinds) {
    const { body: behind } = await team.admin.call(pipelineContract.deals, { query: { fault: kind } as never })
    expect(behind.count, kind).toBe(1)
    opened.push(behind.deals[0]!.name)
  }
  expect(opened).not.toContain('good')
})

test('an amount beyond all measure stays out, by API and by file: it would take every sum with it', async () => {
  const body = { name: 'slip', stageId: team.stages.offer, amountMinor: 9e15 }
  const { status, body: said } = await team.admin.call(crmContract.addDeal, { body })
  expect([status, JSON.stringify(said)]).toEqual([400, expect.stringContaining('fourteen digits')])
  const paths = await written({ 'slip.csv': 'Deal id,Deal name,Stage,Amount\nS1,slip,Offer,9999999999999.00' })
  const [record] = await drop(team.app.work, { paths, acceptMends: true })
  const stopped = record!.report!.groups.filter(({ severity }) => severity === 'stop')
  expect(stopped).toMatchObject([{ kind: 'number too large', column: 'Amount', rows: 1 }])
})

test('none of them leaves a total: open and won are all there, what has no rate apart', async () => {
  const query = { measures: 'open,open-amount,won,won-amount' } as never
  const { body } = await team.admin.call(pipelineContract.measures, { query })
  const open = 1 + 2 + 4 + 128 + 256 + 512 + 1024 + 2048 + 4096
  expect(body.whole).toMatchObject({ open: 10, 'open-amount': open * 100 })
  const owners = await team.admin.call(pipelineContract.measures, {
    query: { measures: 'open-amount', by: 'owner' } as never,
  })
  const parts = owners.body.segments.map(({ values }) => values['open-amount']!)
  expect(parts.reduce((sum, each) => sum + each, 0)).toBe(open * 100)
})
