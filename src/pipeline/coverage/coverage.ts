import { add, endOf, formatDay, labelOf, periodOf, startOf } from '@drumbeat/periods'
import { dealFacts } from '../deals/sets.ts'
import { NO_DAY, OMITTED } from '../history/deal-history.ts'
import type { DueDays } from '../view/due.ts'
import type { Question } from '../view/view.ts'

/** How an earlier period went on from the same day of it. */
export type EarlierPeriod = {
  label: string
  from: string
  to: string
  /** The day of it that corresponds to the day looked at. */
  sameDay: string
  openDeals: number
  openMinor: number
  wonMinor: number
  /** won / open: which share of the pipeline of that day was won by the end of the period. */
  conversion: number | null
}

export type Conversion = {
  earlier: EarlierPeriod[]
  /** All won / all open of the earlier periods together. */
  conversion: number | null
  /** 1 / conversion: how often the remaining quota must be covered if history repeats itself. */
  required: number | null
}

/** From the same day of earlier periods: which share of the open pipeline was won by their end. */
export function historicConversion(
  question: Question,
  { due, periods }: { due: DueDays; periods: number },
): Conversion {
  const { calendar, locale } = question.reference
  const grain = due.grain ?? 'quarter'
  const period = periodOf(due.from, grain, calendar)
  const offset = question.asOf - due.from
  const earlier: EarlierPeriod[] = []
  for (let back = 1; back <= periods; back++) {
    const before = add(period, -back)
    const [from, to] = [startOf(before, calendar), endOf(before, calendar)]
    if (to > question.asOf) continue
    const sameDay = Math.min(from + offset, to)
    const days = { from: formatDay(from), to: formatDay(to), sameDay: formatDay(sameDay) }
    earlier.push({ label: labelOf(before, calendar, locale), ...days, ...wonOf(question, { from, to, sameDay }) })
  }
  const sum = (of: (each: EarlierPeriod) => number) => earlier.reduce((total, each) => total + of(each), 0)
  const conversion = share(
    sum((each) => each.wonMinor),
    sum((each) => each.openMinor),
  )
  return { earlier, conversion, required: conversion ? 1 / conversion : null }
}

/** The money won in a period so far. */
export function wonInPeriod(question: Question, due: DueDays): { deals: number; amountMinor: number } {
  const facts = dealFacts(question, { from: due.from, to: Math.min(due.to, question.asOf) })
  const won = { deals: 0, amountMinor: 0 }
  for (let deal = 0; deal < facts.stand.rows.length; deal++) {
    if (facts.stand.rows[deal]! < 0 || facts.outcome(deal) !== 'won') continue
    const day = facts.closedOn(deal)
    if (day === NO_DAY || day < facts.window.from || day > facts.window.to) continue
    won.deals++
    const worth = facts.worth(deal)
    won.amountMinor += Number.isNaN(worth) ? 0 : worth
  }
  return won
}

function wonOf(
  question: Question,
  { from, to, sameDay }: { from: number; to: number; sameDay: number },
): Pick<EarlierPeriod, 'openDeals' | 'openMinor' | 'wonMinor' | 'conversion'> {
  const then = question.standOn(sameDay)
  const end = question.standOn(to)
  const [worthThen, worthWon] = [question.worthOn(sameDay), question.worthOn(to)]
  const { stage, expectedClose, category, closedOn } = question.history.versions
  const outcomes = question.reference.stages.map((each) => each?.outcome)
  let [openDeals, openMinor, wonMinor] = [0, 0, 0]
  for (let deal = 0; deal < then.rows.length; deal++) {
    const row = then.rows[deal]!
    if (row < 0 || outcomes[stage[row]!] !== 'open' || category[row] === OMITTED) continue
    if (expectedClose[row]! < from || expectedClose[row]! > to) continue
    const worth = worthThen(row, sameDay)
    openDeals++
    openMinor += Number.isNaN(worth) ? 0 : worth
    const last = end.all[deal]!
    if (last < 0 || outcomes[stage[last]!] !== 'won' || closedOn[last]! > to) continue
    const won = worthWon(last, closedOn[last] === NO_DAY ? to : closedOn[last]!)
    wonMinor += Number.isNaN(won) ? 0 : won
  }
  return { openDeals, openMinor, wonMinor, conversion: share(wonMinor, openMinor) }
}

function share(top: number, bottom: number): number | null {
  return bottom === 0 ? null : top / bottom
}
