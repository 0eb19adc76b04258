import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { openSmallTeam, type SmallTeam } from './small-team.ts'

let team: SmallTeam
/** Whole millionths, so that the expected sums are exact whatever their size. */
const expected = new Map<string, { lines: number; millionths: bigint }>()

beforeAll(async () => {
  team = await openSmallTeam()
  const { pool } = team.app.workspace
  const family = randomUUID()
  const items = [randomUUID(), randomUUID()]
  await pool.query(`insert into company.family (id, name) values ($1, 'Pumps')`, [family])
  await pool.query(
    `insert into company.item (id, code, name, family_id) values ($1, 'P1', 'Pump', $3), ($2, 'X1', 'Loose', null)`,
    [...items, family],
  )
  for (let at = 0; at < 500; at++) {
    const millionths = BigInt(at % 7 === 0 ? -1 : 1) * (123_456_789n * BigInt(at + 1) + BigInt(at * at))
    const ordered = `2026-0${1 + (at % 3)}-15`
    const owner = at % 2 === 0 ? team.people.ada : team.people.cleo
    await pool.query(
      `insert into crm.order_line (id, identity, ordered_on, item_id, owner_id, channel, quantity, amount, currency, recorded_at, ended_at)
       values ($1, $2, $3, $4, $5, $6, '1.000001', $7, 'USD', '2026-04-01', $8)`,
      [
        randomUUID(),
        randomUUID(),
        ordered,
        items[at % 2],
        owner,
        at % 5 === 0 ? 'internet' : 'reseller',
        decimal(millionths),
        at % 50 === 49 ? '2026-04-02' : null,
      ],
    )
    if (at % 50 === 49) continue
    const key = [ordered.slice(0, 7), at % 2 === 0 ? 'Pumps' : null, at % 5 === 0 ? 'internet' : 'reseller'].join('|')
    const sum = expected.get(key) ?? { lines: 0, millionths: 0n }
    expected.set(key, { lines: sum.lines + 1, millionths: sum.millionths + millionths })
  }
})
afterAll(() => team.app.close())

function decimal(millionths: bigint): string {
  const digits = String(millionths < 0n ? -millionths : millionths).padStart(7, '0')
  return `${millionths < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`
}

function millionthsOf(text: string): bigint {
  const [whole, part = ''] = text.replace('-', '').split('.')
  const value = BigInt(whole! + part.padEnd(6, '0'))
  return text.startsWith('-') ? -value : value
}

test('sums by month, family and channel are exact to the last decimal, and replaced lines are out', async () => {
  const { body } = await team.admin.call(crmContract.orderSummary, { query: { group: 'month,family,channel' } })
  const found = new Map(
    body.sums.map((sum) => [sum.group.join('|'), { lines: sum.lines, millionths: millionthsOf(sum.amount) }]),
  )
  expect(found).toEqual(expected)
  const total = [...expected.values()].reduce((sum, each) => sum + each.millionths, 0n)
  expect(body.totals).toMatchObject([{ currency: 'USD', lines: 490, quantity: '490.00049' }])
  expect(millionthsOf(body.totals[0]!.amount)).toBe(total)
})

test('a rep sees their own order lines only, in lists and in sums', async () => {
  const ada = await team.app.as('rep', team.people.ada)
  const { body } = await ada.call(crmContract.orderSummary, { query: { group: 'owner' } })
  expect(body.sums.map((sum) => [sum.group[0], sum.lines])).toEqual([['Ada Rep', 250]])
  const list = await ada.call(crmContract.listOrders, { query: { limit: 500 } })
  expect(new Set(list.body.lines.map((line) => line.ownerName))).toEqual(new Set(['Ada Rep']))
  const enablement = await team.app.as('enablement')
  expect((await enablement.call(crmContract.listOrders)).body.lines).toEqual([])
})

test('lines are filtered by day, item and channel, and paged in order', async () => {
  const query = { from: '2026-02-01', to: '2026-02-28', channel: 'internet', sort: 'amount:desc' }
  const { body } = await team.admin.call(crmContract.listOrders, { query: { ...query, limit: 20 } })
  expect(body.next).toBe(20)
  const second = await team.admin.call(crmContract.listOrders, { query: { ...query, limit: 20, offset: 20 } })
  const amounts = [...body.lines, ...second.body.lines].map((line) => Number(line.amount))
  expect(amounts).toEqual(amounts.toSorted((a, b) => b - a))
  const all = [...body.lines, ...second.body.lines]
  expect(all.every((line) => line.orderedOn === '2026-02-15' && line.channel === 'internet')).toBe(true)
  expect(new Set(all.map((line) => line.id)).size).toBe(all.length)
})
