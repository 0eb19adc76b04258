import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { openShop } from '../demand/small-shop.ts'

let app: TestApp
let caller: Caller

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date('2026-11-23T12:00:00Z') })
  await openShop(app)
  caller = await app.as('owner')
})
afterAll(() => app?.close())

const bike = { item: 'B1', territory: 'North', quantity: '4', amount: '40.00', orderedOn: '2026-11-20' }

test('odd records are refused one by one with a way out, and their neighbours are taken', async () => {
  const odd = [
    { item: 'B\u0000' },
    { channel: '\ud800' },
    { orderedOn: '1026-11-20' },
    { channel: 'x'.repeat(21_000) },
    { orderedOn: '2026-11-20T10:00:00Z' },
    { orderedOn: '2026-11-25' },
  ]
  const records = [{}, ...odd, { orderedOn: '2026-11-24', teritory: 'South' }]
  const text = records.map((more, at) =>
    JSON.stringify({ key: `o${at}`, order: 'odd', line: String(at), ...bike, ...more }),
  )
  const response = await caller.fetch('/api/crm/orders/events/bulk', { method: 'POST', body: text.join('\n') })
  expect(response.status).toBe(200)
  const receipt = await response.json()
  expect(receipt).toMatchObject({ received: 8, placed: 2, refused: 6, ignored: [{ field: 'teritory', records: 1 }] })
  expect(receipt.errors.map(({ code }: { code: string }) => code)).toEqual([
    ...['invalid', 'invalid', 'too-long-ago', 'too-long', 'invalid', 'in-the-future'],
  ])
  expect(receipt.errors.filter(({ wayOut }: { wayOut: string | null }) => !wayOut)).toEqual([])
})

test('a line a thousand times beyond all of its item is asked about, and taken once somebody confirms it', async () => {
  const place = async (key: string, more: object) => {
    const body = JSON.stringify({ key, order: key, ...bike, ...more })
    const response = await caller.fetch('/api/crm/orders/events', { method: 'POST', body })
    return response.json()
  }
  expect(await place('usual', { quantity: '2000', unit: 'pcs' })).toMatchObject({
    outcome: 'placed',
    ignored: ['unit'],
  })
  expect(await place('large', { quantity: '1999999' })).toMatchObject({ outcome: 'placed' })
  expect(await place('slip', { item: 'P1', quantity: '9999999999999' })).toMatchObject({
    code: 'implausible',
    message: 'quantity: 9999999999999 is beyond a thousand times the largest line of P1 so far (0).',
  })
  expect(await place('slip', { item: 'P1', quantity: '9999999999999', confirmed: true })).toMatchObject({
    outcome: 'placed',
  })
})
