import type { Ranges } from '#demand/accuracy.ts'
import type { Task } from '#demand/forecast.ts'

/** What was told of the periods ahead. */
export type Told = Ranges

/** Sums over forecasts of one kind of series, made in one way. */
export type Score = {
  forecasts: number
  scaled: number
  rmsse: number
  interval: number
  missed: number
  excess: number
  sold: number
  steps: number
  in80: number
  below: number
  above: number
}

type Given = { kind: string; way: string; task: Task; told: Told; actual: readonly number[] }

/** Adds one forecast to the score of its kind and way; periods in which the item was not sold count nowhere. */
export function addScore(scores: Map<string, Score>, { kind, way, task, told, actual }: Given): void {
  const key = `${kind} | ${way}`
  const sum = scores.get(key) ?? nothing()
  scores.set(key, sum)
  let [squares, interval, steps] = [0, 0, 0]
  for (const [step, value] of actual.entries()) {
    if (Number.isNaN(value)) continue
    const [mean, lo, hi] = [told.mean[step]!, told.lo95[step]!, told.hi95[step]!]
    const hardly = 1e-9 * Math.max(1, value)
    const within = (low: number, high: number) => value >= low - hardly && value <= high + hardly
    steps++
    squares += (value - mean) ** 2
    interval += hi - lo + 40 * (Math.max(0, lo - value) + Math.max(0, value - hi))
    sum.missed += Math.abs(value - mean)
    sum.excess += mean - value
    sum.sold += Math.abs(value)
    if (within(told.lo80[step]!, told.hi80[step]!)) sum.in80++
    if (value < lo - hardly) sum.below++
    if (value > hi + hardly) sum.above++
  }
  sum.steps += steps
  const scale = stepOf(task.values)
  if (steps === 0) return
  sum.forecasts++
  if (!(scale > 0)) return
  sum.scaled++
  sum.rmsse += Math.sqrt(squares / steps) / scale
  sum.interval += interval / steps / scale
}

/** Scores by kind of series, in the order in which ways were tried. */
export function bySum(scores: ReadonlyMap<string, Score>): { kind: string; way: string; score: Score }[] {
  const all = [...scores].map(([key, score]) => {
    const [kind, way] = key.split(' | ') as [string, string]
    return { kind, way, score }
  })
  const kinds = [...new Set(all.map(({ kind }) => kind))].sort()
  return kinds.flatMap((kind) => all.filter((each) => each.kind === kind))
}

/** The cells of a table. */
export function scoreCells(way: string, sum: Score): string[] {
  const share = (part: number, of: number) => `${((100 * part) / of).toFixed(1)} %`
  return [
    `${sum.forecasts}`,
    way,
    (sum.rmsse / sum.scaled).toFixed(4),
    share(sum.missed, sum.sold),
    share(sum.excess, sum.sold),
    share(sum.in80, sum.steps),
    share(sum.steps - sum.below - sum.above, sum.steps),
    share(sum.below, sum.steps),
    share(sum.above, sum.steps),
    (sum.interval / sum.scaled).toFixed(3),
  ]
}

function nothing(): Score {
  return {
    ...{ forecasts: 0, scaled: 0, rmsse: 0, interval: 0, missed: 0, excess: 0 },
    ...{ sold: 0, steps: 0, in80: 0, below: 0, above: 0 },
  }
}

/** The root mean squared step from one period to the next. */
function stepOf(values: Float64Array): number {
  let [sum, count] = [0, 0]
  for (let t = 1; t < values.length; t++) {
    const step = values[t]! - values[t - 1]!
    if (Number.isNaN(step)) continue
    sum += step * step
    count++
  }
  return Math.sqrt(sum / count)
}
