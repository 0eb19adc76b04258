import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { undoImport } from '#imports/undoing/undo.tx.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'

/** Leads and contacts come from the files that the usual programs write. */
let app: TestApp
beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date('2026-11-20T12:00:00Z') })
})
afterAll(() => app.close())

const report = `"Lead Owner","First Name","Last Name","Title","Company / Account","Email","Lead Source","Lead Status","Rating","Create Date"
"Ada Rep","Ines","Paz","Owner","Paz Cafés","ines@paz.example","Trade Show","Working - Contacted","Hot","10/2/2026"
"Ada Rep","","Okafor","","Okafor Hotels","not an address","Web","Open - Not Contacted","","10/23/2026"
"Bo Rep","Kim","Tran","","Tran Roasters","kim@tran.example","Referral","Closed - Not Converted","","9/13/2026"
"Bo Rep","Kim","Tran","","Tran Roasters","KIM@tran.example","Referral","Closed - Not Converted","","9/13/2026"
`
const exported = `Id,LastName,FirstName,Company,Email,Status,LeadSource,OwnerId,IsConverted,ConvertedDate,CreatedDate
00Q5g00000AbCdE,Paz,Ines,Paz Cafés,ines@paz.example,Qualified,Trade Show,,true,2026-11-02,2026-10-02T08:00:00.000Z
00Q5g00000AbCdF,Novak,Eva,Novak Bistro,eva@novak.example,Mystery,Web,,false,,2026-11-03T08:00:00.000Z
`
const hubspot = `Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Primary Company,Last Activity Date,Lead Status,Create Date
101,Ray,Stone,ray@stone.example,555-1,Ada Rep,Stone Coffee,,NEW,2026-10-01 09:30
102,Mia,Lind,mia@lind.example,,Bo Rep,Lind & Co,,,2026-10-02 10:00
`

async function leads() {
  const { rows } = await sql<{
    line: string
  }>`select concat_ws('|', l.name, coalesce(l.company, ''), coalesce(l.email, ''), l.status,
      coalesce(l.source, ''), coalesce(p.name, ''), (l.created_at at time zone 'UTC')::date) as line
    from crm.lead l left join company.person p on p.id = l.owner_id where l.ended_at is null order by l.name`.execute(
    app.workspace.db,
  )
  return rows.map(({ line }) => line)
}

test('a Salesforce lead report is leads: statuses in their words, a bad address left out, a person twice kept out', async () => {
  const [record] = await drop(app.work, { paths: await written({ 'leads.csv': report }) })
  expect(record).toMatchObject({
    error: null,
    kind: 'leads',
    status: 'loaded',
    rowsIn: 3,
    rowsQuarantined: 1,
    mapping: { source: 'Salesforce report' },
  })
  const reported = [
    'Ines Paz|Paz Cafés|ines@paz.example|contacted|Trade Show|Ada Rep|2026-10-02',
    'Kim Tran|Tran Roasters|kim@tran.example|disqualified|Referral|Bo Rep|2026-09-13',
    'Okafor|Okafor Hotels||new|Web|Ada Rep|2026-10-23',
  ]
  expect(await leads()).toEqual(reported)
  const [again] = await drop(app.work, { paths: await written({ 'leads.csv': report }) })
  expect(again).toMatchObject({ rowsNew: 0, rowsChanged: 0 })

  const [later] = await drop(app.work, { paths: await written({ 'Lead.csv': exported }) })
  expect(later).toMatchObject({ kind: 'leads', status: 'loaded', rowsNew: 1, rowsChanged: 1 })
  expect((await leads()).filter((line) => /Paz|Novak/.test(line))).toEqual([
    'Eva Novak|Novak Bistro|eva@novak.example|new|Web||2026-11-03',
    'Ines Paz|Paz Cafés|ines@paz.example|converted|Trade Show|Ada Rep|2026-10-02',
  ])
  const manager = await app.as('sales-ops-manager')
  const figures = await manager.call(crmContract.leadMeasures, { query: { by: 'source' } })
  expect(figures.body.total.cohort).toMatchObject({
    created: 4,
    converted: 1,
    disqualified: 1,
    open: 2,
    conversionRate: 0.25,
  })
  const { medianHoursToFirstTouch, firstTouchUnknown, medianDaysToConversion } = figures.body.total.cohort
  expect({ medianHoursToFirstTouch, firstTouchUnknown }).toEqual({
    medianHoursToFirstTouch: null,
    firstTouchUnknown: 1,
  })
  expect(medianDaysToConversion).toBeCloseTo(31, 0)
  expect(figures.body.groups.map(({ key, cohort }) => [key, cohort.created])).toEqual([
    ['Web', 2],
    ['Referral', 1],
    ['Trade Show', 1],
  ])
  await undoImport(app.work, later!.id)
  expect(await leads()).toEqual(reported)
})

test('HubSpot contacts are contacts at their companies, and go again with an undo', async () => {
  const [record] = await drop(app.work, { paths: await written({ 'hubspot-contacts.csv': hubspot }) })
  expect(record).toMatchObject({
    error: null,
    kind: 'contacts',
    status: 'loaded',
    rowsNew: 2,
    mapping: { source: 'HubSpot' },
  })
  const manager = await app.as('sales-ops-manager')
  const list = await manager.call(crmContract.listContacts)
  expect(list.body.contacts).toMatchObject([
    { name: 'Mia Lind', accountName: 'Lind & Co', ownerName: 'Bo Rep' },
    { name: 'Ray Stone', accountName: 'Stone Coffee', phone: '555-1', externalId: '101' },
  ])
  await undoImport(app.work, record!.id)
  expect((await manager.call(crmContract.listContacts)).body.total).toBe(0)
})
