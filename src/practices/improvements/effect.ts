/** The quantile of the normal distribution for 95 %. */
const Z95 = 1.959963984540054

export const effectVerdicts = ['moved', 'within noise', 'not tested', 'not measured yet'] as const
export type EffectVerdict = (typeof effectVerdicts)[number]

/** A value with the number of things it tells of. */
export type Told = { value: number; n: number }
export type Effect = { verdict: EffectVerdict; difference: number | null; margin: number | null }

/**
 * What a check did since an improvement was added: the difference of its value, for shares with a 95 % margin
 * (1.96 x sqrt(p(1-p)/n + q(1-q)/m), unpooled). Multiples have no test: their difference is shown, no more.
 */
export function effectSince(
  before: Told | null,
  { now, unit, isDone }: { now: Told | null; unit: 'share' | 'multiple'; isDone: boolean },
): Effect {
  if (!before || !now || !isDone) return { verdict: 'not measured yet', difference: null, margin: null }
  const difference = now.value - before.value
  const isTestable = unit === 'share' && [before, now].every(({ value, n }) => value >= 0 && value <= 1 && n > 0)
  if (!isTestable) return { verdict: 'not tested', difference, margin: null }
  const variance = [before, now].reduce((sum, { value, n }) => sum + (value * (1 - value)) / n, 0)
  const margin = Z95 * Math.sqrt(variance)
  return { verdict: Math.abs(difference) > margin ? 'moved' : 'within noise', difference, margin }
}
