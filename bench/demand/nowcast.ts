import { dayAfter, daysBetween } from '@drumbeat/periods'
import { backtestsOf } from '#demand/accuracy.ts'
import type { NamedPeriod } from '#demand/calendar.ts'
import { coherentMeans } from '#demand/coherence.ts'
import { cutOf, elapsedBy, weekdaysOf } from '#demand/fill.ts'
import { taskOf } from '#demand/inputs.ts'
import { paceAt, pacesOf } from '#demand/pace.ts'
import { type Expected, stillExpected } from '#demand/running.ts'
import type { Series } from '#demand/series.ts'
import { adventureWorksFolder } from './adventureworks-lines.ts'
import type { UnitLine } from './series-of.ts'
import { demoHistory, type History, internetHistory } from './unit-history.ts'

/**
 * How far off is what is expected of the running month when a quarter, half and three quarters of it are over? WAPE over the
 * nodes of each level at six months, beside the forecast made before the month began and beside one pace for the whole company by
 * plain days (the rule before this one). Monthly units of the demo company and of AdventureWorks' internet orders.
 */
export async function run(): Promise<string> {
  const folder = adventureWorksFolder()
  const real = folder
    ? tablesOf('AdventureWorks internet orders', internetHistory(folder))
    : 'AdventureWorks not found.'
  return [tablesOf('Demo company', demoHistory()), real].join('\n\n')
}

const levels = ['everything', 'territory', 'family', 'family x territory', 'item', 'item x territory'] as const
const methods = ['before it began', 'company, plain days', 'family, weekdays'] as const
type Method = (typeof methods)[number]
const calendar = { kind: 'month', startMonth: 1, weekStart: 1 } as const

function tablesOf(name: string, history: History): string {
  const { series, timeline } = history
  const backtests = series.map((each) =>
    backtestsOf(taskOf(each, { grain: 'month', calendar, closed: timeline.closed })),
  )
  const origins = [...new Set(backtests.flat().map(({ at }) => at))]
  const priors = origins.map((at) => ({ at, prior: priorsAt(series, backtests, at) }))
  return [0.25, 0.5, 0.75]
    .map((part) => {
      const sums = new Map(methods.map((method) => [method, levels.map(() => 0)]))
      const held = levels.map(() => 0)
      for (const { at, prior } of priors) addErrors({ history, at, part, prior, sums, held })
      const rows = methods.map(
        (method) =>
          `| ${method} | ${sums
            .get(method)!
            .map((error, i) => percent(error / held[i]!))
            .join(' | ')} |`,
      )
      return [
        `${name}, ${percent(part)} of the month over`,
        '',
        `| WAPE | ${levels.join(' | ')} |`,
        `|---|${'---:|'.repeat(levels.length)}`,
        ...rows,
      ].join('\n')
    })
    .join('\n\n')
}

/** What was expected of month `at` before it began, reconciled, by series. */
function priorsAt(
  series: readonly Series[],
  backtests: readonly ReturnType<typeof backtestsOf>[],
  at: number,
): Map<string, Expected> {
  const known = series.flatMap((each, i) => {
    const backtest = backtests[i]!.find((one) => one.at === at)
    return backtest ? [{ each, backtest }] : []
  })
  const means = coherentMeans(
    known.map(({ each, backtest }) => ({
      ...{ node: each.node, mean: [backtest.mean[0]!], lastsFor: null, unplaced: each.unplaced },
      spread: [(backtest.hi80[0]! - backtest.lo80[0]!) / 2.563],
    })),
  )
  return new Map(
    known.map(({ each, backtest: { lo80, hi80, lo95, hi95 } }, i) => [
      each.name,
      { mean: means[i]![0]!, lo80: lo80[0]!, hi80: hi80[0]!, lo95: lo95[0]!, hi95: hi95[0]! },
    ]),
  )
}

type Adding = { history: History; at: number; part: number; prior: ReadonlyMap<string, Expected> }

function addErrors({ sums, held, ...given }: Adding & { sums: Map<Method, number[]>; held: number[] }): void {
  const { history, at, prior } = given
  const { through, came, remaining } = nowOf(given)
  const leaves = history.series.filter(
    ({ node, name }) => node.level === 'item' && node.territoryId !== null && prior.has(name),
  )
  const total = came(history.timeline.periods[at]!.endsOn)
  const soFar = came(through)
  const byLevel = (valueAt: (leaf: Series) => number) => levels.map((level) => summed(leaves, level, valueAt))
  const actual = byLevel(({ name }) => total.get(name) ?? 0)
  for (const [i, nodes] of actual.entries()) for (const value of nodes.values()) held[i]! += Math.abs(value)
  for (const method of methods) {
    const expected = byLevel((leaf) => {
      const mean = prior.get(leaf.name)!.mean
      return method === 'before it began' ? mean : (soFar.get(leaf.name) ?? 0) + remaining(method, leaf, mean)
    })
    for (const [i, nodes] of expected.entries()) {
      for (const [key, value] of nodes) sums.get(method)![i]! += Math.abs(value - actual[i]!.get(key)!)
    }
  }
}

/** The month as known when `part` of its days are over: what came by a day, and what each rule still expects of a leaf. */
function nowOf({ history, at, part, prior }: Adding) {
  const { lines, items, timeline } = history
  const open = timeline.periods[at]!
  const family = new Map(items.map(({ id, familyId }) => [id, familyId]))
  const byPart = (period: NamedPeriod) => {
    const days = daysBetween({ from: period.startsOn, to: period.endsOn }) + 1
    return dayAfter(period.startsOn, Math.round(part * days) - 1)
  }
  const through = byPart(open)
  const past = timeline.periods.slice(Math.max(timeline.first, at - 12), at)
  const before = lines.filter(({ day }) => day < open.startsOn && day >= dayAfter(open.startsOn, -364))
  const weekdays = weekdaysOf(
    [1, 2, 3, 4, 5, 6, 0].map((weekday) =>
      sumOf(before.filter(({ day }) => new Date(`${day}T00:00Z`).getUTCDay() === weekday)),
    ),
  )
  const elapsed = elapsedBy(open, { through, weekdays })
  const within = (of: readonly UnitLine[], { startsOn }: NamedPeriod, to: string) =>
    sumOf(of.filter(({ day }) => day >= startsOn && day <= to))
  const shares = (of: readonly UnitLine[], cut: (period: NamedPeriod) => string) =>
    past.flatMap((period) => {
      const whole = within(of, period, period.endsOn)
      return whole > 0 ? [Math.min(1, Math.max(0, within(of, period, cut(period)) / whole))] : []
    })
  const families = [...new Set(items.map(({ familyId }) => familyId))].flatMap((familyId) => {
    const known = prior.get(`family:${familyId ?? 'none'}`)
    const own = lines.filter(({ itemId }) => family.get(itemId) === familyId)
    const cut = (period: NamedPeriod) => cutOf(period, { elapsed, weekdays })
    return known ? [{ familyId, prior: known, soFar: within(own, open, through), shares: shares(own, cut) }] : []
  })
  const paces = pacesOf(families, { elapsed, measure: 'units' })
  const plain = { elapsed: part, shares: shares(lines, byPart) }
  const still = stillExpected({
    soFar: within(lines, open, through),
    arrival: plain,
    prior: prior.get('all')!,
    measure: 'units',
  })
  return {
    through,
    came: (to: string) => {
      const of = lines.filter(({ day }) => day >= open.startsOn && day <= to)
      return new Map(
        [...Map.groupBy(of, ({ itemId, territoryId }) => `item:${itemId}@${territoryId}`)].map(([name, those]) => [
          name,
          sumOf(those),
        ]),
      )
    },
    remaining: (method: Method, { node }: Series, mean: number) =>
      method === 'family, weekdays' ? paceAt(node, { paces, mean, parts: new Map() }).remaining : still * mean,
  }
}

function summed(
  leaves: readonly Series[],
  level: (typeof levels)[number],
  valueAt: (leaf: Series) => number,
): Map<string, number> {
  const sums = new Map<string, number>()
  for (const leaf of leaves) {
    const { familyId, itemId, territoryId } = leaf.node
    const what = level.startsWith('item') ? itemId : level.startsWith('family') ? familyId : ''
    const key = `${what}@${level.includes('territory') ? territoryId : ''}`
    sums.set(key, (sums.get(key) ?? 0) + valueAt(leaf))
  }
  return sums
}

function sumOf(lines: readonly UnitLine[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0)
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 1 && share * 100 === Math.round(share * 100) ? 0 : 1)} %`
}
