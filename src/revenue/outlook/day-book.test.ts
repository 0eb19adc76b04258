import { describe, expect, test } from 'vitest'
import type { DealLives, DealOnDay } from '#pipeline/lives.sql.ts'
import { dayBookAfter, dayBookOf } from './day-book.ts'

const span = { day: 100, from: 90, to: 180 }
const all = { deal: () => true, part: () => false }

describe('the book of a day after some deals changed', () => {
  test('is the book that reading all deals gives', () => {
    const deals = Array.from({ length: 30 }, (_, deal) => dealOf(deal))
    const before = dayBookOf(livesOf(deals), span, all)
    const changed = [
      dealOf(2, { outcome: 'won', closedOn: 95, category: 'closed' }),
      dealOf(3, { worth: 77 }),
      dealOf(9, { category: 'omitted' }),
      dealOf(10, { owner: 'new owner' }),
      dealOf(30),
    ]
    for (const each of changed) deals[each.deal] = each
    const after = dayBookAfter(before, livesOf(deals), { deals: changed.map(({ deal }) => deal), sees: all })
    const whole = dayBookOf(livesOf(deals), span, all)
    expect(after.open).toEqual(whole.open)
    expect(after.won).toEqual(whole.won)
    for (const column of ['createdOn', 'closedOn', 'won', 'amount'] as const)
      expect([...after.begun[column].subarray(0, 31)]).toEqual([...whole.begun[column]])
    expect(ownersIn(after.begun)).toEqual(ownersIn(whole.begun))
  })

  test('is the very same book where none of them stood otherwise on its day', () => {
    const deals = Array.from({ length: 8 }, (_, deal) => dealOf(deal))
    const before = dayBookOf(livesOf(deals), span, all)
    expect(dayBookAfter(before, livesOf(deals), { deals: [1, 4], sees: all })).toBe(before)
  })

  test('lets go of a deal that its reader sees no longer', () => {
    const deals = Array.from({ length: 8 }, (_, deal) => dealOf(deal))
    const before = dayBookOf(livesOf(deals), span, all)
    const after = dayBookAfter(before, livesOf(deals), {
      deals: [4],
      sees: { ...all, deal: (deal) => deals[deal]!.owner !== 'owner 0' },
    })
    expect(before.open.length - after.open.length).toBe(1)
    expect(after.open.some(({ deal }) => deal === 4)).toBe(false)
  })
})

function dealOf(deal: number, other: Partial<DealOnDay> = {}): DealOnDay {
  return {
    deal,
    id: `deal ${deal}`,
    outcome: deal % 5 === 0 ? 'won' : 'open',
    owner: deal % 7 === 6 ? null : `owner ${deal % 4}`,
    stage: 'stage',
    category: 'pipeline',
    worth: 1000 + deal,
    createdOn: 10 + deal,
    expectedClose: 120,
    closedOn: deal % 5 === 0 ? 92 + (deal % 12) : null,
    ...other,
  }
}

function livesOf(deals: readonly DealOnDay[]): DealLives {
  return {
    deals: deals.length,
    dealOn: () => (deal: number) => deals[deal]!,
    ownerToday: (deal: number) => deals[deal]!.owner,
    snapshot: ({ deal, worth }: DealOnDay) => ({ day: span.day, values: { worth }, age: deal }),
  } as unknown as DealLives
}

function ownersIn({ owner, owners }: { owner: Int32Array; owners: readonly string[] }) {
  return [...owner.subarray(0, 31)].map((place) => owners[place] ?? null)
}
