import { expect, test } from 'vitest'
import { writtenIn } from '#platform/numbers/written.ts'
import { needsOfRenewals, renewalsOf } from './renewals.ts'
import type { Tool } from './schema.ts'

const written = writtenIn('en-US')
const tools = [
  tool('Dialler', { renewsOn: '2027-01-31', noticeDays: 30 }),
  tool('Enricher', { renewsOn: '2026-12-20', noticeDays: 60 }),
  tool('Sender', { renewsOn: '2027-09-01', noticeDays: 90 }),
  tool('Old thing', { renewsOn: '2026-12-31', status: 'retired' }),
  tool('Free thing', { renewsOn: null }),
]

test('renewals stand by the day on which notice must be given, soonest first, and say how far off it is', () => {
  const found = renewalsOf(tools, '2026-11-29')
  expect(found.map(({ name, noticeBy, daysToNotice, state }) => [name, noticeBy, daysToNotice, state])).toEqual([
    ['Enricher', '2026-10-21', -39, 'notice passed'],
    ['Dialler', '2027-01-01', 33, 'soon'],
    ['Sender', '2027-06-03', 186, 'later'],
  ])
})

test('a renewal asks for a decision before its notice day, with the money where it is in the company’s currency', () => {
  const needs = needsOfRenewals(renewalsOf(tools, '2026-11-29'), { currency: 'EUR', mayEdit: true, written })
  expect(needs.map(({ title, weight, amountMinor }) => [title, weight, amountMinor])).toEqual([
    ['Enricher renews on Dec 20, 2026', 3, 120_000],
    ['Dialler renews on Jan 31, 2027', 5, 120_000],
  ])
  expect(needs[1]!.reason).toBe('Notice must be given by Jan 1, 2027, in 33 days; 4 people used it within 90 days.')
  const abroad = needsOfRenewals(renewalsOf(tools, '2026-11-29'), { currency: 'USD', mayEdit: false, written })
  expect(abroad[0]!.amountMinor).toBeNull()
})

function tool(name: string, with_: Partial<Tool>): Tool {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    name,
    purpose: null,
    owner: null,
    vendor: null,
    costPerYearMinor: 120_000,
    currency: 'EUR',
    seats: null,
    renewsOn: null,
    noticeDays: null,
    status: 'in use',
    data: null,
    overlaps: [],
    activeUsers90: 4,
    activeUsers30: 2,
    lastSignInOn: null,
    costPerActiveUserMinor: null,
    whyNoCostPerUser: null,
    unusedSeats: null,
    usersFrom: null,
    ...with_,
  }
}
