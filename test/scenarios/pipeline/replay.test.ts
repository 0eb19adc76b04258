import { formatDay, parseDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { peopleContract } from '#company/people/contract.ts'
import { crmContract } from '#crm/contract.ts'
import type { DealVersion } from '#crm/deals/history.ts'
import { stateAsOf } from '#crm/deals/history.ts'
import { pipelineContract } from '#pipeline/contract.ts'
import { openSmallTeam, type SmallTeam } from '../crm/small-team.ts'

/** A small team edits its deals for half a year: on time, late, back and forth, and takes edits back. */
let team: SmallTeam
let versions: Map<string, DealVersion[]>
const first = parseDay('2026-01-03')!
const last = parseDay('2026-06-30')!
const dice = randomFrom(20_261_128)

beforeAll(async () => {
  team = await openSmallTeam()
  await live()
  await peopleMove()
  const { rows } = await sql<DealVersion & { dealId: string }>`select id, deal_id as "dealId", valid_at as "validAt",
    recorded_at as "recordedAt", retracted_at as "retractedAt", name, account_id as "accountId", item_id as "itemId",
    owner_id as "ownerId", stage_id as "stageId", forecast_category as "forecastCategory", amount_minor as "amountMinor",
    amount_basis as "amountBasis", currency, expected_close as "expectedClose", closed_on as "closedOn", import_id as "importId"
    from crm.deal_version`.execute(team.app.workspace.db)
  versions = Map.groupBy(rows, (row) => row.dealId)
}, 120_000)
afterAll(() => team.app.close())

describe('the deals as of a day', () => {
  test('are what a replay of the event log says, as known now and as known then, on any day', async () => {
    for (let round = 0; round < 60; round++) {
      const [day, known] = [dice.day(first - 2, last), dice.day(first - 2, last)]
      const query = { asOf: day, set: 'all' as const, limit: 1000, ...(round % 2 === 1 && { knownOn: known }) }
      const { body } = await team.admin.call(pipelineContract.deals, { query: query as never })
      const told = body.deals.map((deal) => factsOf({ ...deal, forecastCategory: deal.category }, deal.id))
      expect(told.sort(), `as of ${day} known on ${known}`).toEqual(
        replayed(day, round % 2 === 1 ? known : null).sort(),
      )
    }
  })
})

describe('waterfalls', () => {
  test('balance to the cent on every scope, and begin and end with what was open then', async () => {
    const scopes = [{}, ...Object.values(team.people).flatMap((id) => [{ person: id }, { owner: id }])]
    const periods = [
      {},
      { grain: 'month', on: '2026-03-10' },
      { grain: 'quarter', on: '2026-05-01' },
      { closeFrom: '2026-02-10' },
    ]
    for (let round = 0; round < 240; round++) {
      const days = [dice.day(first, last), dice.day(first, last)].sort()
      const query = {
        from: days[0]!,
        to: days[1]!,
        ...dice.one(scopes),
        ...dice.one(periods),
        ...dice.one([{}, { known: 'then' }]),
      }
      const { body } = await team.admin.call(pipelineContract.waterfall, { query: query as never })
      const moved = body.bars.reduce((sum, bar) => sum + bar.amountMinor, 0)
      expect(body.opening.amountMinor + moved, JSON.stringify(query)).toBe(body.closing.amountMinor)
      const { from: _, to, ...rest } = query
      const asOf = { ...rest, asOf: to, measures: 'open,open-amount' }
      const measured = await team.admin.call(pipelineContract.measures, { query: asOf as never })
      expect(measured.body.segments[0]!.values).toEqual({
        open: body.closing.deals,
        'open-amount': body.closing.amountMinor,
      })
    }
  })

  test('have bars that are the sums of the deals they open', async () => {
    const query = { from: '2026-02-01', to: '2026-04-15', grain: 'quarter', on: '2026-03-01' }
    const { body } = await team.admin.call(pipelineContract.waterfall, { query: query as never })
    expect(body.bars.filter(({ deals }) => deals > 0).length).toBeGreaterThan(4)
    for (const { bar, deals, amountMinor } of body.bars) {
      const behind = await team.admin.call(pipelineContract.waterfallDeals, {
        query: { ...query, bar, limit: 500 } as never,
      })
      expect([behind.body.count, behind.body.amountMinor]).toEqual([deals, amountMinor])
      expect(behind.body.steps.reduce((sum, step) => sum + step.amountMinor, 0)).toBe(amountMinor)
    }
  })
})

describe('who sees what', () => {
  test('a rep has no deal of another team in any figure, whatever day, scope or segment is asked for', async () => {
    const cleo = await team.app.as('rep', team.people.cleo)
    const own = new Set(
      [...versions].filter(([, some]) => current(some)?.ownerId === team.people.cleo).map(([id]) => id),
    )
    expect(own.size).toBeGreaterThan(0)
    for (let round = 0; round < 25; round++) {
      const query = {
        asOf: dice.day(first, last),
        set: 'all',
        limit: 1000,
        ...dice.one([{}, { person: team.people.head }, { owner: team.people.ada }]),
      }
      const { body } = await cleo.call(pipelineContract.deals, { query: query as never })
      expect(body.deals.every(({ id }) => own.has(id))).toBe(true)
      const counted = await cleo.call(pipelineContract.measures, {
        query: { ...query, measures: 'deals', by: 'owner,stage' } as never,
      })
      expect(counted.body.segments.reduce((sum, { values }) => sum + values.deals!, 0)).toBe(body.count)
    }
    expect((await (await team.app.as('supply-planner')).call(pipelineContract.deals, {})).status).toBe(403)
  })

  test('a deal that is edited is counted anew at once', async () => {
    const ask = () => team.admin.call(pipelineContract.measures, { query: { measures: 'open,open-amount' } as never })
    const before = (await ask()).body.segments[0]!.values
    await team.admin.call(crmContract.addDeal, {
      body: { name: 'News', stageId: team.stages.offer, amountMinor: 77_00 },
    })
    const after = (await ask()).body.segments[0]!.values
    expect([after.open! - before.open!, after['open-amount']! - before['open-amount']!]).toEqual([1, 77_00])
  })
})

/** Days pass; on most of them somebody adds or edits a deal. */
async function live(): Promise<void> {
  const owners = [team.people.ada, team.people.bo, team.people.cleo, team.people.mona, null]
  const ids: string[] = []
  for (let day = first; day <= last; day += dice.whole(1, 2)) {
    team.at(`${formatDay(day)}T${String(dice.whole(8, 17)).padStart(2, '0')}:00:00Z`)
    if (dice.whole(0, 2) === 0 || ids.length < 3) ids.push(await added(day, owners))
    await edited(dice.one(ids), { day, owners })
    if (dice.whole(0, 5) === 0) await tookBack(dice.one(ids))
  }
  team.at('2026-07-01T09:00:00Z')
}

async function added(day: number, owners: (string | null)[]): Promise<string> {
  const { body } = await team.admin.call(crmContract.addDeal, {
    body: {
      name: `Deal of ${formatDay(day)}`,
      stageId: dice.one([team.stages.offer, team.stages.talks]),
      ownerId: dice.one(owners),
      amountMinor: dice.one([null, dice.whole(100_00, 9_000_00)]),
      expectedClose: dice.one([null, formatDay(day + dice.whole(-5, 120))]),
    },
  })
  return body.deal!.id
}

async function edited(id: string, { day, owners }: { day: number; owners: (string | null)[] }): Promise<void> {
  const seen = await team.admin.call(crmContract.dealDetail, { params: { id } })
  const changes = dice.one([
    { amountMinor: dice.whole(100_00, 9_000_00) },
    { expectedClose: dice.one([null, formatDay(day + dice.whole(-20, 120))]) },
    { stageId: dice.one(Object.values(team.stages)) },
    { ownerId: dice.one(owners) },
    { forecastCategory: dice.one(['omitted', 'commit', 'best case'] as const) },
    { currency: 'USD', amountMinor: null },
  ])
  const validOn = dice.whole(0, 2) === 0 ? { validOn: formatDay(day - dice.whole(0, 40)) } : {}
  await team.admin.call(crmContract.changeDeal, {
    params: { id },
    body: { changedAt: seen.body.deal.changedAt, changes, ...validOn },
  })
}

async function tookBack(id: string): Promise<void> {
  const { body } = await team.admin.call(crmContract.dealDetail, { params: { id } })
  const newest = body.history.find(({ canUndo }) => canUndo)
  if (!newest || body.history.length < 2) return
  await team.admin.call(crmContract.undoDealEdit, { params: { id }, body: { recordedAt: newest.recordedAt } })
}

/** Ada goes from Mona's team to Nils' in mid-quarter. */
async function peopleMove(): Promise<void> {
  await team.admin.call(peopleContract.setManager, {
    params: { id: team.people.ada },
    body: { managerId: team.people.nils, from: '2026-05-15' },
  } as never)
}

function replayed(day: string, known: string | null): string[] {
  const validBy = `${day}T23:59:59.999Z`
  const knownBy = known === null ? '9999-12-31T00:00:00Z' : `${known}T23:59:59.999Z`
  return [...versions].flatMap(([id, some]) => {
    const state = stateAsOf(some, { validBy, knownBy })
    return state ? [factsOf(state, id)] : []
  })
}

function factsOf(
  facts: Pick<DealVersion, 'ownerId' | 'stageId' | 'forecastCategory' | 'amountMinor' | 'expectedClose' | 'closedOn'>,
  id: string,
): string {
  const { ownerId, stageId, forecastCategory, amountMinor, expectedClose, closedOn } = facts
  return JSON.stringify([id, ownerId, stageId, forecastCategory, amountMinor, expectedClose, closedOn])
}

function current(some: DealVersion[]): DealVersion | null {
  return stateAsOf(some, { validBy: '9999-12-31T00:00:00Z', knownBy: '9999-12-31T00:00:00Z' })
}

function randomFrom(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    whole,
    one: <T>(some: readonly T[]): T => some[whole(0, some.length - 1)]!,
    day: (from: number, to: number) => formatDay(whole(from, to)),
  }
}
