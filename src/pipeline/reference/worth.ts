import { type DealHistory, NO_DAY } from '../history/deal-history.ts'
import type { CurrencyFacts, Rate, Reference } from './reference.ts'

/**
 * What the amount of a version is worth in whole minor units of the company currency at the rate of a day; NaN without an
 * amount or a rate. Rounded once per amount, halves away from zero, as crm's `inCompanyMoney` does.
 */
export type Worth = (row: number, day: number) => number

/** Reads amounts of a history as company money. */
export function worthIn({ versions, currencies }: DealHistory, reference: Reference): Worth {
  const own = currencies.codes.get(reference.currency)
  const { amount, currency } = versions
  return (row, day) => {
    const minor = amount[row]!
    const code = currency[row]!
    if (code === own || Number.isNaN(minor)) return minor
    const facts = reference.currencies[code]
    const rate = facts && rateOn(facts.rates, day)
    return rate === undefined || !facts ? Number.NaN : converted(minor, { rate, facts, digits: reference.digits })
  }
}

/** The day at whose rate a deal counts: the day it closed, and for an open one the day it is looked at. */
export function rateDay(facts: { isOpen: boolean; closedOn: number; day: number }): number {
  return facts.isOpen || facts.closedOn === NO_DAY ? facts.day : facts.closedOn
}

const SCALE = 10n ** 10n

function converted(minor: number, by: { rate: Rate; facts: CurrencyFacts; digits: number }): number {
  const shift = by.digits - by.facts.digits
  const [up, down] = shift >= 0 ? [10n ** BigInt(shift), 1n] : [1n, 10n ** BigInt(-shift)]
  const top = BigInt(minor) * by.rate.scaled * up
  const bottom = SCALE * down
  const half = bottom / 2n
  return Number(top >= 0n ? (top + half) / bottom : (top - half) / bottom)
}

/** The newest rate that began by that day. */
function rateOn(rates: readonly Rate[], day: number): Rate | undefined {
  let [low, high] = [0, rates.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rates[middle]!.from <= day) low = middle + 1
    else high = middle
  }
  return rates[low - 1]
}
