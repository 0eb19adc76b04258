import { reachT } from '../numerics/normal.ts'
import type { LogEffect } from './measure-events.ts'

/**
 * What effects of one kind have in common, and how unsure that is: weighted by their precision, with the variance between them
 * (DerSimonian & Laird 1986). `between` is that variance. Null of none.
 */
export function poolEffects(effects: readonly LogEffect[]): (LogEffect & { readonly between: number }) | null {
  if (effects.length === 0) return null
  const precisions = effects.map(({ standardError }) => 1 / standardError ** 2)
  const total = sumOf(precisions)
  const common = sumOf(effects.map(({ log }, i) => log * precisions[i]!)) / total
  const spread = sumOf(effects.map(({ log }, i) => precisions[i]! * (log - common) ** 2))
  const scale = total - sumOf(precisions.map((each) => each * each)) / total
  const between = effects.length > 1 ? Math.max(0, (spread - (effects.length - 1)) / scale) : 0
  const weights = effects.map(({ standardError }) => 1 / (standardError ** 2 + between))
  const log = sumOf(effects.map((each, i) => each.log * weights[i]!)) / sumOf(weights)
  const standardError = Math.sqrt(1 / sumOf(weights))
  const reach = reachT(95, 60) * standardError
  return { log, standardError, lo: log - reach, hi: log + reach, between }
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
