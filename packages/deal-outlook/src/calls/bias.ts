import { Refusal } from '../refusal.ts'
import { normalQuantile } from '../survival/normal-quantile.ts'

/** What a person said of a period, and what came. */
export interface PastCall {
  readonly submitter: string
  readonly called: number
  readonly actual: number
}

/** How a person's calls relate to what came: `factor` 1.2 means that 1.2 times the call comes (sandbagging). */
export interface CallBias {
  readonly submitter: string
  readonly calls: number
  readonly factor: number
  readonly lo: number
  readonly hi: number
  /** Share of the person's own mean in the factor; the rest is everybody's. */
  readonly ownWeight: number
}

/** The bias of each submitter and of one never seen. */
export interface CallBiases {
  readonly submitters: readonly CallBias[]
  readonly newcomer: CallBias
  /** Calls without a ratio, because the call or what came was not above zero. */
  readonly leftOut: number
}

/**
 * Shrinks each submitter's mean log ratio of actual to call towards the mean of all: a normal model with a common spread
 * within persons and one between them (method of moments), so that few calls move little.
 */
export function callBiases(past: readonly PastCall[], level = 0.95): CallBiases {
  const byPerson = new Map<string, number[]>()
  let leftOut = 0
  for (const { submitter, called, actual } of past) {
    if (!Number.isFinite(called) || !Number.isFinite(actual)) {
      const message = `A call of ${submitter} is ${called} for ${actual}. Give numbers, or leave the call out.`
      throw new Refusal({ code: 'call', value: called, message })
    }
    if (called <= 0 || actual <= 0) leftOut++
    else byPerson.set(submitter, [...(byPerson.get(submitter) ?? []), Math.log(actual / called)])
  }
  const people = [...byPerson].map(([submitter, ratios]) => ({
    submitter,
    n: ratios.length,
    mean: meanOf(ratios),
    ratios,
  }))
  const spread = spreadsOf(people)
  const quantile = normalQuantile((1 + level) / 2)
  const submitters = people.map((person) => shrunk({ ...person, ...spread, quantile }))
  const newcomer = shrunk({ submitter: '', n: 0, mean: 0, ...spread, quantile })
  return { submitters, newcomer, leftOut }
}

/** A call corrected by its submitter's bias, with the interval of the factor. */
export function correctedCall(called: number, bias: CallBias): { value: number; lo: number; hi: number } {
  return { value: called * bias.factor, lo: called * bias.lo, hi: called * bias.hi }
}

interface Person {
  readonly n: number
  readonly mean: number
  readonly ratios: readonly number[]
}

/** The mean of all persons, and the variances within and between them. */
function spreadsOf(people: readonly Person[]): {
  centre: number
  centreError: number
  within: number
  between: number
} {
  const total = people.reduce((sum, { n }) => sum + n, 0)
  // One call beside a prior one of spread 0.3 where nothing repeats, so that the spread is never taken for none.
  const squares = people.reduce((sum, { ratios, mean }) => sum + ratios.reduce((s, r) => s + (r - mean) ** 2, 0), 0)
  const within = (squares + 0.09) / (Math.max(0, total - people.length) + 1)
  if (people.length < 2) {
    const centre = people.length === 0 ? 0 : people[0]!.mean / 2
    return { centre, centreError: 0.2, within, between: 0.04 }
  }
  const plain = meanOf(people.map(({ mean }) => mean))
  const varianceOfMeans = people.reduce((sum, { mean }) => sum + (mean - plain) ** 2, 0) / (people.length - 1)
  const sampling = within * meanOf(people.map(({ n }) => 1 / n))
  const between = Math.max(varianceOfMeans - sampling, 1e-4)
  const weights = people.map(({ n }) => 1 / (between + within / n))
  const sum = weights.reduce((s, w) => s + w, 0)
  const centre = people.reduce((s, { mean }, i) => s + weights[i]! * mean, 0) / sum
  return { centre, centreError: 1 / Math.sqrt(sum), within, between }
}

/** The person's mean drawn towards that of all, with the error of both. */
function shrunk(given: {
  submitter: string
  n: number
  mean: number
  centre: number
  centreError: number
  within: number
  between: number
  quantile: number
}): CallBias {
  const { submitter, n, mean, centre, centreError, within, between, quantile } = given
  const ownWeight = n === 0 ? 0 : between / (between + within / n)
  const middle = ownWeight * mean + (1 - ownWeight) * centre
  const variance = (1 - ownWeight) * between + ((1 - ownWeight) * centreError) ** 2
  const reach = quantile * Math.sqrt(variance)
  const bounds = { factor: Math.exp(middle), lo: Math.exp(middle - reach), hi: Math.exp(middle + reach) }
  return { submitter, calls: n, ...bounds, ownWeight }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
