import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enablementContract } from '#enablement/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'

const clock = () => new Date('2026-10-15T09:00:00Z')
let app: TestApp
let lead: Caller

beforeAll(async () => {
  app = await openTestApp({ clock, demo: { size: smallDemo } })
  lead = await app.as('enablement')
})
afterAll(() => app.close())

async function row<Row>(query: string): Promise<Row> {
  return (await app.workspace.pool.query(query)).rows[0] as Row
}
const openDeal = () =>
  row<{ id: string; owner: string; stage: string; segment: string }>(
    `select deal.id, deal.owner_id as owner, stage.name as stage, account.industry as segment from crm.deal deal
     join crm.stage stage on stage.id = deal.stage_id join crm.account account on account.id = deal.account_id
     where deal.outcome = 'open' and deal.ended_at is null order by deal.id limit 1`,
  )

describe('resources', () => {
  test('are added once, show on the deals they are tagged for with the reason, and their use is counted', async () => {
    const deal = await openDeal()
    const body = {
      name: 'Closing plan',
      kind: 'playbook' as const,
      stages: [deal.stage],
      segments: [deal.segment, 'Moonbases'],
    }
    const { body: added } = await lead.call(enablementContract.addResource, { body })
    const again = await lead.call(enablementContract.addResource, { body: { ...body, name: 'CLOSING PLAN' } })
    expect(again).toMatchObject({ status: 409, body: { code: 'name-taken' } })
    const params = { id: deal.id }
    const rep = await app.as('rep', deal.owner)
    const first = (await rep.call(enablementContract.helps, { params })).body.helps.find(({ id }) => id === added.id)
    expect(first?.because).toBe(`For the stage ${deal.stage}, the segment ${deal.segment}`)
    await rep.call(enablementContract.open, { params: { id: added.id }, body: { dealId: deal.id } })
    const { body: list } = await lead.call(enablementContract.resources, { query: { search: 'closing plan' } })
    expect(list.resources).toMatchObject([
      { opened: 1, openedOnDeals: 1, unknownTags: ['Moonbases'], validity: 'valid' },
    ])
    const { body: use } = await lead.call(enablementContract.openings, { params: { id: added.id } })
    expect(use.openings).toMatchObject([{ deal: { id: deal.id }, person: { id: deal.owner } }])
  })

  test('no longer valid or retired help nowhere; a range that holds no day and a certifying deck are refused', async () => {
    const deal = await openDeal()
    const add = async (facts: object) =>
      (await lead.call(enablementContract.addResource, { body: { kind: 'deck', name: 'x', ...facts } as never })).body
    const old = await add({ name: 'Old deck', validUntil: '2026-10-14' })
    const today = await add({ name: 'Last day deck', validUntil: '2026-10-15' })
    const gone = await add({ name: 'Retired deck' })
    await lead.call(enablementContract.retireResource, { params: { id: gone.id } })
    const { body } = await lead.call(enablementContract.helps, { params: { id: deal.id } })
    const helping = body.helps.map(({ id }) => id)
    expect([old, today, gone].map(({ id }) => helping.includes(id))).toEqual([false, true, false])
    expect(await add({ name: 'y', validFrom: '2026-02-02', validUntil: '2026-02-01' })).toMatchObject({
      code: 'ends-before-start',
    })
    expect(await add({ name: 'z', certification: 'Everything' })).toMatchObject({ code: 'no-course' })
  })
})

describe('courses', () => {
  test('certify until they expire, are recorded once, by the person or by enablement, and not for tomorrow', async () => {
    const { body: course } = await lead.call(enablementContract.addResource, {
      body: { name: 'Safety', kind: 'course', certification: 'Safe', certifiedDays: 30 },
    })
    const deal = await openDeal()
    const rep = await app.as('rep', deal.owner)
    const body = { courseId: course.id, personId: deal.owner, completedOn: '2026-09-15' }
    expect((await rep.call(enablementContract.complete, { body })).status).toBe(200)
    expect((await rep.call(enablementContract.complete, { body })).body.code).toBe('recorded-already')
    const tomorrow = { ...body, completedOn: '2026-10-16' }
    expect((await lead.call(enablementContract.complete, { body: tomorrow })).body.code).toBe('in-future')
    const other = await row<{ id: string }>(`select id from company.person where id <> '${deal.owner}' limit 1`)
    const forOther = await rep.call(enablementContract.complete, { body: { ...body, personId: other.id } })
    expect(forOther).toMatchObject({ status: 403, body: { code: 'not-yours' } })
    const { body: found } = await lead.call(enablementContract.certificates, { query: { person: deal.owner } })
    expect(found.certificates.find(({ certification }) => certification === 'Safe')).toMatchObject({
      expiresOn: '2026-10-15',
      state: 'expired',
    })
    const seen = await rep.call(enablementContract.completions, { query: {} })
    expect(new Set(seen.body.completions.map(({ person }) => person.id))).toEqual(new Set([deal.owner]))
  })
})

test('what a course did is estimated from the deals, or said not to be tellable, and never from a bare comparison', async () => {
  const { body } = await lead.call(enablementContract.effects)
  const found = body.effects.find(({ name }) => name.startsWith('Discovery'))!
  expect(found.deals).toBeGreaterThan(0)
  const { estimate, low, high, verdict, cannotTell } = found.winRate
  if (cannotTell === null) expect(low! < estimate! && estimate! < high!).toBe(true)
  else expect([estimate, verdict]).toEqual([null, 'cannot tell'])
  const everybody = body.effects.find(({ name }) => name === 'Safety')!
  expect(everybody.winRate).toMatchObject({ estimate: null, verdict: 'cannot tell' })
  expect(everybody.winRate.cannotTell).toMatch(/people with deals have it/)
})

describe('onboarding', () => {
  test('goes against its plan: steps, first deal, certification and ramp, with the full months only', async () => {
    const { body } = await lead.call(enablementContract.onboardings)
    expect(body.onboardings.length).toBeGreaterThan(0)
    for (const { person, startsOn, firstDeal, ramp } of body.onboardings) {
      const won = await row<{ first: string | null; days: number | null; closed: string }>(
        `select min(closed_on)::text as first, min(closed_on) - '${startsOn}'::date as days,
          coalesce(sum(amount_minor) filter (where currency = 'USD' and closed_on < '${startsOn}'::date + make_interval(months => ${ramp.months.length})), 0) as closed
         from crm.deal where owner_id = '${person.id}' and outcome = 'won' and ended_at is null and closed_on >= '${startsOn}' and closed_on <= '2026-10-15'`,
      )
      expect(firstDeal.days).toBe(won.days)
      const summed = ramp.months.reduce((sum, { closedMinor }) => sum + closedMinor, 0)
      expect(summed).toBeGreaterThanOrEqual(Number(won.closed))
      expect(ramp.months.map(({ plannedShare }) => plannedShare).slice(0, 6)).toEqual([0, 0.1, 0.25, 0.5, 0.75, 1])
    }
  })

  test('a plan keeps what was done of steps of the same title; a step with a course is done by the course alone', async () => {
    const { body: plans } = await lead.call(enablementContract.plans)
    const { people: _, id, ...plan } = plans.plans[0]!
    const one = (await lead.call(enablementContract.onboardings)).body.onboardings[0]!
    const byCourse = one.steps.find(({ courseId }) => courseId !== null)!
    const refused = await lead.call(enablementContract.stepDone, {
      params: { id: one.id, step: byCourse.id },
      body: { doneOn: '2026-10-01' },
    })
    expect(refused).toMatchObject({ status: 409, body: { code: 'done-by-course' } })
    const done = one.steps.find(({ doneOn, courseId }) => doneOn !== null && courseId === null)!
    const steps = plan.steps.map(({ id: __, ...step }) => ({ ...step, day: step.day + 1 }))
    await lead.call(enablementContract.changePlan, { params: { id }, body: { ...plan, steps } })
    const after = (await lead.call(enablementContract.onboardings)).body.onboardings.find((each) => each.id === one.id)!
    expect(after.steps.find(({ title }) => title === done.title)).toMatchObject({
      doneOn: done.doneOn,
      day: done.day + 1,
    })
    const twice = [...steps, { day: 9, title: done.title.toUpperCase() }]
    const again = await lead.call(enablementContract.changePlan, { params: { id }, body: { ...plan, steps: twice } })
    expect(again.body.code).toBe('title-twice')
  })
})

test('a talk is proposed from the pipeline: who pushes, who is quiet, with the deals; a rep is compared with nobody', async () => {
  const { body } = await lead.call(enablementContract.coaching)
  const pushed = body.moments.find(({ kind }) => kind === 'pushed')!
  const { pushes } = await row<{ pushes: number }>(
    `select count(*) filter (where moved) as pushes from (select expected_close > lag(expected_close) over (order by valid_at, recorded_at) as moved
     from crm.deal_version where deal_id = '${pushed.deals[0]!.id}' and retracted_at is null) each`,
  )
  expect(Number(pushes)).toBeGreaterThanOrEqual(3)
  const rep = await app.as('rep', pushed.person.id)
  const { body: own } = await rep.call(enablementContract.coaching)
  expect(new Set(own.moments.map(({ person }) => person.id))).toEqual(new Set([pushed.person.id]))
  expect(own.moments.some(({ kind }) => kind === 'stage')).toBe(false)
})

test('what both own without a reason and what nobody owns is found, and a hand-off goes from state to state', async () => {
  const before = (await lead.call(enablementContract.ownership)).body
  expect([before.overlaps, before.gaps]).toEqual([1, 1])
  const area = { name: 'Training on tools', operations: true, enablement: true, sharedBecause: 'Tools change weekly.' }
  await lead.call(enablementContract.setArea, { params: { key: 'tool-training' }, body: { area } })
  expect((await lead.call(enablementContract.ownership)).body.overlaps).toBe(0)
  const body = { title: 'Territories into onboarding', areaKey: 'onboarding', from: 'sales operations' as const }
  const { body: added } = await lead.call(enablementContract.addHandoff, { body })
  const to = async (state: 'accepted' | 'declined' | 'done', note = '') =>
    (await lead.call(enablementContract.moveHandoff, { params: { id: added.id }, body: { state, note } })).body
  expect(await to('done')).toMatchObject({ code: 'wrong-state' })
  expect(await to('declined')).toMatchObject({ code: 'no-reason' })
  await to('accepted')
  await to('done')
  const { body: list } = await lead.call(enablementContract.handoffs, { query: { state: 'done' } })
  const found = list.handoffs.find(({ id }) => id === added.id)!
  expect([found.to, found.history.map(({ state }) => state)]).toEqual(['enablement', ['proposed', 'accepted', 'done']])
  const analyst = await app.as('sales-ops-analyst')
  expect((await analyst.call(enablementContract.addHandoff, { body })).status).toBe(403)
})
