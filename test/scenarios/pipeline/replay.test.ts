import { formatDay, parseDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { peopleContract } from '#company/people/contract.ts'
import { crmContract } from '#crm/contract.ts'
import type { DealVersion } from '#crm/deals/history.ts'
import { stateAsOf } from '#crm/deals/history.ts'
import { goalsContract } from '#goals/contract.ts'
import { incentivesContract } from '#goals/incentives/contract.ts'
import { pipelineContract } from '#pipeline/contract.ts'
import { type CurrentHistory, markedHistory } from '#pipeline/history/current.sql.ts'
import { keepHistory } from '#pipeline/history/kept/keep.tx.ts'
import { keptHead } from '#pipeline/history/kept/kept.sql.ts'
import { openDatabase } from '#platform/db/pool.ts'
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

test('a shared deal counts with each part where its people are, once in every sum, as in attainment', async () => {
  const { people, stages, admin } = team
  const ask = async (query: object) => {
    const { body } = await admin.call(pipelineContract.measures, {
      query: { measures: 'open,open-amount', grain: 'quarter', on: '2026-07-01', ...query } as never,
    })
    return body
  }
  const amounts = async () => {
    const byOwner = (await ask({ by: 'owner' })).segments
    const of = (key: string) => byOwner.find(({ keys }) => keys[0] === key)?.values['open-amount'] ?? 0
    const below = async (person: string) => (await ask({ person })).whole['open-amount']!
    const whole = (await ask({})).whole['open-amount']!
    expect(byOwner.reduce((sum, { values }) => sum + values['open-amount']!, 0)).toBe(whole)
    return [
      of(people.ada),
      of(people.bo),
      await below(people.mona),
      await below(people.nils),
      await below(people.head),
      whole,
    ]
  }
  const before = await amounts()
  const { body } = await admin.call(crmContract.addDeal, {
    body: {
      ...{ name: 'Shared', stageId: stages.offer, ownerId: people.ada, amountMinor: 100_01 },
      expectedClose: '2026-09-30',
    },
  })
  const id = body.deal!.id
  await admin.call(incentivesContract.setSplits, {
    params: { id },
    body: { splits: [{ personId: people.bo, share: '0.4' }] },
  })
  const after = await amounts()
  expect(after.map((amount, at) => amount - before[at]!)).toEqual([60_01, 40_00, 40_00, 60_01, 100_01, 100_01])
  const goals = await admin.call(goalsContract.attainment, { query: { grain: 'quarter', on: '2026-07-01' } })
  const line = goals.body.people.find(({ subjectId }) => subjectId === people.bo)!
  const covered = await admin.call(pipelineContract.coverage, { query: { owner: people.bo } as never })
  expect(covered.body.open.amountMinor).toBe(line.openMinor)
  const ada = await team.app.as('rep', people.ada)
  const own = await ada.call(pipelineContract.coverage, {})
  expect(own.body.open.amountMinor).toBe(goals.body.people.find((each) => each.subjectId === people.ada)!.openMinor)
  const list = await admin.call(pipelineContract.deals, { query: { by: 'owner', keys: people.bo } as never })
  expect(list.body.deals.find((deal) => deal.id === id)!.companyMinor).toBe(40_00)
  const fall = await admin.call(pipelineContract.waterfall, {
    query: { from: '2026-06-30', to: '2026-07-01', owner: people.bo } as never,
  })
  expect(fall.body.bars.find(({ bar }) => bar === 'new')!.amountMinor).toBeGreaterThanOrEqual(40_00)
  expect(fall.body.opening.amountMinor + fall.body.bars.reduce((sum, bar) => sum + bar.amountMinor, 0)).toBe(
    fall.body.closing.amountMinor,
  )
})

describe('a history that was kept', () => {
  const next = () => openDatabase(team.app.workspace.address)

  test('is what the next process begins with, and what has happened since is worked in', async () => {
    await keepHistory(team.app.work, await markedHistory(team.app.workspace.db))
    const [edited] = versions.keys()
    const { body } = await team.admin.call(crmContract.dealDetail, { params: { id: edited! } })
    const changed = { changedAt: body.deal.changedAt, changes: { amountMinor: 123_45 } }
    await team.admin.call(crmContract.changeDeal, { params: { id: edited! }, body: changed })
    await team.admin.call(crmContract.addDeal, {
      body: { name: 'Since', stageId: team.stages.offer, amountMinor: 9_00 },
    })
    const [kept, whole] = [next(), next()]
    try {
      expect((await keptHead(kept.db))!.deals).toBeGreaterThan(20)
      const begun = toldOf(await markedHistory(kept.db))
      await sql`delete from pipeline.kept_history`.execute(whole.db)
      expect(begun).toEqual(toldOf(await markedHistory(whole.db)))
      expect(begun.flatMap(([, ...some]) => some).some((text) => text.includes('12345'))).toBe(true)
    } finally {
      await Promise.all([kept.close(), whole.close()])
    }
  })

  test('is not begun with once a migration has run', async () => {
    const { db } = team.app.workspace
    await keepHistory(team.app.work, await markedHistory(db))
    expect(await keptHead(db)).not.toBeNull()
    await sql`insert into platform.migration (name, sha256) values ('29990101T0000-later', '')`.execute(db)
    expect(await keptHead(db)).toBeNull()
  })
})

/** Every deal with its versions, ids in the place of codes. */
function toldOf({ history }: CurrentHistory): [string, ...string[]][] {
  const { versions, first, count } = history
  const coded = ['stage', 'owner', 'account', 'item'] as const
  const dictionaries = { stage: history.stages, owner: history.people, account: history.accounts, item: history.items }
  const plain = ['validDay', 'recordedDay', 'retractedDay', 'category', 'amount', 'expectedClose', 'closedOn'] as const
  return history.deals.ids
    .map((id, deal): [string, ...string[]] => {
      const rows = Array.from({ length: count[deal]! }, (_, at) => first[deal]! + at)
      const facts = [history.createdOn, history.beginsOn, history.endsOn, history.isPunctual].map((each) => each[deal])
      const told = rows.map((row) =>
        [
          ...plain.map((name) => versions[name][row]),
          ...coded.map((name) => dictionaries[name].ids[versions[name][row]!] ?? 'none'),
        ].join(),
      )
      return [id, `${facts} ${history.lastRow[deal]! - first[deal]!}`, ...told]
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

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
