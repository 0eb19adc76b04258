import { logit, logLossOf } from '../logit.ts'
import { randomFrom } from '../random.ts'
import { auc, brier, calibrationError, type Judged, logLoss, type Reliability, reliability } from './measures.ts'

/** How good probabilities are on rows the model has not seen, beside the base rate said to everybody. */
export interface Quality {
  readonly rows: number
  readonly outcomeRate: number
  readonly auc: number
  readonly brier: number
  readonly logLoss: number
  readonly calibrationError: number
  readonly reliability: readonly Reliability[]
  readonly baseRate: { readonly rate: number; readonly brier: number; readonly logLoss: number }
  /** Log loss saved by the model over the base rate, per row, with the 95 % interval of a paired bootstrap. */
  readonly gain: { readonly mean: number; readonly lo: number; readonly hi: number }
  readonly verdict: 'usable signal' | 'no usable signal'
}

const resamples = 1000

/**
 * Measures probabilities beside the base rate. The verdict is "no usable signal" unless the whole bootstrap interval of the
 * log loss gained lies above zero. Rows of one group (versions of one deal) are drawn together.
 */
export function qualityOf(
  given: Judged & { baseRate: number; groups?: ArrayLike<number> | undefined; seed: number },
): Quality {
  const { probabilities, outcomes, baseRate: rate, groups, seed } = given
  const judged = { probabilities, outcomes }
  const flat = { probabilities: new Float64Array(outcomes.length).fill(rate), outcomes }
  const gains = Float64Array.from({ length: outcomes.length }, (_, i) => gainOf(probabilities[i]!, rate, outcomes[i]!))
  const gain = bootstrapMean({ values: gains, groups, seed })
  return {
    rows: outcomes.length,
    outcomeRate: meanOf(outcomes),
    ...{ auc: auc(judged), brier: brier(judged), logLoss: logLoss(judged) },
    ...{ calibrationError: calibrationError(judged), reliability: reliability(judged) },
    baseRate: { rate, brier: brier(flat), logLoss: logLoss(flat) },
    gain,
    verdict: gain.lo > 0 ? 'usable signal' : 'no usable signal',
  }
}

/** Mean of values with a percentile bootstrap interval; values of one group are drawn together. */
export function bootstrapMean(given: {
  values: Float64Array
  groups?: ArrayLike<number> | undefined
  seed: number
  level?: number
}): { mean: number; lo: number; hi: number } {
  const { values, groups, seed, level = 0.95 } = given
  const { sums, sizes } = byGroup(values, groups)
  const random = randomFrom(seed)
  const means = new Float64Array(resamples)
  for (let k = 0; k < resamples; k++) {
    let [sum, size] = [0, 0]
    for (let i = 0; i < sums.length; i++) {
      const group = random.whole(sums.length)
      sum += sums[group]!
      size += sizes[group]!
    }
    means[k] = sum / size
  }
  means.sort()
  const tail = Math.floor(((1 - level) / 2) * resamples)
  return { mean: meanOf(values), lo: means[tail]!, hi: means[resamples - 1 - tail]! }
}

function gainOf(probability: number, rate: number, outcome: number): number {
  return logLossOf(safeLogit(rate), outcome) - logLossOf(safeLogit(probability), outcome)
}

function safeLogit(probability: number): number {
  return logit(Math.min(1 - 1e-15, Math.max(1e-15, probability)))
}

function byGroup(values: Float64Array, groups?: ArrayLike<number>): { sums: number[]; sizes: number[] } {
  const places = new Map<number, number>()
  const [sums, sizes]: [number[], number[]] = [[], []]
  for (const [i, value] of values.entries()) {
    const group = groups?.[i] ?? i
    const place = places.get(group) ?? sums.length
    if (place === sums.length) {
      places.set(group, place)
      sums.push(0)
      sizes.push(0)
    }
    sums[place] = sums[place]! + value
    sizes[place] = sizes[place]! + 1
  }
  return { sums, sizes }
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}
