import { type Declined, declined, type Fitted, type Model } from '../contract.ts'
import { checkUpdate, type Validated, validate } from '../validation.ts'
import { evenDemand, insertSize, verbsOf } from './verbs.ts'

/**
 * ADIDA (Nikolopoulos et al. 2011) for intermittent demand: demand is added up over blocks as long as the mean gap between
 * demands, the blocks are smoothed exponentially, and the forecast is shared out evenly again.
 */
export function adida(): Model {
  return blockModel('ADIDA', (gap) => [gap])
}

/** IMAPA (Petropoulos & Kourentzes 2015): the mean of such forecasts over every block length up to the mean gap. */
export function imapa(): Model {
  return blockModel('IMAPA', (gap) => Array.from({ length: gap }, (_, i) => i + 1))
}

/** One block length: its smoothed sum, and the block that is filling up. */
interface Level {
  readonly length: number
  readonly alpha: number
  readonly smoothed: number
  readonly filling: number
  readonly filled: number
}

interface State {
  readonly name: string
  readonly levels: readonly Level[]
  readonly sizes: Float64Array
}

function blockModel(name: string, lengths: (gap: number) => number[]): Model {
  return {
    name,
    fit(series, options) {
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : fitBlocks(name, valid, lengths)
    },
  }
}

function fitBlocks(name: string, valid: Validated, lengths: (gap: number) => number[]): Fitted | Declined {
  const negative = valid.y.find((value) => value < 0)
  if (negative !== undefined)
    return declined(`${name} needs values of zero or more; got ${negative}. Use ETS or Theta.`)
  const known = valid.y.filter((value) => !Number.isNaN(value))
  const sizes = known.filter((value) => value > 0)
  if (sizes.length < 2) {
    return declined(`${name} needs at least 2 demands above zero; got ${sizes.length}. Use the mean model.`)
  }
  const gap = Math.max(
    1,
    Math.min(known.length, Math.round(known.findLastIndex((value) => value > 0) + 1) / sizes.length),
  )
  const levels = lengths(Math.round(gap)).map((length) => smoothBlocks(known, length))
  return fittedAt({ name, levels, sizes: sizes.sort() })
}

/** Blocks are cut from the end, so that the last is whole; the constant is the best between 0.1 and 0.3. */
function smoothBlocks(known: Float64Array, length: number): Level {
  const count = Math.max(1, Math.floor(known.length / length))
  const begin = Math.max(0, known.length - count * length)
  const sums = new Float64Array(count)
  for (let t = begin; t < known.length; t++) sums[Math.floor((t - begin) / length)]! += known[t]!
  const alpha = bestConstant(sums)
  return { length, alpha, smoothed: smooth(sums, alpha).level, filling: 0, filled: 0 }
}

/** Golden-section search for the constant with the least squared one-step error. */
function bestConstant(sums: Float64Array): number {
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [0.1, 0.3]
  for (let i = 0; i < 25; i++) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)]
    if (smooth(sums, left).squares < smooth(sums, right).squares) high = right
    else low = left
  }
  return (low + high) / 2
}

function smooth(sums: Float64Array, alpha: number): { level: number; squares: number } {
  let level = sums[0]!
  let squares = 0
  for (let i = 1; i < sums.length; i++) {
    const error = sums[i]! - level
    squares += error * error
    level += alpha * error
  }
  return { level, squares }
}

function fittedAt(state: State): Fitted {
  const { name, sizes } = state
  const rate = state.levels.reduce((sum, { smoothed, length }) => sum + smoothed / length, 0) / state.levels.length
  const size = sizes.reduce((sum, value) => sum + value, 0) / sizes.length
  return {
    kind: 'fitted',
    name,
    ...verbsOf(evenDemand(rate, { chance: Math.min(1, rate / size), sizes })),
    update(value) {
      if (Number.isNaN(checkUpdate(value))) return fittedAt(state)
      const demand = Math.max(0, value)
      const levels = state.levels.map((level) => filledUp(level, demand))
      return fittedAt({ ...state, levels, sizes: demand > 0 ? insertSize(sizes, demand) : sizes })
    },
  }
}

function filledUp(level: Level, demand: number): Level {
  const filling = level.filling + demand
  if (level.filled + 1 < level.length) return { ...level, filling, filled: level.filled + 1 }
  return { ...level, filling: 0, filled: 0, smoothed: level.smoothed + level.alpha * (filling - level.smoothed) }
}
