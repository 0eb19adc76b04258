import { add, endOf, formatDay, labelOf, periodOf, startOf } from '@drumbeat/periods'
import { OMITTED } from '../history/deal-history.ts'
import type { DueDays } from '../view/due.ts'
import type { Question } from '../view/view.ts'

type Sum = { deals: number; amountMinor: number }

/** What became of the deals that were due in a period at its start. */
export type SlippagePeriod = {
  label: string
  from: string
  to: string
  /** The day on which it was looked what became of them: the period's end, or the day looked at while it runs. */
  lookedOn: string
  due: Sum
  won: Sum
  lost: Sum
  /** Neither won nor lost by then. */
  slipped: Sum
  /** Slipped / due, by amount and by count. */
  slippage: number | null
  slippageCount: number | null
}

/** Slippage of a period and of so many before it; amounts are those at the start of the period. */
export function slippage(question: Question, { due, periods }: { due: DueDays; periods: number }): SlippagePeriod[] {
  return periodsDue(question, { due, periods }).map(({ label, from, to, lookedOn }) => {
    const sums = fateOf(question, { from, to, lookedOn })
    return {
      label,
      from: formatDay(from),
      to: formatDay(to),
      lookedOn: formatDay(lookedOn),
      ...sums,
      slippage: share(sums.slipped.amountMinor, sums.due.amountMinor),
      slippageCount: share(sums.slipped.deals, sums.due.deals),
    }
  })
}

/** The period and those before it that have begun, each with the day on which it is looked what became of its deals. */
export function periodsDue(
  { asOf, reference: { calendar, locale } }: Question,
  { due, periods }: { due: DueDays; periods: number },
): { label: string; from: number; to: number; lookedOn: number }[] {
  const last = periodOf(due.from, due.grain ?? 'quarter', calendar)
  return Array.from({ length: periods + 1 }, (_, back) => add(last, -back)).flatMap((period) => {
    const [from, to] = [startOf(period, calendar), endOf(period, calendar)]
    return from > asOf ? [] : [{ label: labelOf(period, calendar, locale), from, to, lookedOn: Math.min(to, asOf) }]
  })
}

/** The deals due in a period at its start that were neither won nor lost by the day looked on. */
export function slippedDeals(question: Question, days: { from: number; to: number; lookedOn: number }): number[] {
  const found: number[] = []
  eachDue(question, days, (deal, fate) => fate === 'slipped' && found.push(deal))
  return found
}

function fateOf(question: Question, days: { from: number; to: number; lookedOn: number }) {
  const sums = { due: none(), won: none(), lost: none(), slipped: none() }
  eachDue(question, days, (_, fate, amount) => {
    for (const sum of [sums.due, sums[fate]]) {
      sum.deals++
      sum.amountMinor += amount
    }
  })
  return sums
}

function eachDue(
  question: Question,
  { from, to, lookedOn }: { from: number; to: number; lookedOn: number },
  visit: (deal: number, fate: 'won' | 'lost' | 'slipped', amount: number) => void,
): void {
  const start = question.standOn(from - 1)
  const end = question.standOn(lookedOn)
  const worthAtStart = question.worthOn(from - 1)
  const { stage, expectedClose, category } = question.history.versions
  const outcomes = question.reference.stages.map((each) => each?.outcome)
  for (let deal = 0; deal < start.rows.length; deal++) {
    const row = start.rows[deal]!
    if (row < 0 || outcomes[stage[row]!] !== 'open' || category[row] === OMITTED) continue
    if (expectedClose[row]! < from || expectedClose[row]! > to) continue
    const last = end.all[deal]!
    const outcome = last < 0 ? 'open' : outcomes[stage[last]!]
    const worth = worthAtStart(row, from - 1)
    visit(deal, outcome === 'won' || outcome === 'lost' ? outcome : 'slipped', Number.isNaN(worth) ? 0 : worth)
  }
}

function none(): Sum {
  return { deals: 0, amountMinor: 0 }
}

function share(top: number, bottom: number): number | null {
  return bottom === 0 ? null : top / bottom
}
