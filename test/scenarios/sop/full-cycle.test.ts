import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actionsContract } from '#actions/contract.ts'
import { itemsContract } from '#company/items/contract.ts'
import { goalsContract } from '#goals/contract.ts'
import { sopContract } from '#sop/contract.ts'
import type { Caller } from '../../harness/app.ts'
import { openSmallTeam, type SmallTeam } from '../crm/small-team.ts'

/** A whole cycle from data to targets, by the people who own its steps. */
let team: SmallTeam
let mona: Caller
let nils: Caller
let hanna: Caller
let id: string
let pumps: string
let receiver: Server
const received: { body: string; signature: string }[] = []
const secret = 'a secret of sixteen'

beforeAll(async () => {
  team = await openSmallTeam()
  const { app, people, admin } = team
  hanna = await app.as('executive', people.head)
  mona = await app.as('sales-ops-manager', people.mona)
  nils = await app.as('finance', people.nils)
  pumps = (await admin.call(itemsContract.addFamily, { body: { name: 'Pumps' } })).body.id
  await admin.call(itemsContract.add, {
    body: { code: 'P1', name: 'Pump', familyId: pumps, listPrice: '10.25' } as never,
  })
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      received.push({ body, signature: String(request.headers['x-drumbeat-signature']) })
      response.end('{"acknowledged": true}')
    })
  })
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening))
})
afterAll(async () => {
  receiver.close()
  await team.app.close()
})

async function ok<T extends { status: number; body: { message?: string } }>(answer: Promise<T>): Promise<T['body']> {
  const { status, body } = await answer
  expect(status, body.message).toBe(200)
  return body as T['body']
}
async function close(step: number, owner: Caller) {
  await ok(owner.call(sopContract.sign, { params: { id, step }, body: {} }))
  return ok(mona.call(sopContract.closeStep, { params: { id, step } }))
}

test('finance sets the budget by family and month, and sees it again to the cent', async () => {
  const lines = ['2026-01-01', '2026-02-01', '2026-03-01'].map((month) => ({
    familyId: pumps,
    month,
    units: '100',
    amountMinor: 102_550,
  }))
  expect(await ok(nils.call(goalsContract.setBudget, { body: { lines } }))).toEqual({ changed: 3 })
  expect(await ok(nils.call(goalsContract.setBudget, { body: { lines } }))).toEqual({ changed: 0 })
  expect(await ok(nils.call(goalsContract.budget))).toMatchObject({
    totalMinor: 307_650,
    lines: [{ family: 'Pumps', units: '100' }, {}, {}],
  })
})

test('data and consensus: units x price = revenue, and the sources stand side by side', async () => {
  const { people } = team
  const owners = [people.mona, people.head, people.mona, people.nils, people.head, people.mona].map((personId) => [
    { personId },
  ])
  const opened = await ok(mona.call(sopContract.openCycle, { body: { month: '2026-01-01', horizon: 3, owners } }))
  id = opened.id
  await ok(mona.call(sopContract.capture, { params: { id } }))
  await close(1, mona)
  const cells = [
    { familyId: pumps, month: '2026-01-01', units: 120 },
    { familyId: pumps, month: '2026-02-01', units: 90 },
  ]
  await ok(hanna.call(sopContract.giveInput, { params: { id }, body: { source: 'sales', cells } }))
  const typed = await ok(
    mona.call(sopContract.setConsensus, {
      params: { id },
      body: { reason: 'Orders in hand', cells: [{ familyId: pumps, month: '2026-01-01', units: 113 }] },
    }),
  )
  expect(typed.cells[0]).toMatchObject({
    sales: 120,
    finance: 100,
    weighted: 120,
    override: 113,
    units: 113,
    price: '10.2500',
    revenueMinor: 115_825,
  })
  expect(typed.cells.map(({ units }) => units)).toEqual([113, 90, 100])
  expect(typed.families[0]).toMatchObject({ units: 303, revenueMinor: 310_575, budgetMinor: 307_650 })
  const bridge = await ok(mona.call(sopContract.bridge, { params: { id }, query: { against: 'budget' } }))
  expect(bridge).toMatchObject({
    openingMinor: 307_650,
    closingMinor: 310_575,
    openingUnits: 300,
    closingUnits: 303,
    leftOut: 0,
  })
  expect(bridge.changes).toEqual([{ familyId: pumps, name: 'Pumps', volumeMinor: 3_077, priceMinor: -152 }])
})

test('a scenario holds what differs, conflicts are named cell by cell, and a resolved one is merged', async () => {
  const made = await ok(
    mona.call(sopContract.makeScenario, { params: { id }, body: { name: 'The plant loses two weeks' } }),
  )
  const edit = (month: string, units: number) => ({ familyId: pumps, month, units })
  const line = await ok(
    mona.call(sopContract.editScenario, {
      params: { id: made.id },
      body: { cells: [edit('2026-02-01', 50), edit('2026-03-01', 60)] },
    }),
  )
  expect(line).toMatchObject({ edits: 2, unitsChange: -80, revenueChangeMinor: -82_000 })
  const press = { resource: 'Press', month: '2026-02-01' }
  const twice = await mona.call(sopContract.editCapacity, {
    params: { id: made.id },
    body: {
      cells: [
        { ...press, share: 0.5 },
        { ...press, share: 0 },
      ],
    },
  })
  expect(twice).toMatchObject({ status: 400, body: { message: 'This request sets the same thing twice.' } })
  await ok(
    mona.call(sopContract.setConsensus, {
      params: { id },
      body: { reason: 'Later news', cells: [edit('2026-02-01', 95)] },
    }),
  )
  const merge = { params: { id: made.id }, body: { reason: 'Agreed' } }
  const first = await ok(mona.call(sopContract.mergeScenario, merge))
  expect(first).toEqual({
    merged: 0,
    conflicts: [
      { familyId: pumps, family: 'Pumps', month: '2026-02-01', wasUnits: 90, planUnits: 95, scenarioUnits: 50 },
    ],
  })
  const resolve = [{ familyId: pumps, month: '2026-02-01', take: 'plan' as const }]
  expect(
    await ok(mona.call(sopContract.mergeScenario, { ...merge, body: { reason: 'Agreed', resolve } })),
  ).toMatchObject({ merged: 1 })
  const { totals } = await ok(mona.call(sopContract.consensus, { params: { id } }))
  expect(totals.map(({ units }) => units)).toEqual([113, 95, 60])
})

test('a large override needs an assumption before the demand review can be closed', async () => {
  await ok(hanna.call(sopContract.signFamily, { params: { id, familyId: pumps } }))
  await ok(hanna.call(sopContract.sign, { params: { id, step: 2 }, body: {} }))
  const shut = await mona.call(sopContract.closeStep, { params: { id, step: 2 } })
  expect(shut.body.message).toContain('1 of 1 large overrides lack a reason or an assumption')
  const agenda = await ok(
    mona.call(sopContract.stateAssumption, {
      params: { id },
      body: { says: 'The plant stands still', expiresOn: '2026-06-30' },
    }),
  )
  const cells = [{ familyId: pumps, month: '2026-03-01', units: 60 }]
  await ok(
    mona.call(sopContract.setConsensus, {
      params: { id },
      body: { reason: 'Plant', assumptionId: agenda.assumptions[0]!.id, cells },
    }),
  )
  await ok(hanna.call(sopContract.signFamily, { params: { id, familyId: pumps } }))
  await ok(mona.call(sopContract.closeStep, { params: { id, step: 2 } }))
})

test('a gap in the firm zone is raised as a decision, five requests at most, and finance agrees within 1 %', async () => {
  const line = { familyId: pumps, month: '2026-01-01', production: 103, stock: 47, backlog: 10 }
  const gaps = [{ familyId: pumps, month: '2026-01-01', units: 10, cause: 'assembly hours', firm: true }]
  const derived = await ok(mona.call(sopContract.typeSupply, { params: { id }, body: { lines: [line] } }))
  expect(derived).toMatchObject({ feasible: false, gaps: [{ units: 10, cause: 'delivered late', firm: true }] })
  const supply = await ok(
    mona.call(sopContract.typeSupply, { params: { id }, body: { feasible: false, lines: [line], gaps } }),
  )
  const same = await ok(mona.call(sopContract.typeSupply, { params: { id }, body: { lines: [line] } }))
  expect(same.gaps).toMatchObject([{ cause: 'assembly hours' }])
  expect(supply.lines[0]).toMatchObject({ demand: 113, daysOnHand: 13.9 })
  await ok(mona.call(sopContract.sign, { params: { id, step: 3 }, body: {} }))
  expect((await mona.call(sopContract.closeStep, { params: { id, step: 3 } })).body.message).toContain(
    'not raised as decisions',
  )
  const option = (key: string, effectMinor: number) => ({ key, says: key, effectMinor })
  const request = {
    question: 'Add a shift?',
    ownerId: team.people.mona,
    deadlineOn: '2026-01-25',
    options: [option('shift', 50_000), option('wait', -20_000)],
    recommended: 'shift',
  }
  const asked = await ok(mona.call(sopContract.requestDecision, { params: { id }, body: request }))
  for (let more = 0; more < 4; more++)
    await ok(mona.call(sopContract.requestDecision, { params: { id }, body: request }))
  expect(await mona.call(sopContract.requestDecision, { params: { id }, body: request })).toMatchObject({
    status: 409,
    body: { code: 'too-many' },
  })
  for (const { id: requestId } of (await ok(mona.call(sopContract.agenda, { params: { id } }))).requests.slice(1)) {
    await ok(mona.call(sopContract.withdrawRequest, { params: { id, requestId }, body: { why: 'Merged into one' } }))
  }
  await ok(mona.call(sopContract.raiseGap, { params: { id, place: 0 }, body: { requestId: asked.requests[0]!.id } }))
  await ok(mona.call(sopContract.closeStep, { params: { id, step: 3 } }))
  await ok(nils.call(sopContract.stateFinance, { params: { id }, body: { revenueMinor: 280_000 } }))
  await ok(nils.call(sopContract.sign, { params: { id, step: 4 }, body: {} }))
  expect((await mona.call(sopContract.closeStep, { params: { id, step: 4 } })).body.message).toContain(
    "from finance's figure",
  )
  await ok(nils.call(sopContract.stateFinance, { params: { id }, body: { revenueMinor: 274_000 } }))
  await ok(mona.call(sopContract.closeStep, { params: { id, step: 4 } }))
})

test('decided and approved, the plan is locked: it cannot be changed, and a changed byte is found', async () => {
  const { requests } = await ok(hanna.call(sopContract.agenda, { params: { id } }))
  await ok(hanna.call(sopContract.decide, { params: { id, requestId: requests[0]!.id }, body: { option: 'shift' } }))
  await ok(hanna.call(sopContract.approve, { params: { id }, body: {} }))
  await close(5, hanna)
  const late = await mona.call(sopContract.setConsensus, {
    params: { id },
    body: { cells: [{ familyId: pumps, month: '2026-01-01', units: 1 }] },
  })
  expect(late).toMatchObject({ status: 409, body: { code: 'locked' } })
  expect(await ok(mona.call(sopContract.verify, { params: { id } }))).toMatchObject({
    whole: true,
    snapshotAgrees: true,
    chainAgrees: true,
  })
  const { db } = team.app.workspace
  await expect(sql`update sop.act set body = '{}' where seq = 1`.execute(db)).rejects.toThrow('append-only')
  await sql`alter table sop.act disable trigger act_stays`.execute(db)
  const tampered = sql`update sop.act set body = replace(body, '113', '114') where kind = 'override' and body like '%113%'`
  await tampered.execute(db)
  expect(await ok(mona.call(sopContract.verify, { params: { id } }))).toMatchObject({
    whole: false,
    brokenAct: expect.any(Number),
  })
  await sql`update sop.act set body = replace(body, '114', '113') where kind = 'override' and body like '%114%'`.execute(
    db,
  )
  await sql`alter table sop.act enable trigger act_stays`.execute(db)
  expect(await ok(mona.call(sopContract.verify, { params: { id } }))).toMatchObject({ whole: true })
})

test('the plan goes out: a signed webhook acknowledges, targets become quotas with their origin, packs are made', async () => {
  const { port } = receiver.address() as AddressInfo
  await ok(mona.call(sopContract.addWebhook, { body: { name: 'Plant', url: `http://127.0.0.1:${port}/plan`, secret } }))
  await ok(mona.call(sopContract.publish, { params: { id }, body: { receivers: ['Sales'] } }))
  await team.app.settle()
  expect(received).toHaveLength(1)
  const [, at, code] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(received[0]!.signature)!
  expect(code).toBe(createHmac('sha256', secret).update(`${at}.${received[0]!.body}`).digest('hex'))
  await ok(hanna.call(sopContract.acknowledge, { params: { id }, body: { receiver: 'Sales' } }))
  const { receivers } = await ok(mona.call(sopContract.publication, { params: { id } }))
  expect(receivers.every(({ acknowledgedAt }) => acknowledgedAt !== null)).toBe(true)
  expect(await ok(mona.call(sopContract.setTargets, { params: { id }, body: {} }))).toMatchObject({
    set: 3,
    origin: 'S&OP January 2026',
  })
  const { quotas } = await ok(mona.call(goalsContract.listQuotas, { query: { subjectKind: 'family' } }))
  expect(quotas.map(({ amountMinor, origin }) => [amountMinor, origin])).toContainEqual([115_825, 'S&OP January 2026'])
  const { people } = team
  const action = { says: 'Tell the regions', ownerId: people.mona, dueOn: '2026-02-10' }
  await ok(mona.call(sopContract.addAction, { params: { id }, body: action }))
  const { actions: mine } = await ok(mona.call(actionsContract.actions, { query: { owner: 'me' } }))
  expect(mine).toMatchObject([{ title: 'Tell the regions', about: { title: 'S&OP January 2026' }, state: 'open' }])
  await ok(mona.call(actionsContract.finishAction, { params: { id: mine[0]!.id } }))
  const { actions } = await ok(mona.call(sopContract.agenda, { params: { id } }))
  expect(actions.at(-1)!.doneAt).not.toBeNull()
  const answers = { data: 4, attendance: 5, time: 2 }
  await ok(mona.call(sopContract.assess, { params: { id }, body: { answers, note: 'Too long' } }))
  await ok(hanna.call(sopContract.assess, { params: { id }, body: { answers: { time: 3 } } }))
  const assessed = await ok(mona.call(sopContract.assessment, { params: { id } }))
  expect(assessed.questions.map(({ key, mean, answers: given }) => [key, mean, given])).toEqual([
    ['data', 4, 1],
    ['attendance', 5, 1],
    ['numbers', null, 0],
    ['decisions', null, 0],
    ['time', 2.5, 2],
  ])
  await close(6, mona)
  expect((await ok(mona.call(sopContract.cycle, { params: { id } }))).state).toBe('over')
})

test('each pack is a PDF, a deck and a workbook whose formulas come to the same totals', async () => {
  for (const kind of ['demand', 'supply', 'executive']) {
    const file = async (format: string) => {
      const response = await mona.fetch(`/api/sop/cycles/${id}/packs/${kind}/file?format=${format}`)
      expect(response.status).toBe(200)
      return new Uint8Array(await response.arrayBuffer())
    }
    expect(new TextDecoder().decode((await file('pdf')).slice(0, 5))).toBe('%PDF-')
    expect([...(await file('pptx')).slice(0, 2)]).toEqual([0x50, 0x4b])
    const { sheets } = await readXlsx(await file('xlsx'))
    const about = sheets.find(({ name }) => name === 'About')!
    expect(about.cells?.get('6,1')).toMatchObject({ formula: 'SUM(Plan!$I$2:$I$4)', formulaResult: 2_747 })
  }
})
