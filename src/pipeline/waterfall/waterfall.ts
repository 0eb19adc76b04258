import { formatDay } from '@drumbeat/periods'
import { firstOf } from '../deals/first-in-order.ts'
import { NO_DAY, OMITTED } from '../history/deal-history.ts'
import type { Question } from '../view/view.ts'
import { type Bar, bars, type End, stepsOf } from './classify.ts'

export type BarSum = { bar: Bar; deals: number; amountMinor: number; withoutAmount: number }
export type TotalSum = { deals: number; amountMinor: number; withoutAmount: number }
export type Waterfall = {
  from: string
  to: string
  currency: string
  /** All amounts are in company money at the rates of this day. */
  rateDay: string
  opening: TotalSum
  bars: BarSum[]
  closing: TotalSum
}

/** A step of one deal, for the list behind a bar. */
export type DealStep = { deal: number; bar: Bar; amount: number; before: number; after: number }

/** Walks all deals between the end of one day and the end of another, and says where the difference came from. */
export function waterfall(question: Question, { from, to }: { from: number; to: number }): Waterfall {
  const sums = new Map(bars.map((bar): [Bar, BarSum] => [bar, { bar, deals: 0, amountMinor: 0, withoutAmount: 0 }]))
  const opening: TotalSum = { deals: 0, amountMinor: 0, withoutAmount: 0 }
  const closing: TotalSum = { deals: 0, amountMinor: 0, withoutAmount: 0 }
  walk(
    question,
    { from, to },
    {
      opening: (amount) => add(opening, amount),
      closing: (amount) => add(closing, amount),
      step: ({ bar, amount }, bare) => {
        const sum = sums.get(bar)!
        sum.deals++
        sum.amountMinor += amount
        if (bare) sum.withoutAmount++
      },
    },
  )
  const { currency } = question.reference
  return {
    from: formatDay(from),
    to: formatDay(to),
    currency,
    rateDay: formatDay(to),
    opening,
    bars: [...sums.values()],
    closing,
  }
}

/** The deals of one bar, or of the opening or closing total: how many, what they come to, and the largest of them. */
export function dealsOfBar(
  question: Question,
  { from, to, bar, most }: { from: number; to: number; bar: Bar | 'opening' | 'closing'; most: number },
  visit?: (step: DealStep) => void,
): { count: number; amountMinor: number; largest: DealStep[] } {
  let [count, amountMinor] = [0, 0]
  const first = firstOf(largestFirst, most)
  const found = (step: DealStep) => {
    count++
    amountMinor += step.amount
    first.offer(step)
    visit?.(step)
  }
  const total = (name: typeof bar) => (amount: number, deal: number, before: number, after: number) => {
    if (bar === name) found({ deal, bar: 'new', amount: Number.isNaN(amount) ? 0 : amount, before, after })
  }
  walk(
    question,
    { from, to },
    {
      opening: total('opening'),
      closing: total('closing'),
      step: (step) => {
        if (step.bar === bar) found(step)
      },
    },
  )
  return { count, amountMinor, largest: first.inOrder() }
}

/** The order in which the deals of a bar are listed. */
function largestFirst(a: DealStep, b: DealStep): number {
  return Math.abs(b.amount) - Math.abs(a.amount) || a.deal - b.deal
}

type Visit = {
  opening: (amount: number, deal: number, before: number, after: number) => void
  closing: (amount: number, deal: number, before: number, after: number) => void
  step: (step: DealStep, isBare: boolean) => void
}

function walk(question: Question, { from, to }: { from: number; to: number }, visit: Visit): void {
  const [before, after] = [question.standOn(from), question.standOn(to)]
  const { stage } = question.history.versions
  const isOpen = question.reference.stages.map((each) => each?.outcome === 'open')
  const endAt = endReader(question, to)
  for (let deal = 0; deal < after.rows.length; deal++) {
    const [left, right] = [before.rows[deal]!, after.rows[deal]!]
    if (left < 0 && right < 0) continue
    if (left >= 0 && !isOpen[stage[left]!] && (right < 0 || !isOpen[stage[right]!])) continue
    const old = left < 0 ? null : endAt(left)
    const now = right < 0 ? null : left === right ? old : endAt(right)
    if (old?.counts) visit.opening(old.amount, deal, left, right)
    if (now?.counts) visit.closing(now.amount, deal, left, right)
    if (left === right) continue
    for (const { bar, amount } of stepsOf(old, now, before.all[deal]! >= 0)) {
      visit.step({ deal, bar, amount, before: left, after: right }, Number.isNaN((now ?? old)!.amount))
    }
  }
}

/** Reads one end: is it in the pipeline, and for how much at the rate of one day. */
function endReader({ history, reference, worthOn, due }: Question, rateDay: number): (row: number) => End {
  const worth = worthOn(rateDay)
  const { stage, category, closedOn, expectedClose } = history.versions
  const outcomes = reference.stages.map((each) => each?.outcome)
  return (row) => {
    const outcome = outcomes[stage[row]!]!
    const isOmitted = category[row] === OMITTED
    const close = outcome === 'open' || closedOn[row] === NO_DAY ? expectedClose[row]! : closedOn[row]!
    const place = placeOf(close, due)
    const counts = outcome === 'open' && !isOmitted && place === 'in'
    return { outcome, isOmitted, due: place, counts, amount: worth(row, rateDay) }
  }
}

function placeOf(close: number, due: Question['due']): End['due'] {
  if (!due) return 'in'
  if (close === NO_DAY) return 'undated'
  return close < due.from ? 'before' : close > due.to ? 'after' : 'in'
}

function add(total: TotalSum, amount: number): void {
  total.deals++
  if (Number.isNaN(amount)) total.withoutAmount++
  else total.amountMinor += amount
}
