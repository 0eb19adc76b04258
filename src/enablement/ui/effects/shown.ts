import type { Meaning } from '#platform/ui/page/Tone.tsx'
import type { useFormat } from '#platform/ui/use-format.tsx'
import type { Effect } from '../../effects/contract.ts'

/** An estimate with its interval in words; `points` are percentage points of a rate, a share is per cent of a length. */
export function rangeOf(effect: Effect, as: 'points' | 'share', format: ReturnType<typeof useFormat>): string {
  const { estimate, low, high } = effect
  if (estimate === null || low === null || high === null) return 'cannot tell'
  const one = (value: number) => `${format.change(value * 100)}${as === 'share' ? ' %' : ''}`
  return `${one(estimate)} (${one(low)} to ${one(high)})`
}

/** The meaning of a verdict. */
export function toneOf({ verdict }: Effect): Meaning | null {
  if (verdict === 'helps') return 'ahead'
  if (verdict === 'hurts') return 'behind'
  return verdict === 'cannot tell' ? 'uncertain' : null
}
