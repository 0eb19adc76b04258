import { wordsIn } from '../explaining/words.ts'
import type { Violation } from '../model/plan.ts'
import { cleanNumber } from '../program/clean-values.ts'
import type { Built } from '../program/layout.ts'
import type { RelaxedRule } from './elastic.ts'
import type { Found } from './found.ts'
import { ruleWords } from './rule-words.ts'

/** The rules that a plan breaks: those that gave way, and safety stock without a price that could not be kept. */
export function violationsOf(input: {
  built: Built
  found: Found
  relaxedRules: readonly RelaxedRule[]
  locale?: string | undefined
}): Violation[] {
  const { built, found, relaxedRules, locale } = input
  const { figure } = wordsIn(locale)
  const { instance, layout } = built
  const broken = relaxedRules.map((relaxedRule): Violation => {
    const amount = cleanNumber(found.values![relaxedRule.column]!)
    const { rule, path, verb } = ruleWords(instance, relaxedRule)
    const period = instance.periods[relaxedRule.period]!
    return { rule, path, period, amount, says: `${rule} in ${period}: ${verb} ${figure(amount)}` }
  })
  instance.points.forEach((point, p) => {
    if (layout.shortfall[p]! < 0 || point.safetyCost !== undefined) return
    instance.periods.forEach((period, t) => {
      const amount = cleanNumber(found.values![layout.shortfall[p]! + t]!)
      if (amount <= 1e-6) return
      const rule = `safety stock of ${point.item}`
      broken.push({ rule, path: point.path, period, amount, says: `${rule} in ${period}: ${figure(amount)} short` })
    })
  })
  return broken
}
