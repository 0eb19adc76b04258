import type { Forecast, Task } from '../forecast.ts'
import type { View } from '../forecasts/forecasts.sql.ts'

/** A series to be forecast somewhere else: its view, the name of what the forecast follows from, and all that it needs. */
export type ToMake = View & { input: string; task: Task }

/** A series forecast somewhere else. */
export type MadeElsewhere = View & { node: string; input: string; forecast: Forecast }

/** One line of JSON: a period in which the item was not sold is null. */
export function lineOf(toMake: ToMake): string {
  return JSON.stringify(toMake, (_, value) =>
    value instanceof Float64Array ? Array.from(value, (each) => (Number.isNaN(each) ? null : each)) : value,
  )
}

/** The series of a line that `lineOf` wrote, number for number. */
export function toMakeOf(line: string): ToMake {
  const { task, ...rest } = JSON.parse(line) as ToMake
  const { values, siblings, promoted } = task
  return {
    ...rest,
    task: {
      ...task,
      values: numbersOf(values),
      siblings: siblings.map(numbersOf),
      promoted: promoted && { lifts: numbersOf(promoted.lifts), planned: numbersOf(promoted.planned) },
    },
  }
}

/** A line as it comes back, or null where it is none. */
export function madeOf(line: string): MadeElsewhere | null {
  try {
    const { grain, measure, node, input, forecast } = JSON.parse(line) as MadeElsewhere
    const isWhole = [grain, measure, node, input].every((each) => typeof each === 'string') && !!forecast?.backtests
    return isWhole ? { grain, measure, node, input, forecast } : null
  } catch {
    return null
  }
}

function numbersOf(values: ArrayLike<number | null>): Float64Array {
  return Float64Array.from(values, (each) => each ?? Number.NaN)
}
