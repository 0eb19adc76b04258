import { type ComingDeals, comingDeals } from '@drumbeat/deal-outlook'
import { add, type FiscalCalendar, periodOf, startOf } from '@drumbeat/periods'

/** A past deal as the pace of creation needs it. */
export type Begun = {
  owner: string | null
  createdOn: number
  closed?: { on: number; as: 'won' | 'lost' } | undefined
  amount: number
}

/** Days that tell who creates deals, and deals by which an owner's mean amount weighs as much as everybody's. */
const paceDays = 364
const priorDeals = 10

/**
 * The deals still to be created and won in the period, and whose they will be: by each owner's share of the deals created in
 * the last year, at the owner's mean won amount drawn towards that of all.
 */
export function paceOf(
  begun: readonly Begun[],
  { day, from, to, calendar }: { day: number; from: number; to: number; calendar: FiscalCalendar },
): { coming: ComingDeals; pace: Map<string, { share: number; size: number }> } {
  const pastEnds = endsBefore(day, calendar)
  const within = (periodEnd: number) =>
    comingDeals({ deals: [...begun], today: day + 1, periodEnd: Math.max(periodEnd, day + 1), pastEnds })
  const whole = within(to)
  const before = from > day + 1 ? within(from).expected : 0
  const coming = { ...whole, expected: Math.max(0, whole.expected - before) }
  return { coming, pace: sharesOf(begun, day) }
}

const quartersBack = 8

/** The first days after the quarters before that of a day, the latest first. */
function endsBefore(day: number, calendar: FiscalCalendar): number[] {
  const running = periodOf(day, 'quarter', calendar)
  return Array.from({ length: quartersBack }, (_, back) => startOf(add(running, -back), calendar))
}

function sharesOf(begun: readonly Begun[], day: number): Map<string, { share: number; size: number }> {
  const recent = begun.filter(({ createdOn }) => createdOn <= day && createdOn > day - paceDays)
  const won = begun.filter(({ closed }) => closed?.as === 'won' && closed.on <= day)
  const all = mean(won.map(({ amount }) => amount))
  const wonBy = Map.groupBy(won, ({ owner }) => owner ?? '')
  const raw = [...Map.groupBy(recent, ({ owner }) => owner ?? '')].map(([owner, deals]) => {
    const own = wonBy.get(owner) ?? []
    const drawn = (own.reduce((sum, { amount }) => sum + amount, 0) + priorDeals * all) / (own.length + priorDeals)
    return { owner, share: deals.length / recent.length, size: all > 0 ? drawn / all : 1 }
  })
  const level = raw.reduce((sum, { share, size }) => sum + share * size, 0)
  return new Map(raw.map(({ owner, share, size }) => [owner, { share, size: level > 0 ? size / level : 1 }]))
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
