import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actionsContract } from '#actions/contract.ts'
import { leaveContract } from '#company/leave/contract.ts'
import { crmContract } from '#crm/contract.ts'
import { systemActor } from '#platform/transaction.ts'
import { approvalsContract } from '#process/approvals/contract.ts'
import { processJobs } from '#process/jobs.ts'
import { rulesContract } from '#process/rules/contract.ts'
import { escalateLate } from '#process/rules/escalate.tx.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'

let now = new Date('2026-11-20T12:00:00Z')
let app: TestApp
let admin: Caller
let stages: Map<string, string>
beforeAll(async () => {
  app = await openTestApp({ isDemo: true, demo: { size: smallDemo }, clock: () => now })
  admin = await app.as('owner')
  const { body } = await admin.call(crmContract.listPipelines)
  stages = new Map(body.pipelines[0]!.stages.map(({ name, id }) => [name, id]))
})
afterAll(() => app.close())

const stage = (name: string) => stages.get(name)!
async function newDeal(name: string, given: object = {}) {
  const { body } = await admin.call(crmContract.addDeal, { body: { name, stageId: stage('Discovery'), ...given } })
  return { id: body.deal!.id, changedAt: body.changedAt }
}
async function move(deal: { id: string; changedAt: string }, changes: object, reason?: string) {
  const body = { changedAt: deal.changedAt, changes, ...(reason && { reason }) }
  return admin.call(crmContract.changeDeal, { params: { id: deal.id }, body })
}

/** What the job does that follows each change of a deal. */
function follow(dealId: string): Promise<void> {
  return processJobs[0].run(app.workspace, { dealId })
}

test('a deal does not come to Proposal without an amount, by whatever way; the refusal names rule, field and way out, and is counted', async () => {
  const deal = await newDeal('Bare', { expectedClose: '2026-12-31' })
  const refused = await move(deal, { stageId: stage('Proposal') })
  expect(refused).toMatchObject({
    status: 422,
    body: {
      code: 'rule',
      message:
        'The rule "Proposals have an amount" holds this back: From Proposal on, the amount is filled; Bare has none.',
      wayOut: 'Fill the amount first, or in the same write.',
      problems: [{ path: 'amount' }],
    },
  })
  const straight = await admin.call(crmContract.addDeal, { body: { name: 'Straight', stageId: stage('Proposal') } })
  expect(straight.status).toBe(422)
  now = new Date('2026-11-20T14:00:00Z')
  expect((await move(deal, { stageId: stage('Proposal'), amountMinor: 120_000 })).status).toBe(200)
  const { body } = await admin.call(rulesContract.rules)
  const rule = body.rules.find(({ name }) => name === 'Proposals have an amount')!
  const { body: did } = await admin.call(rulesContract.firings, { params: { id: rule.id }, query: { limit: 3 } })
  expect(did.firings.map(({ what, dealName }) => [what, dealName])).toEqual([
    ['passed', 'Bare'],
    ['refused', null],
    ['refused', 'Bare'],
  ])
  expect(rule.effect.says).toMatch(
    /^Refused \d+ writes of \d+ deals worth \$[\d.]+[KM]?; \d+ came right after [\d.]+ hours \(median\)\.$/,
  )
})

test('a deal is lost with a reason from the list, and the list says what goes where', async () => {
  const deal = await newDeal('Gone', { amountMinor: 50_000 })
  const refused = await move(deal, { stageId: stage('Lost') }, 'they were rude')
  expect(refused.body).toMatchObject({ wayOut: expect.stringContaining('Price, No budget, Competitor') })
  const lost = await move(deal, { stageId: stage('Lost') }, 'competitor: Nordhaus was there first')
  expect(lost.status).toBe(200)
  const { body } = await admin.call(rulesContract.losses, { query: { from: '2026-11-20' } })
  expect(body.reasons.find(({ reason }) => reason === 'Competitor')).toMatchObject({ deals: 1, amountMinor: 50_000 })
  const rows = await admin.call(rulesContract.lostDeals, { query: { reason: 'Competitor', from: '2026-11-20' } })
  expect(rows.body).toMatchObject({ total: 1, deals: [{ name: 'Gone', amountMinor: 50_000 }] })
  const without = body.reasons.find(({ reason }) => reason === null)?.deals ?? 0
  expect((await admin.call(rulesContract.lostDeals, { query: { from: '2026-11-20' } })).body.total).toBe(without)
})

test('exit criteria ask for activities and done actions; a playbook adds the actions once per entry', async () => {
  const terms = {
    kind: 'exit criteria',
    stageId: stage('Negotiation'),
    activities: { kind: 'meeting', atLeast: 1 },
    actionsDone: true,
  } as const
  expect((await admin.call(rulesContract.addRule, { body: { name: 'Met and agreed', terms } })).status).toBe(200)
  const deal = await newDeal('Careful', { amountMinor: 90_000, expectedClose: '2026-12-31' })
  const moved = await move(deal, { stageId: stage('Negotiation') })
  await follow(deal.id)
  const about = { noun: 'deal', id: deal.id, limit: 10 }
  const { body: added } = await admin.call(actionsContract.actions, { query: about })
  expect(added.actions.map(({ title, dueOn }) => [title, dueOn])).toEqual([
    ['Agree on the decision day', '2026-11-24'],
    ['Send the contract draft', '2026-11-27'],
  ])
  const here = { id: deal.id, changedAt: moved.body.changedAt }
  const early = await move(here, { stageId: stage('Contract') })
  expect(early.body.message).toContain(
    'Careful does not leave Negotiation yet: 0 of 1 meetings since it came to the stage.',
  )
  await admin.call(crmContract.addActivity, {
    body: { dealId: deal.id, kind: 'meeting', happenedAt: now.toISOString(), subject: 'Met on site' },
  })
  const undone = await move(here, { stageId: stage('Contract') })
  expect(undone.body.message).toContain('"Agree on the decision day" is not done.')
  for (const { id } of added.actions) await admin.call(actionsContract.finishAction, { params: { id } })
  expect((await move(here, { stageId: stage('Contract') })).status).toBe(200)
})

test('a time limit runs in business hours and escalates once to the manager', async () => {
  const terms = { kind: 'time limit', stageId: stage('Contract'), hours: 8, escalateTo: 'manager' } as const
  now = new Date('2026-11-20T16:00:00Z')
  const { body: rule } = await admin.call(rulesContract.addRule, { body: { name: 'Contracts in a day', terms } })
  await newDeal('Slow', { stageId: stage('Contract'), amountMinor: 70_000, expectedClose: '2026-12-31' })
  const work = { workspace: app.workspace, actor: systemActor }
  now = new Date('2026-11-22T16:00:00Z')
  await escalateLate(work)
  const firings = () => admin.call(rulesContract.firings, { params: { id: rule.id } })
  expect((await firings()).body.total).toBe(0)
  now = new Date('2026-11-24T16:00:00Z')
  await escalateLate(work)
  await escalateLate(work)
  expect((await firings()).body).toMatchObject({ total: 1, firings: [{ what: 'escalated', dealName: 'Slow' }] })
})

test('new deals without an owner go round by weight; who is on leave or full is passed over', async () => {
  const { rows } = await sql<{ id: string }>`select id from company.person where left_on is null
    and not exists (select from crm.deal where owner_id = person.id and outcome = 'open') order by id limit 3`.execute(
    app.workspace.db,
  )
  const [first, second, third] = rows.map(({ id }) => id) as [string, string, string]
  const pool = [
    { personId: first, weight: 2, capacity: null },
    { personId: second, weight: 1, capacity: 1 },
    { personId: third, weight: 1, capacity: null },
  ]
  const terms = { kind: 'assignment', stageId: stage('Qualification'), pool } as const
  await admin.call(rulesContract.addRule, { body: { name: 'Inbound', terms } as never })
  await admin.call(leaveContract.addLeave, {
    body: { personId: third, startsOn: '2026-11-01', lastDay: '2026-12-14', note: '' },
  })
  const owners: (string | null)[] = []
  for (let at = 0; at < 4; at++) {
    const { id } = await newDeal(`Inbound ${at}`, { stageId: stage('Qualification'), ownerId: null })
    await follow(id)
    const { body } = await admin.call(crmContract.dealDetail, { params: { id } })
    owners.push(body.deal.ownerId)
  }
  expect(owners).toEqual([first, second, first, first])
})

test('leads that come by API and by file go to whose turn it is, each with its reason; the rule is tried on the past first', async () => {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from company.person where left_on is null
    and not exists (select from crm.lead where owner_id = person.id) order by id limit 2`.execute(app.workspace.db)
  const [ana, kim] = rows as [{ id: string; name: string }, { id: string; name: string }]
  const pool = [
    { personId: ana.id, perWeek: 1 },
    { personId: kim.id, perWeek: 1 },
  ]
  const terms = { kind: 'assignment', of: 'leads', order: 5, countries: ['Peru'], pool, fallbackId: kim.id }
  const tried = await admin.call(rulesContract.tryAssignment, { body: { terms } as never })
  expect(tried.body).toMatchObject({ of: 'leads', matched: 0 })
  expect(tried.body.came).toBeGreaterThan(0)
  const added = await admin.call(rulesContract.addRule, { body: { name: 'Peru', terms } as never })
  const lead = async (name: string) => {
    const { body } = await admin.call(crmContract.addLead, { body: { name, country: 'Peru', ownerId: null } })
    await processJobs[1].run(app.workspace, { leadId: body.id })
    return body.id
  }
  const first = await lead('Inés')
  await lead('Óscar')
  const paths = await written({
    'leads.csv': 'Lead ID,First Name,Last Name,Company,Country,Lead Status\nL-1,Rosa,Quispe,Andina,Peru,New\n',
  })
  const [record] = await drop(app.work, { paths })
  await processJobs[2].run(app.workspace, { importId: record!.id })
  const { body } = await admin.call(crmContract.listLeads, { query: { country: 'Peru', sort: 'created:asc' } })
  expect(body.leads.map(({ ownerName }) => ownerName)).toEqual([ana.name, kim.name, kim.name])
  const why = await admin.call(rulesContract.assignments, { query: { noun: 'lead', id: body.leads[2]!.id } })
  expect(why.body.assignments.map(({ says }) => says)).toEqual([
    `Rule 1 "Peru": country Peru; nobody of the pool is free, so the fallback owner; passed over ${ana.name} (full: 1 of 1 this week), ${kim.name} (full: 1 of 1 this week).`,
  ])
  const firstWhy = await admin.call(rulesContract.assignments, { query: { noun: 'lead', id: first } })
  expect(firstWhy.body.assignments[0]!.says).toBe('Rule 1 "Peru": country Peru; first in turn; 1 of 1 this week.')
  const { body: all } = await admin.call(rulesContract.rules)
  expect(all.rules.find(({ id }) => id === added.body.id)!.effect).toMatchObject({
    fired: 3,
    says: 'Handed over 3 leads; 0 times nobody was free.',
  })
  const again = await admin.call(rulesContract.tryAssignment, { body: { terms } as never })
  expect(again.body.people.map(({ got, had }) => [got, had])).toEqual([
    [1, 1],
    [2, 2],
  ])
  const odd = { ...terms, stageId: stage('Discovery') }
  expect(
    (await admin.call(rulesContract.addRule, { body: { name: 'Odd lead', terms: odd } as never })).body.message,
  ).toContain('A lead has no stage')
})

test('a faulty rule is refused with what is wrong', async () => {
  const say = async (terms: object) =>
    (await admin.call(rulesContract.addRule, { body: { name: 'Odd', terms } as never })).body.message
  expect(await say({ kind: 'lost reason', stageId: stage('Won'), reasons: ['Price'] })).toContain(
    'Won is no lost stage',
  )
  expect(await say({ kind: 'exit criteria', stageId: stage('Discovery') })).toContain('no criterion')
  const twin = await admin.call(rulesContract.addRule, {
    body: { name: 'inbound', terms: { kind: 'lost reason', stageId: stage('Lost'), reasons: ['Price'] } },
  })
  expect(twin.status).toBe(409)
})

test('a discount climbs the chain of the desk; until it is approved the deal is not won; a circle of substitutes is refused', async () => {
  const { rows } = await sql<{
    id: string
  }>`select id from company.person where left_on is null order by name limit 3`.execute(app.workspace.db)
  const [anna, ben, cleo] = rows.map(({ id }) => id) as [string, string, string]
  const desk = (levels: object[]) =>
    admin.call(rulesContract.addRule, {
      body: { name: 'Discount desk', terms: { kind: 'approval', stageId: stage('Won'), levels } as never },
    })
  const { body: known } = await admin.call(rulesContract.rules)
  const demoDesk = known.rules.find(({ kind }) => kind === 'approval')!
  expect(demoDesk.inWords).toMatch(/^From Contract on, discounts are approved: 10% or more by .+, 20% or more by .+\.$/)
  const another = await desk([{ fromDiscount: 5, approverId: anna, substituteId: null }])
  expect(another).toMatchObject({ status: 409, body: { code: 'second-desk' } })
  await admin.call(rulesContract.endRule, { params: { id: demoDesk.id } })
  const circle = await desk([
    { fromDiscount: 10, approverId: anna, substituteId: ben },
    { fromDiscount: 20, approverId: ben, substituteId: anna },
  ])
  expect(circle).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/^The chain is circular: the substitutes lead from (.+) to .+ to \1\./) },
  })
  const chain = [
    { fromDiscount: 10, approverId: anna, substituteId: cleo },
    { fromDiscount: 20, approverId: ben, substituteId: null },
  ]
  expect((await desk(chain)).status).toBe(200)
  const deal = await newDeal('Cheap', { amountMinor: 80_000, expectedClose: '2026-12-31' })
  const { body: asked } = await admin.call(approvalsContract.ask, {
    body: { dealId: deal.id, discount: 22.5, reason: 'Volume' },
  })
  expect(asked.state).toBe('pending')
  expect((await move(deal, { stageId: stage('Won') })).body.message).toContain(
    'the discount asked for Cheap waits for an answer',
  )
  const [first, second] = [await app.as('owner', anna), await app.as('owner', ben)]
  const answer = (by: Caller) =>
    by.call(approvalsContract.answer, { params: { id: asked.id }, body: { answer: 'approved' } })
  expect((await answer(second)).status).toBe(403)
  expect((await answer(first)).body.state).toBe('pending')
  const { body: waiting } = await second.call(approvalsContract.approvals, { query: { dealId: deal.id } })
  expect(waiting.approvals).toMatchObject([
    { state: 'pending', mayAnswer: true, levels: 2, answers: [{ answer: 'approved' }] },
  ])
  expect((await answer(second)).body.state).toBe('approved')
  expect((await move(deal, { stageId: stage('Won') })).status).toBe(200)
})
