import { callBiases } from '@drumbeat/deal-outlook'
import { type Random, randomFrom } from '../../packages/deal-outlook/src/random.ts'
import { normal } from './simulated-company.ts'

const [seeds, reps, learned, tried] = [50, 24, 8, 4]

/**
 * Reps of whom some sandbag and some have happy ears call quarter after quarter: how many of their factors lie in the 95 %
 * interval that is learned, and what correcting saves on later calls, beside the calls as they are.
 */
export async function run(): Promise<string> {
  let [inside, all] = [0, 0]
  const miss = { plain: 0, corrected: 0, actual: 0 }
  for (let seed = 1; seed <= seeds; seed++) {
    const random = randomFrom(seed)
    const factors = Array.from(
      { length: reps },
      () => [1, 1, 1.3, 0.75][random.whole(4)]! * Math.exp(0.08 * normal(random)),
    )
    const past = factors.flatMap((factor, rep) => calls(learned, { factor, rep, random }))
    const found = new Map(callBiases(past).submitters.map((bias) => [bias.submitter, bias]))
    for (const [rep, factor] of factors.entries()) {
      const bias = found.get(`rep ${rep}`)!
      all++
      if (bias.lo <= factor && factor <= bias.hi) inside++
      for (const { called, actual } of calls(tried, { factor, rep, random })) {
        miss.plain += Math.abs(actual - called)
        miss.corrected += Math.abs(actual - called * bias.factor)
        miss.actual += actual
      }
    }
  }
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`
  return [
    `${seeds} seeds x ${reps} reps, ${learned} quarters learned from, ${tried} later ones; a call misses by 25 % at random beside its bias.`,
    '',
    `- True factor within its 95 % interval: ${percent(inside, all)} of ${all} reps (bar: at least 90 %).`,
    `- WAPE of later calls as they are ${percent(miss.plain, miss.actual)}, corrected ${percent(miss.corrected, miss.actual)}.`,
  ].join('\n')
}

function calls(count: number, given: { factor: number; rep: number; random: Random }) {
  const { factor, rep, random } = given
  return Array.from({ length: count }, () => {
    const actual = 100_000 * Math.exp(0.5 * normal(random))
    return { submitter: `rep ${rep}`, called: (actual / factor) * Math.exp(0.25 * normal(random)), actual }
  })
}
