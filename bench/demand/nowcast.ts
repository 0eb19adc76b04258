import { backtestsOf } from '#demand/accuracy.ts'
import { coherentMeans } from '#demand/coherence.ts'
import { taskOf } from '#demand/inputs.ts'
import type { Expected } from '#demand/running.ts'
import type { Series } from '#demand/series.ts'
import { adventureWorksFolder } from './adventureworks-lines.ts'
import { monthSoFar, type SoFar } from './month-so-far.ts'
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

function addErrors({ sums, held, ...given }: SoFar & { sums: Map<Method, number[]>; held: number[] }): void {
  const { history, at, prior } = given
  const { through, came, remaining, remainingPlain } = monthSoFar(given)
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
      if (method === 'before it began') return mean
      const still = method === 'family, weekdays' ? remaining(leaf.node, mean) : remainingPlain(mean)
      return (soFar.get(leaf.name) ?? 0) + still
    })
    for (const [i, nodes] of expected.entries()) {
      for (const [key, value] of nodes) sums.get(method)![i]! += Math.abs(value - actual[i]!.get(key)!)
    }
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

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 1 && share * 100 === Math.round(share * 100) ? 0 : 1)} %`
}
