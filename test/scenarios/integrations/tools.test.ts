import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPerson } from '#company/people/change.tx.ts'
import { undoImport } from '#imports/undoing/undo.tx.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { drop } from '../import-crm/dropping.ts'
import { newFolder } from '../import-formats/files.ts'

let app: TestApp
let manager: Caller
let folder: string
const now = new Date('2026-11-29T10:00:00Z')

beforeAll(async () => {
  app = await openTestApp({ clock: () => now })
  manager = await app.as('sales-ops-manager')
  folder = await newFolder()
  await addPerson(app.work, { name: 'Ada Berg', email: 'ada@example.com' })
})
afterAll(() => app.close())

test('a file lists the tools, a second one changes one of them, and undoing it brings the first back', async () => {
  const first = await dropped('tools.csv', [
    'Tool,Purpose,Owner,Vendor,Cost per year,Currency,Seats,Renews on,Notice days,Status,Data it holds,Overlaps with',
    'Recorder,Call recording,Ada Berg,Parley,12000.00,USD,10,2027-01-31,30,in use,recordings,Listener',
    'Listener,Coaching,,Sonder,7800.50,USD,5,2027-06-30,60,in use,transcripts,',
    'Quoter,Quoting,,Angebot,,,3,,,in use,,',
    'Bad one,Quoting,,Angebot,100.00,USD,-3,,,in use,,',
  ])
  expect([first.kind, first.rowsNew, first.rowsQuarantined]).toEqual(['tools', 3, 1])
  const { body } = await manager.call(integrationsContract.tools)
  expect(body).toMatchObject({
    total: 3,
    costPerYear: [{ currency: 'USD', minor: 1_980_050, tools: 2 }],
    withoutCost: 1,
  })
  expect(body.tools[2]).toMatchObject({ name: 'Recorder', owner: { name: 'Ada Berg' }, overlaps: ['Listener'] })
  const second = await dropped('tools-2.csv', [
    'Tool,Purpose,Vendor,Cost per year,Currency,Seats,Renews on,Notice days',
    'Listener,Coaching,Sonder,9000.00,USD,5,2027-06-30,60',
  ])
  expect([second.rowsNew, second.rowsChanged]).toEqual([0, 1])
  const id = body.tools[0]!.id
  const changed = (await manager.call(integrationsContract.tool, { params: { id } })).body.tool
  expect(changed).toMatchObject({ costPerYearMinor: 900_000, data: 'transcripts' })
  await undoImport(app.work, second.id)
  expect((await manager.call(integrationsContract.tool, { params: { id } })).body.tool.costPerYearMinor).toBe(780_050)
})

test('sign-ins tell who would miss a tool; a person counts once by name or e-mail; no address is kept', async () => {
  const report = await dropped('sign-ins.csv', [
    'Tool,Email,Day',
    'Recorder,ada@example.com,2026-11-20',
    'Recorder,ADA@example.com,2026-11-21',
    'Recorder,Ada Berg,2026-11-22',
    'Recorder,who@else.example,2026-10-01',
    'Recorder,long@ago.example,2026-05-01',
    'Listener,ada@example.com,2026-11-01',
  ])
  expect([report.kind, report.rowsNew]).toEqual(['tool sign-ins', 6])
  const { body } = await manager.call(integrationsContract.tools, { query: { q: 'recorder' } })
  expect(body.tools[0]).toMatchObject({
    activeUsers90: 2,
    activeUsers30: 1,
    lastSignInOn: '2026-11-22',
    costPerActiveUserMinor: 600_000,
    unusedSeats: 8,
  })
  const one = await manager.call(integrationsContract.tool, { params: { id: body.tools[0]!.id } })
  expect(one.body).toMatchObject({ people: [{ name: 'Ada Berg', days: 3, lastOn: '2026-11-22' }], others: 1 })
  expect(one.body.months.map(({ users }) => users)).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1])
  const quoter = (await manager.call(integrationsContract.tools, { query: { q: 'Quoter' } })).body.tools[0]
  expect(quoter).toMatchObject({
    activeUsers90: null,
    costPerActiveUserMinor: null,
    whyNoCostPerUser: 'No cost per year is known.',
  })
})

test('renewals stand by notice day, overlaps with their lower cost and who uses both, and the Overview asks in time', async () => {
  const { body: renewals } = await manager.call(integrationsContract.renewals)
  expect(renewals.renewals.map(({ name, noticeBy, state }) => [name, noticeBy, state])).toEqual([
    ['Recorder', '2027-01-01', 'soon'],
    ['Listener', '2027-05-01', 'later'],
  ])
  const { body } = await manager.call(integrationsContract.overlaps)
  expect(body.overlaps).toEqual([
    {
      a: 'Listener',
      aId: expect.any(String),
      b: 'Recorder',
      bId: expect.any(String),
      why: 'said by the owner',
      purpose: 'Coaching',
      lowerCostMinor: 780_050,
      currency: 'USD',
      usersOfBoth90: 1,
    },
  ])
  const needs = await manager.fetch('/api/overview/needs')
  expect(JSON.stringify(await needs.json())).toContain('Recorder renews on Jan 31, 2027')
})

test('a tool is added once, renamed with its sign-ins and flows, exported, and taken out; who may only read changes nothing', async () => {
  const add = (name: string) => manager.call(integrationsContract.addTool, { body: { name, costPerYearMinor: 100 } })
  const made = await add('Dialler')
  expect((await add('DIALLER')).status).toBe(409)
  await manager.call(integrationsContract.addFlow, { body: { from: 'Recorder', to: 'Dialler', data: 'numbers' } })
  await manager.call(integrationsContract.changeTool, { params: { id: made.body.id }, body: { name: 'Caller' } })
  const { body } = await manager.call(integrationsContract.flows)
  expect(body.flows).toMatchObject([{ from: 'Recorder', to: 'Caller', data: 'numbers', known: true }])
  const csv = await (await manager.fetch('/api/integrations/tools/file')).text()
  expect(csv).toMatch(
    /Recorder,Call recording,Ada Berg,Parley,12000\.00,USD,10,2027-01-31,30,in use,recordings,Listener,2/,
  )
  await manager.call(integrationsContract.endTool, { params: { id: made.body.id } })
  expect((await manager.call(integrationsContract.tools)).body.total).toBe(3)
  const finance = await app.as('finance')
  expect((await finance.call(integrationsContract.addTool, { body: { name: 'X' } })).status).toBe(403)
  expect((await (await app.as('rep')).call(integrationsContract.tools)).status).toBe(403)
})

async function dropped(name: string, lines: string[]) {
  const path = join(folder, name)
  await writeFile(path, lines.join('\n'))
  return (await drop(app.work, { paths: [path] }))[0]!
}
