import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { partsOfDeals } from '#crm/deal-parts.sql.ts'
import { goalsContract } from '#goals/contract.ts'
import { countsContract } from '#goals/counts/contract.ts'
import { creditsOf } from '#goals/credits.sql.ts'
import { incentivesContract } from '#goals/incentives/contract.ts'
import { partsOfWorth } from '#goals/parts.ts'
import { pipelineContract } from '#pipeline/contract.ts'
import { fullScope } from '#platform/auth/scope.ts'
import { newId } from '#platform/ids.ts'
import { openSmallTeam, type SmallTeam } from '../crm/small-team.ts'

/** Deals of several products count towards the families of these, to the cent, in quotas, counts and incentives. */
let team: SmallTeam
const families: Record<string, string> = {}
const items: Record<string, string> = {}
let plant: string
const q1 = { startsOn: '2026-01-01', endsOn: '2026-04-01' }

beforeAll(async () => {
  team = await openSmallTeam()
  const { db } = team.app.workspace
  for (const name of ['Pumps', 'Valves', 'Service']) {
    const made = await sql<{
      id: string
    }>`insert into company.family (id, name) values (gen_random_uuid(), ${name}) returning id`.execute(db)
    families[name] = made.rows[0]!.id
    const item = await sql<{ id: string }>`insert into company.item (id, code, name, family_id)
      values (gen_random_uuid(), ${name}, ${name.slice(0, -1)}, ${families[name]!}) returning id`.execute(db)
    items[name] = item.rows[0]!.id
  }
  await sql`insert into company.currency_rate (code, starts_on, rate) values ('EUR', '2026-01-01', 1.1111), ('JPY', '2026-01-01', 0.0067)`.execute(
    db,
  )
  team.at('2026-02-15T10:00:00Z')
  const add = {
    name: 'Plant',
    stageId: team.stages.won,
    ownerId: team.people.ada,
    amountMinor: 1000_00,
    closedOn: '2026-02-01',
  }
  const { body } = await team.admin.call(crmContract.addDeal, {
    body: { ...add, currency: 'EUR', itemId: items.Service! },
  })
  plant = body.deal!.id
  // 300.01 + 33.33 of pumps, 250.02 of valves: 416.64 euros are of no product.
  for (const [item, quantity, unitPrice] of [
    ['Pumps', '1', '300.01'],
    ['Pumps', '3', '11.11'],
    ['Valves', '2', '125.01'],
  ] as const)
    await team.admin.call(crmContract.addDealLine, {
      params: { id: plant },
      body: { itemId: items[item]!, quantity, unitPrice },
    })
})
afterAll(() => team.app.close())

const quota = (subjectKind: 'family', subjectId: string) =>
  team.admin.call(goalsContract.setQuota, {
    body: { subjectKind, subjectId, ...q1, amountMinor: 500_00, currency: 'USD', counts: 'deals', replaces: null },
  })

test('each family has the lines of its products at the rate of the deal; what no line covers is of none', async () => {
  for (const name of Object.keys(families)) expect((await quota('family', families[name]!)).status).toBe(200)
  const { body } = await team.admin.call(goalsContract.attainment, { query: { on: '2026-02-15' } })
  const closed = new Map(body.families.map((line) => [line.name, [line.closedMinor, line.closedDeals]]))
  const [pumps, valves] = [closed.get('Pumps')!, closed.get('Valves')!]
  expect([pumps[1], valves[1], closed.get('Service')]).toEqual([1, 1, [0, 0]])
  // 333.34 and 250.02 euros, each within a cent of its own conversion.
  expect(Math.abs(pumps[0]! - 33334 * 1.1111)).toBeLessThan(1)
  expect(Math.abs(valves[0]! - 25002 * 1.1111)).toBeLessThan(1)
  expect(body.company).toMatchObject({ closedMinor: 1111_10, closedDeals: 1 })
  const { body: quotas } = await team.admin.call(goalsContract.attainedQuotas)
  expect(Object.fromEntries(quotas.quotas.map((each) => [each.subjectName, each.closedMinor]))).toEqual({
    Pumps: pumps[0],
    Valves: valves[0],
    Service: 0,
  })
  const list = { family: families.Pumps!, outcome: 'won' as const }
  const { body: deals } = await team.admin.call(crmContract.listDeals, { query: list })
  expect(deals.deals).toMatchObject([{ name: 'Plant', amountMinor: 1000_00, askedMinor: 333_34 }])
  const { body: totals } = await team.admin.call(crmContract.dealTotals, { query: list })
  expect(totals).toMatchObject({ amountMinor: 1111_10, askedMinor: pumps[0] })
  const rest = await team.admin.call(crmContract.dealTotals, { query: { item: 'none' } })
  expect(rest.body).toMatchObject({ count: 1, askedMinor: 1111_10 - pumps[0]! - valves[0]! })
})

test('pipeline tells deals apart by their products too, as they were on the day, and a view of one family has its part', async () => {
  const ask = async (query: object) =>
    (
      await team.admin.call(pipelineContract.measures, {
        query: { measures: ['won-amount', 'won'], ...query } as never,
      })
    ).body
  const byFamily = await ask({ by: 'family' })
  const told = Object.fromEntries(byFamily.segments.map(({ labels, values }) => [labels[0], values]))
  expect(byFamily.whole).toMatchObject({ 'won-amount': 1111_10, won: 1 })
  expect(Object.keys(told).toSorted()).toEqual(['Pumps', 'Valves', 'Without a family'])
  expect(byFamily.segments.reduce((sum, { values }) => sum + values['won-amount']!, 0)).toBe(1111_10)
  expect(told.Pumps).toMatchObject({ 'won-amount': Math.round(333_34 * 1.1111), won: 1 })
  const pumps = await ask({ family: families.Pumps })
  expect(pumps.whole).toEqual(told.Pumps)
  const both = await ask({ by: 'owner,item' })
  expect(both.segments.map(({ labels }) => labels.join(', ')).toSorted()).toEqual([
    ...['Ada Rep, Pump', 'Ada Rep, Valve', 'Ada Rep, Without an item'],
  ])
  expect((await ask({ family: families.Service })).whole).toMatchObject({ 'won-amount': 0, won: 0 })
  const { body } = await team.admin.call(pipelineContract.deals, {
    query: { set: 'won', by: 'family', keys: families.Valves! } as never,
  })
  expect(body).toMatchObject({ count: 1, amountMinor: told.Valves!['won-amount'] })
  team.at('2026-02-20T10:00:00Z')
  const { body: listed } = await team.admin.call(crmContract.dealLines, { params: { id: plant } })
  const valve = listed.lines.find(({ itemName }) => itemName === 'Valve')!
  const gone = await team.admin.call(crmContract.removeDealLine, { params: { id: plant, lineId: valve.id } })
  const names = async (query: object) =>
    (await ask({ by: 'family', ...query })).segments.map(({ labels }) => labels[0]).toSorted()
  expect(await names({})).toEqual(['Pumps', 'Without a family'])
  expect(await names({ asOf: '2026-02-16' })).toEqual(['Pumps', 'Valves', 'Without a family'])
  await team.admin.call(crmContract.undoDealLines, { params: { id: plant }, body: { editId: gone.body.editId } })
  expect(await names({})).toEqual(['Pumps', 'Valves', 'Without a family'])
})

test('a deal won counts once for its person and the company, and once for each family of its products', async () => {
  const target = { metric: 'deals won' as const, ...q1, target: '2', replaces: null }
  const set = (body: { subjectKind: 'family' | 'person'; subjectId: string }) =>
    team.admin.call(countsContract.setCountQuota, { body: { ...target, ...body } })
  for (const name of Object.keys(families)) await set({ subjectKind: 'family', subjectId: families[name]! })
  await set({ subjectKind: 'person', subjectId: team.people.ada })
  const { body } = await team.admin.call(countsContract.countQuotas, { query: { metric: 'deals won' } })
  expect(Object.fromEntries(body.quotas.map(({ subjectName, reached }) => [subjectName, reached]))).toEqual({
    ...{ Pumps: '1', Valves: '1', Service: '0' },
    'Ada Rep': '1',
  })
  const pumps = body.quotas.find(({ subjectName }) => subjectName === 'Pumps')!
  const rows = await team.admin.call(countsContract.countedRows, { params: { id: pumps.id } })
  expect(rows.body).toMatchObject({ total: 1, rows: [{ what: 'Plant' }] })
})

test('a rule for a family pays the products of it; a second plan for another family pays the rest, not the same again', async () => {
  const { admin, people } = team
  const plan = async (name: string, rules: object[]) => {
    const terms = { currency: 'USD', counts: 'deals' as const, statedRates: { EUR: '2' }, rules: rules as never }
    const { body } = await admin.call(incentivesContract.addPlan, { body: { name, startsOn: q1.startsOn, terms } })
    const participants = [{ personId: people.ada, startsOn: q1.startsOn }]
    await admin.call(incentivesContract.setParticipants, { params: { id: body.id }, body: { participants } })
    return body.id
  }
  const only = (name: string) => ({ appliesTo: { families: [families[name]!] } })
  const commission = { kind: 'commission', rate: '0.1' }
  const pumps = await plan('Pumps', [
    { ...commission, name: 'Pumps', ...only('Pumps') },
    { kind: 'spiff', name: 'A pump each', amount: '5', per: 'unit', ...only('Pumps') },
    { kind: 'spiff', name: 'A sale', amount: '7', per: 'deal', appliesTo: { items: [items.Pumps!] } },
  ])
  const valves = await plan('Valves', [{ ...commission, name: 'Valves', ...only('Valves') }])
  const paid = async (planId: string) => {
    const { body } = await admin.call(incentivesContract.run, { body: { planId, from: q1.startsOn, to: q1.endsOn } })
    const { body: found } = await admin.call(incentivesContract.statements, { query: { runId: body.id } })
    const { body: lines } = await admin.call(incentivesContract.lines, {
      params: { id: found.statements[0]!.id },
      query: {},
    })
    return {
      problems: body.problems,
      lines: lines.lines.map(({ label, rule, credited, amountMinor }) => [label, rule, credited, amountMinor]),
    }
  }
  // 333.34 euros of pumps at the stated rate of 2; four pieces.
  expect(await paid(pumps)).toEqual({
    problems: [],
    lines: [
      ['Plant: Pump', 'Pumps', '666.68', 66_67],
      ['Plant: Pump', 'A pump each', '666.68', 20_00],
      ['Plant: Pump', 'A sale', '666.68', 7_00],
    ],
  })
  expect(await paid(valves)).toEqual({ problems: [], lines: [['Plant: Valve', 'Valves', '500.04', 50_00]] })
  await plan('All', [{ ...commission, name: 'All' }])
  expect((await paid(valves)).problems).toMatchObject([
    { kind: 'two plans for one credit', amountMinor: 500_04, isHeld: true },
  ])
})

test('on any data the parts of deals add up to what the deals are worth, by person, by deal and in all', async () => {
  const { db } = team.app.workspace
  const { people, stages } = team
  const amount = fc.oneof(fc.constant(0), fc.constant(null), fc.integer({ min: 1, max: 1_000_00 }))
  const line = fc.record({ item: fc.constantFrom(...Object.values(items)), minor: fc.nat({ max: 600_00 }) })
  const share = fc.record({
    person: fc.constantFrom(people.bo, people.cleo),
    millionths: fc.integer({ min: 1, max: 700_000 }),
  })
  const deal = fc.record({
    amount,
    currency: fc.constantFrom('USD', 'EUR', 'JPY'),
    item: fc.option(fc.constantFrom(...Object.values(items))),
    lines: fc.array(line, { maxLength: 4 }),
    shares: fc.uniqueArray(share, { maxLength: 2, selector: ({ person }) => person }),
  })
  const deals = fc.sample(deal, { numRuns: 300, seed: 17 }).map((each) => ({ ...each, id: newId() }))
  await sql`delete from crm.deal_line`.execute(db)
  await sql`update crm.deal set ended_at = now()`.execute(db)
  await sql`insert into crm.deal (id, name, pipeline_id, stage_id, outcome, forecast_category, owner_id, item_id, amount_minor, currency, closed_on, changed_at)
    select d.id, 'Any', stage.pipeline_id, stage.id, 'won', 'closed', ${people.ada}, d.item, d.amount, d.currency, '2026-02-01', now()
    from json_to_recordset(${JSON.stringify(deals)}::json) as d (id uuid, item uuid, amount bigint, currency text) join crm.stage stage on stage.id = ${stages.won}`.execute(
    db,
  )
  const lines = deals.flatMap(({ id, lines: some }) => some.map((each) => ({ ...each, deal: id, id: newId() })))
  await sql`insert into crm.deal_line (id, identity, deal_id, item_id, quantity, amount_minor, valid_at, recorded_at)
    select id, id, deal, item, 1, minor, now(), now() from json_to_recordset(${JSON.stringify(lines)}::json) as l (id uuid, deal uuid, item uuid, minor bigint)`.execute(
    db,
  )
  const splits = deals.flatMap(({ id, shares }) => shares.map((each) => ({ ...each, deal: id })))
  await sql`insert into goals.incentive_split (id, deal_id, person_id, share, recorded_at)
    select gen_random_uuid(), deal, person, millionths / 1000000.0, now() from json_to_recordset(${JSON.stringify(splits)}::json) as s (deal uuid, person uuid, millionths int)`.execute(
    db,
  )

  const rates: Record<string, [bigint, bigint]> = { USD: [1n, 1n], EUR: [11111n, 10000n], JPY: [67n * 100n, 10000n] }
  const expected = new Map<string | null, number>()
  for (const { amount: minor, currency, shares } of deals) {
    const [up, down] = rates[currency]!
    const worth = minor === null ? 0 : Number((BigInt(minor) * up + down / 2n) / down)
    const byPerson = shares.toSorted((a, b) => (a.person < b.person ? -1 : 1))
    const of = {
      owner: people.ada,
      splits: byPerson.map(({ person, millionths }) => ({ personId: person, millionths })),
    }
    for (const { owner, part } of partsOfWorth(worth, of)) expected.set(owner, (expected.get(owner) ?? 0) + part)
  }
  const credits = await creditsOf(db, fullScope, {
    from: q1.startsOn,
    to: q1.endsOn,
    today: '2026-02-15',
    byFamily: true,
  })
  const found = Map.groupBy(credits, ({ ownerId }) => ownerId)
  for (const [owner, sum] of expected)
    expect([owner, found.get(owner)?.reduce((all, { closedFine }) => all + closedFine / 100, 0) ?? 0]).toEqual([
      owner,
      sum,
    ])
  expect(credits.reduce((all, { closedDeals }) => all + closedDeals, 0)).toBe(deals.length)
  for (const by of ['item', 'family'] as const) {
    const { rows } =
      await sql`select deal.id from crm.deal deal join (${partsOfDeals(by, sql`crm.deal`)}) part on part.deal_id = deal.id
      group by deal.id having sum(part.upto_minor - part.before_minor) is distinct from deal.amount_minor`.execute(db)
    expect(rows).toEqual([])
  }
})
