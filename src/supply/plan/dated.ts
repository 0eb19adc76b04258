import { dayAfter } from '@drumbeat/periods'
import type { PlanPeriod } from './horizon.ts'
import type { Bought, Inputs } from './inputs.ts'

/** First and last day on which a row holds; null: since ever, for ever. */
export type Dated = { startsOn: string | null; endsOn: string | null }

/** A row with the part of each period in which it holds. */
export type Held<Row> = { row: Row; shares: number[] }

/** When each of several rows about the same thing holds: on every day the one that began last. */
export function heldBy<Row extends Partial<Dated>>(
  rows: readonly Row[],
  periods: readonly Pick<PlanPeriod, 'from' | 'endsOn'>[],
): Held<Row>[] {
  if (rows.length === 1 && !isDated(rows[0]!)) return [{ row: rows[0]!, shares: periods.map(() => 1) }]
  const held = rows.map((row) => ({ row, shares: periods.map(() => 0) }))
  periods.forEach(({ from, endsOn }, t) => {
    const open = held.filter(({ row }) => (row.startsOn ?? '') <= endsOn && (row.endsOn ?? '9999') >= from)
    let days = 0
    for (let day = from; day <= endsOn; day = dayAfter(day), days++) {
      const on = latestOn(open, day)
      if (on) on.shares[t]!++
    }
    for (const { shares } of open) shares[t]! /= days
  })
  return held
}

/** The value of each period: that of the rows that hold, each for its part of it. */
export function valuesBy<Row>(held: readonly Held<Row>[], of: (row: Row) => number): number[] {
  return held[0]?.shares.map((_, t) => held.reduce((sum, { row, shares }) => sum + shares[t]! * of(row), 0)) ?? []
}

/** Whether a value changes from period to period. */
export function varies(values: readonly number[]): boolean {
  return values.some((each) => Math.abs(each - values[0]!) > 1e-9)
}

/** What a plan is made from, without what begins after it; offers once for each supplier. */
export function inHorizon(inputs: Inputs, periods: readonly PlanPeriod[]): Inputs {
  const end = periods.at(-1)!.endsOn
  const begins = ({ startsOn }: Partial<Dated>) => (startsOn ?? '') <= end
  const within = <Row extends Partial<Dated>>(rows: ReadonlyMap<string, readonly Row[]>) =>
    new Map([...rows].map(([id, some]) => [id, some.filter(begins)] as const).filter(([, some]) => some.length > 0))
  return {
    ...inputs,
    recipes: within(inputs.recipes),
    alternates: within(inputs.alternates),
    steps: inputs.steps.filter(begins),
    bought: oncePerSupplier(inputs.bought.filter(begins), inputs.today),
  }
}

/** How many rows begin or end within a plan. */
export function changesWithin(
  { recipes, alternates, steps, bought, today }: Inputs,
  periods: readonly PlanPeriod[],
): number {
  const end = periods.at(-1)!.endsOn
  const all: readonly Partial<Dated>[] = [
    ...[...recipes.values(), ...alternates.values()].flat(),
    ...steps,
    ...bought.flatMap((each) => each.versions ?? [each]),
  ]
  return all.filter(({ startsOn, endsOn }) => (startsOn ?? '') > today || (endsOn ?? '9999') < end).length
}

/** Each offer as it stands today, or as it first will, with what it is on other days; those of today come first. */
function oncePerSupplier(bought: readonly Bought[], today: string): Bought[] {
  if (!bought.some(isDated)) return [...bought]
  const groups = [...Map.groupBy(bought, ({ itemId, supplierId }) => `${itemId}/${supplierId}`).values()]
  const once = groups.map((rows) => {
    const now = latestOn(
      rows.map((row) => ({ row })),
      today,
    )?.row
    const first = now ?? rows.toSorted((a, b) => (a.startsOn ?? '').localeCompare(b.startsOn ?? ''))[0]!
    return { isNow: now !== undefined, offer: rows.some(isDated) ? { ...first, versions: rows } : first }
  })
  return [...once.filter(({ isNow }) => isNow), ...once.filter(({ isNow }) => !isNow)].map(({ offer }) => offer)
}

function latestOn<Each extends { row: Partial<Dated> }>(all: readonly Each[], day: string): Each | undefined {
  let found: Each | undefined
  for (const each of all) {
    const { startsOn, endsOn } = each.row
    if ((startsOn ?? '') > day || (endsOn ?? '9999') < day) continue
    if (!found || (startsOn ?? '') >= (found.row.startsOn ?? '')) found = each
  }
  return found
}

function isDated({ startsOn, endsOn }: Partial<Dated>): boolean {
  return (startsOn ?? null) !== null || (endsOn ?? null) !== null
}
