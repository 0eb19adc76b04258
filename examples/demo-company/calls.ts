import { dayText, instantAt, instantText, quarterStart } from './days.ts'
import type { Random } from './random.ts'
import type { DealRow, RateRow } from './rows.ts'
import { holderOn, type Seat } from './seats.ts'
import type { Story } from './truth.ts'

export type CallRow = {
  id: string
  person_id: string
  covers: 'own' | 'team'
  voice: 'self' | 'manager'
  starts_on: string
  ends_on: string
  commit_minor: number
  best_minor: number
  currency: string
  note: string
  said_at: string
}

/** By how much each habit calls above (1.2: 20 %) or below what closes in the end. */
export const callHabits: Record<string, number> = {
  steady: 1.0,
  sandbagger: 0.76,
  'happy ears': 1.28,
  'late recorder': 0.97,
}

/** Days of the quarter on which calls are made, and how far a call then lies from its habit (standard deviation, in share). */
const rounds = [
  { day: 3, spread: 0.16 },
  { day: 24, spread: 0.12 },
  { day: 52, spread: 0.07 },
  { day: 73, spread: 0.04 },
] as const

const pastQuarters = 12

/**
 * What reps called in each quarter: what they closed in the end, by their habit, less and less uncertain. For the running
 * quarter what is closed and due stands for the end, which nobody knows yet.
 */
export function makeCalls(input: {
  story: Story
  seats: readonly Seat[]
  deals: readonly DealRow[]
  rates: readonly RateRow[]
  random: Random
  newId: (at: number) => string
}): CallRow[] {
  const { story, seats, random, newId } = input
  const endOf = ending(input)
  const rows: CallRow[] = []
  for (let quarter = -pastQuarters; quarter <= 0; quarter++) {
    const span = { from: quarterStart(story.today, quarter), until: quarterStart(story.today, quarter + 1) }
    for (const seat of seats) {
      const { personId, behaviour } = holderOn(seat, span.from)
      const actual = endOf(personId, span)
      for (const { day, spread } of rounds) {
        const on = span.from + day
        if (on > story.today) continue
        const called = actual * callHabits[behaviour]! * Math.max(0.3, 1 + spread * random.normal())
        const at = instantAt({ day: on, hours: 14 + 6 * random.uniform() })
        rows.push({
          id: newId(at),
          person_id: personId,
          covers: 'own',
          voice: 'self',
          starts_on: dayText(span.from),
          ends_on: dayText(span.until),
          commit_minor: toThousand(called),
          best_minor: toThousand(called * random.between({ from: 1.08, to: 1.3 })),
          currency: 'USD',
          note: '',
          said_at: instantText(at),
        })
      }
    }
  }
  return rows
}

/** What an owner won in a span, or for the running one has won and has due at even odds, in dollar cents. */
function ending({ deals, rates }: { deals: readonly DealRow[]; rates: readonly RateRow[] }) {
  const byOwner = Map.groupBy(deals, (deal) => deal.owner_id)
  const dollars = (deal: DealRow, day: string) => {
    if (deal.currency === 'USD') return deal.amount_minor
    const rate = rates.findLast((each) => each.code === deal.currency && each.starts_on <= day)
    return Math.round(deal.amount_minor * Number(rate?.rate ?? 1))
  }
  return (personId: string, span: { from: number; until: number }): number => {
    const [from, until] = [dayText(span.from), dayText(span.until)]
    let sum = 0
    for (const deal of byOwner.get(personId) ?? []) {
      const { outcome, closed_on: closed, expected_close: due } = deal
      if (outcome === 'won' && closed && closed >= from && closed < until) sum += dollars(deal, closed)
      if (outcome === 'open' && due >= from && due < until) sum += dollars(deal, due) / 2
    }
    return sum
  }
}

function toThousand(minor: number): number {
  return Math.round(minor / 100_000) * 100_000
}
