import { type DealHistory, NO_DAY } from '../history/deal-history.ts'
import type { AccountFacts, Reference } from '../reference/reference.ts'
import { rateDay, worthIn } from '../reference/worth.ts'
import type { BandName } from './dimension-names.ts'

type Facts = { history: DealHistory; reference: Reference; day: number }
type Read = (row: number, deal: number) => number

/** Tells the band of each deal; `none` where what is measured is not known of it. */
export function bandReader(
  name: BandName,
  facts: Facts & { bounds: readonly number[] },
): (row: number, deal: number) => string {
  const measured = readers[name](facts)
  return (row, deal) => {
    const value = measured(row, deal)
    return Number.isNaN(value) ? 'none' : banded(value, facts.bounds)
  }
}

/** Tells whether a deal's amount stands above, at or below the list price of its item. */
export function priceReader(facts: Facts): (row: number) => string {
  const discountOf = discountReader(facts)
  return (row) => {
    const discount = discountOf(row)
    if (Number.isNaN(discount)) return 'none'
    return discount > 0 ? 'below list' : discount < 0 ? 'above list' : 'at list'
  }
}

const readers: Record<BandName, (facts: Facts) => Read> = {
  employees: byAccount(({ employees }) => employees),
  'account-revenue': (facts) =>
    byAccount(({ revenueMinor }) => (revenueMinor === null ? null : revenueMinor / 10 ** facts.reference.digits))(
      facts,
    ),
  founded: byAccount(({ founded }) => founded),
  size: ({ history: { versions }, reference }) => {
    // In units of the deal's own currency.
    const units = reference.currencies.map((each) => 10 ** (each?.digits ?? 2))
    return (row) => versions.amount[row]! / (units[versions.currency[row]!] ?? 100)
  },
  discount: discountReader,
  'cycle-days':
    ({ history: { versions, createdOn } }) =>
    (row, deal) =>
      between(createdOn[deal]!, versions.closedOn[row]!),
  'open-age':
    ({ history: { versions, createdOn }, reference, day }) =>
    (row, deal) =>
      reference.stages[versions.stage[row]!]?.outcome === 'open' ? between(createdOn[deal]!, day) : Number.NaN,
}

function byAccount(of: (account: AccountFacts) => number | null): (facts: Facts) => Read {
  return ({ history, reference }) => {
    const values = reference.accounts.map((account) => (account && of(account)) ?? Number.NaN)
    return (row) => values[history.versions.account[row]!] ?? Number.NaN
  }
}

/** 1 - amount / list price; closed deals at the rate of their close. */
function discountReader({ history, reference, day }: Facts): (row: number) => number {
  const { versions } = history
  const worth = worthIn(history, reference)
  return (row) => {
    const list = reference.items[versions.item[row]!]?.listMinor
    if (!list) return Number.NaN
    const isOpen = reference.stages[versions.stage[row]!]?.outcome === 'open'
    return 1 - worth(row, rateDay({ isOpen, closedOn: versions.closedOn[row]!, day })) / list
  }
}

function between(from: number, to: number): number {
  return from === NO_DAY || to === NO_DAY ? Number.NaN : to - from
}

/** The names of all bands between the bounds given, and beyond. */
export function bandNames(bounds: readonly number[]): string[] {
  return [...bounds.map((bound) => banded(bound, bounds)), banded(Number.NEGATIVE_INFINITY, bounds)]
}

function banded(value: number, bounds: readonly number[]): string {
  const at = bounds.findIndex((bound) => value < bound)
  if (at === 0) return `below ${bounds[0]}`
  return at === -1 ? `${bounds.at(-1)} and above` : `${bounds[at - 1]} to ${bounds[at]}`
}
