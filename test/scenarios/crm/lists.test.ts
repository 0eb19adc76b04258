import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { dealSorts } from '#crm/deals/contract.ts'
import { openSmallTeam, type SmallTeam } from './small-team.ts'

let team: SmallTeam
const accounts: Record<string, string> = {}

beforeAll(async () => {
  team = await openSmallTeam()
  const { admin, stages, people } = team
  await sql`insert into company.currency_rate (code, starts_on, rate)
    values ('EUR', '2026-01-01', 1.10), ('EUR', '2026-03-01', 1.20), ('JPY', '2026-01-01', 0.0067)`.execute(
    team.app.workspace.db,
  )
  for (const name of ['Ohlsen', 'Brandt']) {
    accounts[name] = (await admin.call(crmContract.addAccount, { body: { name, country: 'Norway' } })).body.id
  }
  const add = (name: string, more: object) =>
    admin.call(crmContract.addDeal, { body: { name, stageId: stages.offer, ownerId: people.ada, ...more } })
  await add('Pumps', { amountMinor: 100_01, expectedClose: '2026-03-31', accountId: accounts.Ohlsen })
  await add('Valves', { amountMinor: 33_33, currency: 'EUR', expectedClose: '2026-06-30', ownerId: people.bo })
  await add('Seals', { amountMinor: 1000, currency: 'JPY', expectedClose: '2026-02-01', ownerId: people.cleo })
  await add('Rings', { expectedClose: '2026-02-01' })
  await add('Hoses', { amountMinor: 7_00, accountId: accounts.Brandt })
  await add('Bolts', { amountMinor: 5_00, currency: 'GBP', stageId: stages.talks, expectedClose: '2026-05-01' })
  team.at('2026-02-10T10:00:00Z')
  await add('Won in euros', { amountMinor: 200_00, currency: 'EUR', stageId: stages.won, accountId: accounts.Ohlsen })
  team.at('2026-03-02T10:00:00Z')
})
afterAll(() => team.app.close())

async function names(query: object): Promise<string[]> {
  const { body, status } = await team.admin.call(crmContract.listDeals, { query })
  expect(status).toBe(200)
  return body.deals.map((deal) => deal.name)
}

test('sums are per currency as stated, and in the company currency at the rate of the day that counts', async () => {
  const { body } = await team.admin.call(crmContract.dealTotals)
  // Open deals at the rate of today (1.20, 0.0067), the won one at the rate of its close (1.10); no rate for GBP.
  const expected = 100_01 + Math.round(33_33 * 1.2) + Math.round(1000 * 0.0067 * 100) + 7_00 + 200_00 * 1.1
  expect(body.amountMinor).toBe(expected)
  expect(body.byCurrency.toSorted((a, b) => a.currency.localeCompare(b.currency))).toEqual([
    { currency: 'EUR', count: 2, amountMinor: 233_33 },
    { currency: 'GBP', count: 1, amountMinor: 5_00 },
    { currency: 'JPY', count: 1, amountMinor: 1000 },
    { currency: 'USD', count: 2, amountMinor: 107_01 },
  ])
  expect(body).toMatchObject({ count: 7, withoutAmount: 1, undated: { count: 1, amountMinor: 7_00 } })
  expect(body.unconverted).toEqual([{ currency: 'GBP', count: 1, amountMinor: 5_00 }])
})

test('groups add up to the whole', async () => {
  for (const group of ['stage', 'owner'] as const) {
    const { body } = await team.admin.call(crmContract.dealTotals, { query: { group } })
    expect(body.groups.reduce((sum, each) => sum + each.amountMinor, 0)).toBe(body.amountMinor)
    expect(body.groups.reduce((sum, each) => sum + each.count, 0)).toBe(7)
  }
  const { body } = await team.admin.call(crmContract.listDeals, { query: { group: 'stage', sort: 'amount:desc' } })
  expect(body.deals.map((deal) => deal.stageName)).toEqual([...Array(5).fill('Offer'), 'Talks', 'Won'])
})

describe('a list of deals', () => {
  test.each([
    ['stage', () => ({ stage: team.stages.talks }), ['Bolts']],
    ['outcome', () => ({ outcome: 'won,lost' }), ['Won in euros']],
    ['category', () => ({ category: 'commit' }), ['Bolts']],
    ['owner', () => ({ owner: `${team.people.bo},${team.people.cleo}` }), ['Seals', 'Valves']],
    ['manager', () => ({ manager: team.people.nils }), ['Seals']],
    ['account', () => ({ account: accounts.Ohlsen }), ['Pumps', 'Won in euros']],
    ['amount', () => ({ amountFrom: 500, amountTo: 1000 }), ['Bolts', 'Hoses', 'Seals']],
    ['close', () => ({ closeFrom: '2026-03-01', closeTo: '2026-05-31' }), ['Bolts', 'Pumps']],
    ['missing close date', () => ({ missing: 'close date' }), ['Hoses']],
    ['missing amount', () => ({ missing: 'amount' }), ['Rings']],
    ['words in the name', () => ({ search: 'aLve' }), ['Valves']],
    ['words in the account', () => ({ search: 'ohls' }), ['Pumps', 'Won in euros']],
    ['changed since', () => ({ changedSince: '2026-02-01T00:00:00Z' }), ['Won in euros']],
    ['a percent sign is a percent sign', () => ({ search: '%' }), []],
  ])('is narrowed by %s', async (_, query, expected) => {
    expect(await names({ ...query(), sort: 'name:asc' })).toEqual(expected)
    const totals = await team.admin.call(crmContract.dealTotals, { query: query() as object })
    expect(totals.body.count).toBe(expected.length)
  })

  test('is sorted by every column, both ways, and pages follow each other without gap or repeat', async () => {
    for (const column of dealSorts) {
      for (const direction of ['asc', 'desc']) {
        const sort = `${column}:${direction}`
        const whole = await names({ sort })
        expect(whole).toHaveLength(7)
        const pages = [await names({ sort, limit: 4 }), await names({ sort, limit: 4, offset: 4 })]
        expect(pages.flat()).toEqual(whole)
      }
    }
    expect((await names({ sort: 'amount:desc' })).at(-1)).toBe('Rings')
  })

  test('refuses a column that it does not have, and names those it has', async () => {
    const { status, body } = await team.admin.call(crmContract.listDeals, { query: { sort: 'colour:asc' } })
    expect(status).toBe(400)
    expect(body.message).toContain('Sort by one of name, account')
  })
})

describe('accounts', () => {
  test('show the open and won deals one can see', async () => {
    const { body } = await team.admin.call(crmContract.listAccounts, { query: { search: 'ohl' } })
    expect(body).toMatchObject({ total: 1, next: null })
    expect(body.accounts[0]).toMatchObject({
      openDeals: 1,
      openAmountMinor: 100_01,
      wonDeals: 1,
      wonAmountMinor: 220_00,
    })
    const ada = await team.app.as('rep', team.people.cleo)
    const seen = await ada.call(crmContract.accountDetail, { params: { id: accounts.Ohlsen! } })
    expect(seen.body.account).toMatchObject({ openDeals: 0, wonDeals: 0 })
  })

  test('cannot belong to themselves in a circle', async () => {
    const { admin } = team
    const change = (id: string, parentId: string) =>
      admin.call(crmContract.changeAccount, { params: { id }, body: { parentId } })
    expect((await change(accounts.Brandt!, accounts.Ohlsen!)).status).toBe(200)
    const { status, body } = await change(accounts.Ohlsen!, accounts.Brandt!)
    expect([status, body.code]).toEqual([400, 'circle'])
    const detail = await admin.call(crmContract.accountDetail, { params: { id: accounts.Ohlsen! } })
    expect(detail.body.subsidiaries.map((each) => each.name)).toEqual(['Brandt'])
  })
})

describe('stages', () => {
  test('can be renamed, weighted and moved; deals keep what they said', async () => {
    const { admin, stages } = team
    const changed = await admin.call(crmContract.changeStage, {
      params: { id: stages.talks },
      body: { name: 'Final talks', probability: '0.85', position: 1, forecastCategory: 'best case' },
    })
    expect(changed.status).toBe(200)
    const { body } = await admin.call(crmContract.listPipelines)
    expect(body.pipelines[0]?.stages.map(({ name, position, deals }) => [name, position, deals])).toEqual([
      ['Final talks', 1, 1],
      ['Offer', 2, 5],
      ['Won', 3, 1],
      ['Lost', 4, 0],
    ])
    expect(body.pipelines[0]?.stages[0]?.probability).toBe('0.85')
    const deals = await admin.call(crmContract.listDeals, { query: { stage: stages.talks } })
    expect(deals.body.deals[0]?.forecastCategory).toBe('commit')
  })

  test('that share a place, as an import may leave them, are told apart and can be moved', async () => {
    const { admin, app } = team
    await sql`update crm.stage set position = 2 where name in ('Offer', 'Won')`.execute(app.workspace.db)
    const stagesNow = async () => (await admin.call(crmContract.listPipelines)).body.pipelines[0]!.stages
    const standing = await stagesNow()
    expect(standing.map((stage) => stage.position)).toEqual([1, 2, 3, 4])
    const [, second, third] = standing
    await admin.call(crmContract.changeStage, { params: { id: second!.id }, body: { position: 3 } })
    expect((await stagesNow()).map((stage) => stage.id).slice(1, 3)).toEqual([third!.id, second!.id])
    await admin.call(crmContract.changeStage, { params: { id: second!.id }, body: { position: 2 } })
    expect((await stagesNow()).map((stage) => stage.id)).toEqual(standing.map((stage) => stage.id))
  })

  test('a rep cannot change them, and two cannot share a name', async () => {
    const rep = await team.app.as('rep', team.people.ada)
    const change = { params: { id: team.stages.won }, body: { name: 'Offer' } }
    expect((await rep.call(crmContract.changeStage, change)).status).toBe(403)
    expect((await team.admin.call(crmContract.changeStage, change)).body.code).toBe('name-taken')
  })
})
