import { imapa } from './aggregation.ts'
import { sensible } from './bands.ts'
import type { Declined, FitOptions, Fitted, ForecastRequest, Model, Values } from './contract.ts'
import { checkRequest } from './door.ts'
import { mean } from './mean.ts'
import { demandQuantile, insertSize } from './occurrence.ts'
import { occurrenceTrend } from './occurrence-trend.ts'
import { type Silence, silenceAfter, silenceOf, stillAlive } from './silence.ts'

/**
 * The combination for demand that comes now and then: half a trend of occurrence, a quarter each the plain mean and IMAPA, times the
 * probability that the item is still sold at all after its present silence. Intervals are quantiles of the sizes seen
 * with the chance that this mean implies. See decisions/0007 for what each part brings.
 */
export function intermittentCombination(): Model {
  return { name: 'mean of trend of occurrence, mean, IMAPA', fit: fitCombination }
}

const shares = [0.5, 0.25, 0.25]

function fitCombination(series: Values, options: FitOptions = {}): Fitted | Declined {
  const models = [occurrenceTrend(), mean(), imapa()]
  const fits = models.map((model) => model.fit(series, { ...options, nonNegative: true }))
  const members = fits.filter((fit) => fit.kind === 'fitted')
  if (members.length < fits.length) return fits.find((fit) => fit.kind === 'declined')!
  const sizes = Float64Array.from(series)
    .filter((value) => value > 0)
    .sort()
  return fittedAt({ members, silence: silenceOf(series), sizes })
}

interface State {
  readonly members: readonly Fitted[]
  readonly silence: Silence
  /** The sizes seen, sorted. */
  readonly sizes: Float64Array
}

function fittedAt(state: State): Fitted {
  const { members, silence, sizes } = state
  return {
    kind: 'fitted',
    name: `mean of ${members.map((member) => member.name).join(', ')}`,
    forecast: (request) => forecastFrom(state, request),
    update(value) {
      const demand = Math.max(0, value)
      return fittedAt({
        members: members.map((member) => member.update(value)),
        silence: silenceAfter(silence, demand),
        sizes: demand > 0 ? insertSize(sizes, demand) : sizes,
      })
    },
  }
}

function forecastFrom({ members, silence, sizes }: State, request: ForecastRequest) {
  const { horizon, levels } = checkRequest(request)
  const means = members.map((member) => member.forecast({ horizon, levels: [] }).mean)
  const alive = stillAlive(silence)
  const center = means[0]!.map((_, h) => means.reduce((sum, each, i) => sum + alive * shares[i]! * each[h]!, 0))
  const average = sizes.reduce((sum, size) => sum + size / sizes.length, 0)
  const chances = center.map((value) => Math.min(1, value / average))
  const bound = (p: number) => chances.map((chance) => demandQuantile({ chance, sizes }, p))
  const intervals = levels.map((level) => ({ level, lo: bound(0.5 - level / 200), hi: bound(0.5 + level / 200) }))
  return sensible({ mean: center, intervals, nonNegative: true })
}
