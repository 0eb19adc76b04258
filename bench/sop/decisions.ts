import { realisedEffects } from '../../src/sop/effects/realised.ts'
import { seededCompany } from './company-history.ts'

const companies = 100
const bar = 84

type Told = {
  kind: 'demand' | 'capacity'
  truth: number
  units: number
  lo90: number
  hi90: number
  promised: number
  compared: number
}

/**
 * What past decisions brought, over seeded company histories in which it is known: how often the truth lies within the stated 90 % range,
 * and how far the effect is off, beside what was promised.
 */
export async function run(): Promise<string> {
  const told: Told[] = []
  let silent = 0
  for (let seed = 1; seed <= companies; seed++) {
    const { cycles, known, truths } = await seededCompany(seed)
    const effects = realisedEffects(cycles, known)
    for (const { decisionId, kind, units: truth } of truths) {
      const effect = effects.find((each) => each.decisionId === decisionId)!
      if (effect.units === null) silent++
      else
        told.push({
          kind,
          truth,
          units: effect.units,
          lo90: effect.lo90!,
          hi90: effect.hi90!,
          promised: effect.promisedMinor / 1_000,
          compared: effect.compared,
        })
    }
    if (seed % 10 === 0) process.stderr.write(`${seed} companies\n`)
  }
  const rows = (['demand', 'capacity'] as const).map((kind) =>
    rowOf(
      kind,
      told.filter((each) => each.kind === kind),
    ),
  )
  if (rows.some(({ within }) => within < bar)) process.exitCode = 1
  return [
    `Bar: in ${companies} seeded companies the true effect lies within its stated 90 % range at least ${bar} times. Each has 19 monthly cycles, forecasts by exponential smoothing and supply plans, both made by the product's own packages.`,
    '',
    '| decision | told | of these with 6 earlier spans or more | truth within its 90 % range | range, of the truth (median) | mean error of the effect, units | of the promise, units |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(({ line }) => line),
    '',
    `Effects that could not be told: ${silent}.`,
  ].join('\n')
}

function rowOf(kind: Told['kind'], told: readonly Told[]) {
  const within = told.filter(({ truth, lo90, hi90 }) => lo90 <= truth && truth <= hi90).length
  const compared = told.filter((each) => each.compared >= 6).length
  const mean = (of: (each: Told) => number) => (told.reduce((sum, each) => sum + of(each), 0) / told.length).toFixed(0)
  const widths = told.map(({ truth, lo90, hi90 }) => (hi90 - lo90) / Math.max(1, Math.abs(truth))).sort((a, b) => a - b)
  const width = widths[Math.floor(widths.length / 2)]!.toFixed(1)
  const ours = mean(({ truth, units }) => Math.abs(truth - units))
  const promised = mean(({ truth, promised: said }) => Math.abs(truth - said))
  return { within, line: `| ${kind} | ${told.length} | ${compared} | ${within} | ${width} | ${ours} | ${promised} |` }
}
