import type { BoostRules } from '../boosting/boost.ts'
import { Refusal } from '../refusal.ts'

/** Chosen on generated and public sets (`npm run bench -- deal-outlook/quality`), none of them the bar's own. */
const usual: BoostRules = {
  ...{ leaves: 31, depth: 12, learningRate: 0.06, l2: 1, leastRows: 20 },
  ...{ categorySmoothing: 10, categoryL2: 10, leastGroup: 20, mostCategories: 32 },
  ...{ trees: 1500, columnShare: 0.7, rowShare: 1, patience: 30 },
}

/** The rules for so many rows, with the caller's own over them; small sets get smaller trees. */
export function boostRules(rows: number, own: Partial<BoostRules> = {}): BoostRules {
  const small = rows < 2000 ? { leaves: 8, leastRows: Math.max(5, Math.min(20, Math.floor(rows / 30))) } : {}
  const rules = { ...usual, ...small, ...own }
  for (const [name, least, most] of limits) {
    const value = rules[name]
    if (value >= least && value <= most) continue
    const message = `The rule ${name} is ${value}. Give a number from ${least} to ${most}.`
    throw new Refusal({ code: 'option', value, message })
  }
  return rules
}

const limits: readonly (readonly [keyof BoostRules, number, number])[] = [
  ['leaves', 2, 16_000],
  ['depth', 1, 64],
  ['learningRate', 1e-4, 1],
  ['l2', 0, 1e6],
  ['leastRows', 1, 1e9],
  ['categorySmoothing', 0, 1e6],
  ['categoryL2', 0, 1e6],
  ['leastGroup', 0, 1e9],
  ['mostCategories', 1, 256],
  ['trees', 1, 100_000],
  ['columnShare', 0.001, 1],
  ['rowShare', 0.001, 1],
  ['patience', 1, 100_000],
]
