import { autoModel, ets, type Model, seasonalNaive, theta } from '@drumbeat/forecasting'
import { table } from './bars.ts'
import { type CompetitionSeries, m3Folder, readM3 } from './m3-series.ts'
import { scoreModel } from './score.ts'

/**
 * M3 forecast from four origins, the last being that of the competition: by kind of period, and by how long the history is. One origin alone
 * is one moment of history, which all its series share: a crisis then is a miss of most of them.
 */
export async function run(): Promise<string> {
  const folder = m3Folder()
  if (!folder) return 'M3 files not found: set DRUMBEAT_TEST_DATA to the folder that holds m3/.'
  const set = fromOrigins(readM3(folder))
  const models: Model[] = [seasonalNaive(), theta(), ets(), autoModel()]
  const rows = partsOf(set).flatMap(([name, part]) =>
    models.map((model) => {
      const score = scoreModel(model, part)
      const numbers = [score.owa.toFixed(4), score.coverage80.toFixed(1), score.coverage95.toFixed(1)]
      return [name, model.name, `${part.length}`, ...numbers, score.msis.toFixed(2)]
    }),
  )
  return table(['part', 'model', 'forecasts', 'OWA', '80 % covers', '95 % covers', 'MSIS'], rows, 2)
}

/** How many periods lie between two origins. */
const strides: { readonly [period: string]: number } = { yearly: 3, quarterly: 4, monthly: 12, other: 8 }
const earlier = [0, 1, 2, 3]

export interface Origin extends CompetitionSeries {
  readonly back: number
}

/** Each series as it was known at the competition and up to three strides before, where two seasons and four values are left. */
export function fromOrigins(all: readonly CompetitionSeries[]): Origin[] {
  return all.flatMap((series) => {
    const { history, actual, seasonLength: m } = series
    const whole = Float64Array.of(...history, ...actual)
    return earlier.flatMap((back) => {
      const known = history.length - back * strides[series.period]!
      if (known < Math.max(9, m > 1 ? 2 * m + 4 : 0) || isFlat(whole.subarray(0, known), m)) return []
      return [
        { ...series, back, history: whole.slice(0, known), actual: whole.slice(known, known + series.actual.length) },
      ]
    })
  })
}

/** A history that repeats its season exactly has no error to scale by. */
function isFlat(y: Float64Array, m: number): boolean {
  return y.every((value, t) => t < m || value === y[t - m])
}

const lengths = [14, 22, 30, 46, 90, Number.POSITIVE_INFINITY]

function partsOf(set: readonly Origin[]): [string, Origin[]][] {
  return [...new Set(set.map(({ period }) => period))].flatMap((period) => {
    const all = set.filter((each) => each.period === period)
    const byLength = lengths.map((most, i): [string, Origin[]] => {
      const least = lengths[i - 1] ?? 0
      const name =
        most === Number.POSITIVE_INFINITY ? `${period}, ${least} and more` : `${period}, ${least} to ${most - 1}`
      return [name, all.filter(({ history }) => history.length >= least && history.length < most)]
    })
    const parts: [string, Origin[]][] = [
      [period, all],
      [`${period}, competition`, all.filter(({ back }) => back === 0)],
      [`${period}, before`, all.filter(({ back }) => back > 0)],
    ]
    return [...parts, ...byLength].filter(([, part]) => part.length >= 20)
  })
}
