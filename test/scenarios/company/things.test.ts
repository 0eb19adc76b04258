import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companyContract } from '#company/contract.ts'
import { currenciesContract } from '#company/currencies/contract.ts'
import { itemsContract } from '#company/items/contract.ts'
import { sitesContract } from '#company/sites/contract.ts'
import { territoriesContract } from '#company/territories/contract.ts'
import { auditContract } from '#platform/audit/contract.ts'
import { roles } from '#roles.ts'
import { settingsContract } from '#settings/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'

let app: TestApp
let owner: Caller

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date('2026-11-23T12:00:00Z') })
  owner = await app.as('owner')
})
afterAll(() => app.close())

describe('the company', () => {
  test('is changed by the owner alone, and the calendar follows at once', async () => {
    const analyst = await app.as('sales-ops-analyst')
    expect((await analyst.call(companyContract.changeProfile, { body: { name: 'Mine' } })).status).toBe(403)
    const { body } = await owner.call(companyContract.changeProfile, {
      body: { name: 'Nordlicht', locale: 'de-DE', timeZone: 'Europe/Berlin', fiscalStartMonth: 7 },
    })
    expect(body).toMatchObject({ name: 'Nordlicht', fiscalStartMonth: 7, currency: 'USD' })
    const calendar = await analyst.call(companyContract.calendar, { query: { from: '2026-07-01', to: '2027-06-30' } })
    expect(calendar.body.today).toBe('2026-11-23')
    expect(calendar.body.years.map((year) => year.label)).toEqual(['FY27'])
    expect(calendar.body.quarters).toHaveLength(4)
    expect(calendar.body.months).toHaveLength(12)
    expect(calendar.body.weeks.at(0)?.startsOn).toBe('2026-06-29')
  })

  test('refuses a time zone, a language and a range that are none, in plain words', async () => {
    const zone = await owner.call(companyContract.changeProfile, { body: { timeZone: 'Mars/Olympus' } })
    expect([zone.status, zone.body.message]).toEqual([400, expect.stringContaining('This is no time zone')])
    const range = await owner.call(companyContract.calendar, { query: { from: '2026-07-01', to: '2026-06-30' } })
    expect([range.status, range.body.code]).toEqual([400, 'bad-range'])
  })
})

describe('items', () => {
  test('keep an exact list price, belong to a family, and are found by code or name', async () => {
    const family = await owner.call(itemsContract.addFamily, { body: { name: 'Lamps' } })
    const added = await owner.call(itemsContract.add, {
      body: { code: 'L-1', name: 'Aurora', familyId: family.body.id, listPrice: '1234567890123.000001' },
    })
    expect(added.body).toMatchObject({ listPrice: '1234567890123.000001', unit: 'each', family: { name: 'Lamps' } })
    const taken = await owner.call(itemsContract.add, { body: { code: 'L-1', name: 'Borealis' } })
    expect([taken.status, taken.body.message]).toEqual([409, 'Another item is called L-1 already.'])
    const found = await owner.call(itemsContract.list, { query: { search: 'auro' } })
    expect(found.body.items.map((item) => item.code)).toEqual(['L-1'])
    const wrong = await owner.call(itemsContract.change, {
      params: { id: added.body.id },
      body: { activeFrom: '2026-05-01', activeTo: '2026-04-30' },
    })
    expect([wrong.status, wrong.body.code]).toEqual([400, 'ends-before-start'])
  })

  test('tell in the audit what changed, from what to what', async () => {
    const { body } = await owner.call(itemsContract.add, { body: { code: 'L-2', name: 'Polar', listPrice: '10' } })
    await owner.call(itemsContract.change, { params: { id: body.id }, body: { listPrice: '12.50', name: 'Polar' } })
    const { body: audit } = await owner.call(auditContract.list, { query: { noun: 'item', subjectId: body.id } })
    expect(audit.entries[0]).toMatchObject({ before: { listPrice: '10' }, after: { listPrice: '12.50' } })
  })
})

describe('attributes of items', () => {
  const attributes = async () => (await owner.call(itemsContract.attributes)).body.attributes
  const item = async (code: string) =>
    (await owner.call(itemsContract.list, { query: { search: code } })).body.items.find((each) => each.code === code)!

  test('come with files under their headers, and are known again', async () => {
    const file = (rows: string) => written({ 'items.csv': `Item code,Item name,Brand,Colour,Shelf\n${rows}\n` })
    const [first] = await drop(app.work, { paths: await file('A-1,Ada,Nordan,red,12\nA-2,Ida,Nordan,blue,13') })
    expect(first).toMatchObject({ kind: 'items', status: 'loaded', rowsNew: 2 })
    // Brand and colour tell items apart in any company; nobody asked to keep the shelf.
    expect((await item('A-1')).fields).toEqual({ Brand: 'Nordan', Colour: 'red' })
    expect(await attributes()).toEqual([
      { name: 'Brand', items: 2, values: 1 },
      { name: 'Colour', items: 2, values: 2 },
    ])
    const [second] = await drop(app.work, { paths: await file('A-1,Ada,Arvo,,12\nA-2,Ida,Nordan,blue,13') })
    expect(second).toMatchObject({ rowsChanged: 1, rowsUnchanged: 1 })
    expect((await item('A-1')).fields).toEqual({ Brand: 'Arvo', Colour: 'red' })
  })

  test('are edited one by one, found by what they say, and refused where no item has them', async () => {
    const { id } = await item('A-2')
    const change = (fields: Record<string, string | null>) =>
      owner.call(itemsContract.change, { params: { id }, body: { fields } })
    expect((await change({ Colour: null, Brand: 'Kestrel' })).body.fields).toEqual({ Brand: 'Kestrel' })
    const { status, body } = await change({ Couleur: 'rouge' })
    expect([status, body]).toEqual([400, expect.objectContaining({ message: 'No item has a field "Couleur".' })])
    const { body: found } = await owner.call(itemsContract.list, { query: { search: 'kestrel' } })
    expect(found.items.map(({ code }) => code)).toEqual(['A-2'])
    const { body: audit } = await owner.call(auditContract.list, { query: { noun: 'item', subjectId: id } })
    expect(audit.entries[0]).toMatchObject({ before: { fields: ['Brand', 'Colour'] }, after: { fields: ['Brand'] } })
  })
})

describe('territories and sites', () => {
  test('form a tree that cannot lie in itself', async () => {
    const europe = await owner.call(territoriesContract.add, { body: { name: 'Europe' } })
    const germany = await owner.call(territoriesContract.add, { body: { name: 'Germany', parentId: europe.body.id } })
    const turned = await owner.call(territoriesContract.change, {
      params: { id: europe.body.id },
      body: { parentId: germany.body.id },
    })
    expect([turned.status, turned.body.message]).toEqual([
      409,
      'Europe cannot lie in Germany, which lies in Europe itself.',
    ])
    const site = await owner.call(sitesContract.add, {
      body: { name: 'Kiel', kind: 'plant', territoryId: germany.body.id },
    })
    expect(site.body.territory?.name).toBe('Germany')
  })
})

describe('currencies', () => {
  test('have dated exact rates to the company currency, which has none itself', async () => {
    const params = { code: 'EUR', startsOn: '2026-01-01' }
    await owner.call(currenciesContract.setRate, { params, body: { rate: '1.0812345678' } })
    const corrected = await owner.call(currenciesContract.setRate, { params, body: { rate: '1.09' } })
    expect(corrected.body.rates).toEqual([{ startsOn: '2026-01-01', rate: '1.09' }])
    const own = await owner.call(currenciesContract.setRate, {
      params: { code: 'USD', startsOn: '2026-01-01' },
      body: { rate: '1' },
    })
    expect([own.status, own.body.code]).toEqual([409, 'own-currency'])
    const zero = await owner.call(currenciesContract.setRate, { params, body: { rate: '0.000' } })
    expect(zero.status).toBe(400)
  })

  test('hold the company currency in place while rates are stated in it', async () => {
    const refused = await owner.call(companyContract.changeProfile, { body: { currency: 'EUR' } })
    expect([refused.status, refused.body.code]).toEqual([409, 'rates-stand'])
    await owner.call(currenciesContract.removeRate, { params: { code: 'EUR', startsOn: '2026-01-01' } })
    const changed = await owner.call(companyContract.changeProfile, { body: { currency: 'EUR' } })
    expect(changed.body.currency).toBe('EUR')
  })
})

test('every role reads the company; only those with company:edit change it', async () => {
  for (const role of Object.values(roles)) {
    const caller = await app.as(role.key)
    const read = await caller.call(itemsContract.list)
    const write = await caller.call(itemsContract.addFamily, { body: { name: `Family of ${role.name}` } })
    expect([role.key, read.status, write.status]).toEqual([
      role.key,
      200,
      role.permissions.includes('company:edit') ? 200 : 403,
    ])
  }
})

test('what each role may do is told to everybody who is signed in', async () => {
  const rep = await app.as('rep')
  const { body } = await rep.call(settingsContract.roles)
  expect(body.roles).toHaveLength(11)
  expect(body.roles.find((role) => role.key === 'sales-manager')).toMatchObject({ reach: { deals: 'team' } })
})
