import type { Built } from '../building/build.ts'
import { cleanNumber } from '../building/clean-values.ts'
import type { Violation } from '../model/plan.ts'
import type { Bend } from './elastic.ts'
import { ruleWords } from './rule-words.ts'
import type { Found } from './search.ts'

/** The rules that a plan breaks: those that gave way, and safety stock without a price that could not be kept. */
export function violationsOf(input: { built: Built; found: Found; bent: readonly Bend[] }): Violation[] {
  const { built, found, bent } = input
  const { company, layout } = built
  const broken = bent.map((bend): Violation => {
    const amount = cleanNumber(found.values![bend.column]!)
    const { rule, path, verb } = ruleWords(company, bend)
    const period = company.periods[bend.period]!
    return { rule, path, period, amount, says: `${rule} in ${period}: ${verb} ${tidy(amount)}` }
  })
  company.points.forEach((point, p) => {
    if (layout.shortfall[p]! < 0 || point.safetyCost !== undefined) return
    company.periods.forEach((period, t) => {
      const amount = cleanNumber(found.values![layout.shortfall[p]! + t]!)
      if (amount <= 1e-6) return
      const rule = `safety stock of ${point.item}`
      broken.push({ rule, path: point.path, period, amount, says: `${rule} in ${period}: ${tidy(amount)} short` })
    })
  })
  return broken
}

/** A figure as planners read it. */
export function tidy(value: number): string {
  return String(Math.round(value * 100) / 100)
}
