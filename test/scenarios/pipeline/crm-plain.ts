import type { Row } from './crm-set.ts'

/** The deals that figures are about. */
export type Split = { open: Row[]; won: Row[]; lost: Row[]; created: Row[] }

export function split(rows: Row[], { from, to }: { from: string; to: string }): Split {
  const closed = (stage: string) =>
    rows.filter((row) => row.stage === stage && row.closed! >= from && row.closed! <= to)
  return {
    open: rows.filter((row) => isOpen(row, '2017-12-31')),
    won: closed('Won'),
    lost: closed('Lost'),
    created: rows.filter((row) => row.engaged! >= from && row.engaged! <= to),
  }
}

export const figures: Record<string, (of: Split) => number | null> = {
  open: ({ open }) => open.length,
  'open-amount': ({ open }) => total(open.map((row) => row.list)),
  'open-average': ({ open }) => average(open.map((row) => row.list)),
  'open-median': ({ open }) =>
    share(
      open.map((row) => row.list),
      0.5,
    ),
  'open-age': ({ open }) => average(open.map((row) => days(row.engaged!, '2017-12-31'))),
  'open-age-median': ({ open }) =>
    share(
      open.map((row) => days(row.engaged!, '2017-12-31')),
      0.5,
    ),
  won: ({ won }) => won.length,
  'won-amount': ({ won }) => total(won.map((row) => row.worth)),
  'won-average': ({ won }) => average(won.map((row) => row.worth)),
  'won-median': ({ won }) =>
    share(
      won.map((row) => row.worth),
      0.5,
    ),
  'won-largest': ({ won }) => (won.length === 0 ? null : Math.max(...won.map((row) => row.worth))),
  'won-smallest': ({ won }) => (won.length === 0 ? null : Math.min(...won.map((row) => row.worth))),
  'won-first-amount': ({ won }) => total(won.map((row) => row.list)),
  'won-of-first': ({ won }) => quotient(total(won.map((row) => row.worth)), total(won.map((row) => row.list))),
  'won-cycle': ({ won }) => average(won.map(cycle)),
  'won-cycle-median': ({ won }) => share(won.map(cycle), 0.5),
  'won-cycle-p25': ({ won }) => share(won.map(cycle), 0.25),
  'won-cycle-p75': ({ won }) => share(won.map(cycle), 0.75),
  'won-cycle-p90': ({ won }) => share(won.map(cycle), 0.9),
  lost: ({ lost }) => lost.length,
  'lost-amount': ({ lost }) => total(lost.map((row) => row.list)),
  'lost-cycle-median': ({ lost }) => share(lost.map(cycle), 0.5),
  closed: ({ won, lost }) => won.length + lost.length,
  'closed-cycle': ({ won, lost }) => average([...won, ...lost].map(cycle)),
  created: ({ created }) => created.length,
  'created-amount': ({ created }) => total(created.map((row) => row.worth)),
  'win-rate': ({ won, lost }) => quotient(won.length, won.length + lost.length),
  'win-rate-value': ({ won, lost }) =>
    quotient(total(won.map((row) => row.worth)), total([...won, ...lost].map((row) => row.worth))),
  'win-rate-first-value': ({ won, lost }) =>
    quotient(total(won.map((row) => row.list)), total([...won, ...lost].map((row) => row.list))),
  'win-rate-cohort': ({ created }) => quotient(created.filter((row) => row.stage === 'Won').length, created.length),
  'lost-rate-cohort': ({ created }) => quotient(created.filter((row) => row.stage === 'Lost').length, created.length),
  'open-share-cohort': ({ created }) =>
    quotient(created.filter((row) => row.stage === 'Engaging').length, created.length),
  velocity: ({ open, won, lost }) => {
    const [rate, worth, time] = [
      quotient(won.length, won.length + lost.length),
      average(won.map((row) => row.worth)),
      average(won.map(cycle)),
    ]
    return rate === null || worth === null || !time ? null : (open.length * rate * worth) / time
  },
}

const worths = (rows: Row[]) => rows.map((row) => row.worth)

/** Figures that every set of deals has alike, for some of the sets. */
export const spreadFigures: Record<string, (of: Split) => number | null> = {
  'won-amount-average': ({ won }) => average(worths(won)),
  'won-amount-p25': ({ won }) => share(worths(won), 0.25),
  'won-amount-p75': ({ won }) => share(worths(won), 0.75),
  'won-amount-p90': ({ won }) => share(worths(won), 0.9),
  'won-amount-deviation': ({ won }) => deviation(worths(won)),
  'lost-amount-largest': ({ lost }) => (lost.length === 0 ? null : Math.max(...worths(lost))),
  'closed-amount-median': ({ won, lost }) => share(worths([...won, ...lost]), 0.5),
  'created-amount-smallest': ({ created }) => (created.length === 0 ? null : Math.min(...worths(created))),
  'open-amount-p75': ({ open }) =>
    share(
      open.map((row) => row.list),
      0.75,
    ),
  'lost-days-p25': ({ lost }) => share(lost.map(cycle), 0.25),
  'lost-days-p75': ({ lost }) => share(lost.map(cycle), 0.75),
  'closed-days-p90': ({ won, lost }) => share([...won, ...lost].map(cycle), 0.9),
  'won-days-largest': ({ won }) => (won.length === 0 ? null : Math.max(...won.map(cycle))),
  'won-days-deviation': ({ won }) => deviation(won.map(cycle)),
  'open-age-largest': ({ open }) =>
    open.length === 0 ? null : Math.max(...open.map((row) => days(row.engaged!, '2017-12-31'))),
  'won-accounts': ({ won }) => different(won, (row) => row.account),
  'open-accounts': ({ open }) => different(open, (row) => row.account),
  'closed-owners': ({ won, lost }) => different([...won, ...lost], (row) => row.agent),
  'won-items': ({ won }) => different(won, (row) => row.product),
  'won-list-amount': ({ won }) => total(won.map((row) => row.list)),
  'won-of-list': ({ won }) => quotient(total(worths(won)), total(won.map((row) => row.list))),
}

/** Figures whose names are composed, one or more of each kind. */
export const composedFigures: Record<string, (of: Split) => number | null> = {
  'won-discount-median': ({ won }) => share(won.map(discount), 0.5),
  'won-discount-p90': ({ won }) => share(won.map(discount), 0.9),
  'won-discount-average': ({ won }) => average(won.map(discount)),
  'won-discount-amount-sum': ({ won }) => total(won.map((row) => row.list - row.worth)),
  'closed-days-sum': ({ won, lost }) => total([...won, ...lost].map(cycle)),
  'lost-list-median': ({ lost }) =>
    share(
      lost.map((row) => row.list),
      0.5,
    ),
  'open-age-p10': ({ open }) =>
    share(
      open.map((row) => days(row.engaged!, '2017-12-31')),
      0.1,
    ),
  'won-amount-iqr': ({ won }) => (won.length === 0 ? null : share(worths(won), 0.75)! - share(worths(won), 0.25)!),
  'won-amount-variation': ({ won }) => {
    const spread = deviation(worths(won))
    return spread === null ? null : spread / average(worths(won))!
  },
  'won-account-revenue-average': ({ won }) => average(ofAccounts(won, (row) => row.revenue! * 1e8)),
  'open-account-employees-largest': ({ open }) => largest(ofAccounts(open, (row) => row.employees!)),
  'all-account-founded-known': ({ open, won, lost }) =>
    ofAccounts([...open, ...won, ...lost], (row) => row.founded!).length,
  'won-distinct-country': ({ won }) => different(won, (row) => row.country),
  'created-distinct-sector': ({ created }) => different(created, (row) => row.sector),
  'won-per-owner': ({ won }) =>
    quotient(
      won.length,
      different(won, (row) => row.agent),
    ),
  'won-amount-per-account': ({ won }) =>
    quotient(
      total(worths(won)),
      different(won, (row) => row.account),
    ),
  'won-amount-top-3-item': ({ won }) => topShare(won, 3, (row) => row.product),
  'won-amount-top-10-account': ({ won }) => topShare(won, 10, (row) => row.account!),
  'won-within-30': ({ created }) => ended(created, ['Won'], 30),
  'closed-within-90': ({ created }) => ended(created, ['Won', 'Lost'], 90),
}

function discount(row: Row): number {
  return 1 - row.worth / row.list
}

function ofAccounts(rows: Row[], of: (row: Row) => number): number[] {
  const filled = rows.filter((row) => row.account !== null)
  return [...new Map(filled.map((row) => [row.account, of(row)])).values()]
}

function largest(values: number[]): number | null {
  return values.length === 0 ? null : Math.max(...values)
}

function topShare(rows: Row[], n: number, of: (row: Row) => string): number | null {
  const sums: Record<string, number> = {}
  for (const row of rows) sums[of(row)] = (sums[of(row)] ?? 0) + row.worth
  const sorted = Object.values(sums).sort((a, b) => b - a)
  return quotient(total(sorted.slice(0, n)), total(sorted))
}

function ended(rows: Row[], stages: string[], within: number): number | null {
  return quotient(rows.filter((row) => stages.includes(row.stage) && cycle(row) <= within).length, rows.length)
}

/** Opening + new + up + down - won - lost, by two comparisons per deal. */
export function plainWaterfall(rows: Row[], from: string, to: string) {
  const found: Record<string, [number, number]> = { new: [0, 0], up: [0, 0], down: [0, 0], won: [0, 0], lost: [0, 0] }
  const add = (bar: string, amount: number) => {
    found[bar]![0]++
    found[bar]![1] += amount
  }
  let [opening, closing] = [0, 0]
  for (const row of rows) {
    if (row.engaged === null || row.engaged > to) continue
    const wasOpen = isOpen(row, from)
    const isNew = row.engaged > from
    if (wasOpen) opening += row.list
    if (isOpen(row, to)) closing += row.list
    const gone = row.closed !== null && row.closed > from && row.closed <= to
    if (isNew) add('new', gone ? row.worth : row.list)
    if (!gone) continue
    if (wasOpen && row.stage === 'Won' && row.worth !== row.list)
      add(row.worth > row.list ? 'up' : 'down', row.worth - row.list)
    add(row.stage === 'Won' ? 'won' : 'lost', row.stage === 'Won' ? -row.worth : -row.list)
  }
  return { opening, closing, ...found }
}

export function isOpen(row: Row, day: string): boolean {
  return row.engaged !== null && row.engaged <= day && (row.closed === null || row.closed > day)
}

export function cycle(row: Row): number {
  return days(row.engaged!, row.closed!)
}

export function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function average(values: number[]): number | null {
  return quotient(total(values), values.length)
}

function quotient(top: number, bottom: number): number | null {
  return bottom === 0 ? null : top / bottom
}

export function share(values: number[], at: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * at
  const below = sorted[Math.floor(place)]!
  return below + (place % 1) * ((sorted[Math.ceil(place)] ?? below) - below)
}

export function monthKey(month: string): string {
  return month === '' ? 'none' : `${month}-01`
}

/** Kaplan-Meier and Aalen-Johansen by their product and sum formulas, one day after the other. */
export function plainCurves(rows: Row[], asOf: string): Map<number, [number, number, number]> {
  const followed = rows.map((row) => ({ stage: row.stage, days: days(row.engaged!, row.closed ?? asOf) }))
  const points = new Map<number, [number, number, number]>()
  let [open, won, lost] = [1, 0, 0]
  for (let day = 0; day <= 600; day++) {
    const atRisk = followed.filter((each) => each.days >= day).length
    const gone = (stage: string) => followed.filter((each) => each.days === day && each.stage === stage).length
    const [wins, losses] = [gone('Won'), gone('Lost')]
    if (wins + losses === 0) continue
    won += (open * wins) / atRisk
    lost += (open * losses) / atRisk
    open -= (open * (wins + losses)) / atRisk
    points.set(day, [open, won, lost])
  }
  return points
}

function deviation(values: number[]): number | null {
  if (values.length < 2) return null
  const middle = average(values)!
  return Math.sqrt(values.map((value) => (value - middle) ** 2).reduce((a, b) => a + b, 0) / (values.length - 1))
}

function different(rows: Row[], of: (row: Row) => string | null): number {
  return new Set(rows.map(of).filter((value) => value !== null)).size
}
