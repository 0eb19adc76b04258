import { type ComingDeals, comingDeals, notYet, type PaceColumns } from '@drumbeat/deal-outlook'
import { add, type FiscalCalendar, periodOf, startOf } from '@drumbeat/periods'

/** Past deals as the pace of creation needs them; `owner` is a place in `owners`, -1 where nobody owns the deal. */
export type Begun = PaceColumns & { owner: Int32Array; owners: string[] }

/** Days that tell who creates deals; and deals by which an owner's mean amount weighs as much as everybody's. */
export const paceDays = 364
const priorDeals = 10

/**
 * The deals still to be created and won in the period, and whose they will be: by each owner's share of the deals created in
 * the last year, at the owner's mean won amount drawn towards that of all.
 */
export function paceOf(
  begun: Begun,
  { day, from, to, calendar }: { day: number; from: number; to: number; calendar: FiscalCalendar },
): { coming: ComingDeals; pace: Map<string, { share: number; size: number }> } {
  const pastEnds = endsBefore(day, calendar)
  const within = (periodEnd: number) =>
    comingDeals({ deals: begun, today: day + 1, periodEnd: Math.max(periodEnd, day + 1), pastEnds })
  const whole = within(to)
  const before = from > day + 1 ? within(from).expected : 0
  const coming = { ...whole, expected: Math.max(0, whole.expected - before) }
  return { coming, pace: paceShares(begun, day) }
}

const quartersBack = 8

/** The first days after the quarters before that of a day, the latest first. */
function endsBefore(day: number, calendar: FiscalCalendar): number[] {
  const running = periodOf(day, 'quarter', calendar)
  return Array.from({ length: quartersBack }, (_, back) => startOf(add(running, -back), calendar))
}

type Wins = { count: number; sum: number }

/** Of the deals created in the last year, each owner's share, and how large their won deals were beside those of all; shares times sizes sum to 1. */
export function paceShares(begun: Begun, day: number): Map<string, { share: number; size: number }> {
  const { createdOn, closedOn, won, amount, owner, owners } = begun
  const none = owners.length
  const created = new Int32Array(none + 1)
  const order: number[] = []
  const wins: Wins[] = Array.from({ length: none + 1 }, () => ({ count: 0, sum: 0 }))
  const all: Wins = { count: 0, sum: 0 }
  let recent = 0
  for (let deal = 0; deal < createdOn.length; deal++) {
    if (createdOn[deal]! === notYet) continue
    const whose = owner[deal]! < 0 ? none : owner[deal]!
    if (createdOn[deal]! <= day && createdOn[deal]! > day - paceDays) {
      if (created[whose] === 0) order.push(whose)
      created[whose]!++
      recent++
    }
    if (won[deal] === 0 || closedOn[deal]! > day) continue
    for (const each of [wins[whose]!, all]) {
      each.count++
      each.sum += amount[deal]!
    }
  }
  const mean = all.count === 0 ? 0 : all.sum / all.count
  const raw = order.map((whose) => {
    const own = wins[whose]!
    const drawn = (own.sum + priorDeals * mean) / (own.count + priorDeals)
    return { owner: owners[whose] ?? '', share: created[whose]! / recent, size: mean > 0 ? drawn / mean : 1 }
  })
  const level = raw.reduce((sum, { share, size }) => sum + share * size, 0)
  return new Map(raw.map(({ owner, share, size }) => [owner, { share, size: level > 0 ? size / level : 1 }]))
}
