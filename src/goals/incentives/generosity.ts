import type { Written } from '#platform/numbers/written.ts'
import { millionths } from './amount.ts'
import type { Terms } from './terms.ts'

/** What one person's statement says that a finding about the steps of a plan rests on. */
export type Reached = { personId: string; quotaMinor: number | null; credited: string; earnedMinor: number }

/** One step of a tiers rule: who reached it, what it cost beyond the step below, and what crossing it pays at once. */
export type StepFinding = {
  rule: string
  from: string
  rate: string
  people: number
  share: number | null
  extraMinor: number
  /** Only of retroactive steps: what the first unit above the start pays, over the people who have a threshold, on average. */
  cliffMinor: number | null
  verdict: 'reached by most' | 'pays a cliff' | 'as meant'
  says: string
}

/** A step from quota or below that this share of people reach does not tell good from usual. */
const MOST = 0.6
/** A cliff that is this share of mean pay invites moving deals across it. */
const STEEP = 0.2

/** Holds each step of a plan against who reached it: over-generous steps are those that most people reach, or that pay a cliff. */
export function stepFindings(
  terms: Terms,
  given: { people: readonly Reached[]; minorDigits: number; written: Written },
): StepFinding[] {
  const { people, minorDigits } = given
  const unit = 10 ** minorDigits
  const meanPay = people.reduce((sum, { earnedMinor }) => sum + earnedMinor, 0) / Math.max(1, people.length)
  return terms.rules.flatMap((rule) => {
    if (rule.kind !== 'tiers') return []
    const known = people.filter(({ quotaMinor }) => rule.by === 'amount' || (quotaMinor ?? 0) > 0)
    return rule.steps.flatMap(({ from, rate }, at): StepFinding[] => {
      const below = rule.steps[at - 1]
      if (!below) return []
      const gain = Number(rate) - Number(below.rate)
      const start = (each: Reached) => Number(from) * (rule.by === 'attainment' ? each.quotaMinor! : unit)
      const sold = (each: Reached) => (Number(millionths(each.credited)) / 1e6) * unit
      const reached = known.filter((each) => sold(each) >= start(each))
      const extra = reached.reduce(
        (sum, each) => sum + gain * (rule.manner === 'retroactive' ? sold(each) : sold(each) - start(each)),
        0,
      )
      const cliff =
        rule.manner === 'retroactive' && known.length > 0
          ? Math.round(known.reduce((sum, each) => sum + gain * start(each), 0) / known.length)
          : null
      const share = known.length === 0 ? null : reached.length / known.length
      const isCommon = share !== null && share > MOST && gain > 0
      const verdict = isCommon
        ? 'reached by most'
        : cliff !== null && cliff > STEEP * meanPay
          ? 'pays a cliff'
          : 'as meant'
      return [
        {
          rule: rule.name,
          from,
          rate,
          people: reached.length,
          share,
          extraMinor: Math.round(extra),
          cliffMinor: cliff,
          verdict,
          says: wordsFor(
            { verdict, rule: rule.name, from, by: rule.by, reached: reached.length, known: known.length },
            given.written,
          ),
        },
      ]
    })
  })
}

type About = {
  verdict: StepFinding['verdict']
  rule: string
  from: string
  by: string
  reached: number
  known: number
}

function wordsFor(about: About, { number, percent }: Written): string {
  const { verdict, rule, from, by, reached, known } = about
  const step = `The step of ${rule} from ${by === 'attainment' ? `${percent(Number(from), Math.round(Number(from) * 1000) % 10 === 0 ? 0 : 1)} of quota` : number(Number(from), 2)}`
  if (verdict === 'reached by most') return `${step} is over-generous: ${reached} of ${known} people reached it.`
  if (verdict === 'pays a cliff')
    return `${step} pays a lump at once to whoever crosses it, which invites moving deals across the line.`
  return `${step} was reached by ${reached} of ${known} people.`
}
