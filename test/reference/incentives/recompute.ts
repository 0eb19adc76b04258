import type { TermsGiven } from '#goals/incentives/terms.ts'

/** A calculator of statements that shares nothing with the product's: fractions, and each step paid by cutting the path of credits. */
export type Given = {
  terms: TermsGiven
  minorDigits: number
  quota: string | null
  rate: string | null
  credits: { id: string; day: string; amount: string; units: string | null; share: string }[]
}

/** Whole numbers over 10^24. */
const ONE = 10n ** 24n
const dec = (text: string): bigint => {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const size = BigInt(whole) * ONE + BigInt(fraction.padEnd(24, '0'))
  return text.startsWith('-') ? -size : size
}
const times = (a: bigint, b: bigint): bigint => (a * b) / ONE

/** What the person earned in the period, in minor units, after the cap. */
export function recompute({ terms, minorDigits, quota, rate, credits }: Given): number {
  const goal = quota === null ? null : dec(quota)
  let sum = 0n
  for (const rule of terms.rules) {
    const counted = credits
      .filter(({ amount }) => rule.appliesTo?.minimum === undefined || dec(amount) >= dec(rule.appliesTo.minimum))
      .filter(
        ({ day }) =>
          (rule.appliesTo?.from === undefined || day >= rule.appliesTo.from) &&
          (rule.appliesTo?.to === undefined || day < rule.appliesTo.to),
      )
    const total = counted.reduce((all, { amount, share }) => all + times(dec(amount), dec(share)), 0n)
    if (rule.kind === 'commission') {
      const own = rule.rate ?? rate
      if (own !== null) sum += times(total, dec(own))
    } else if (rule.kind === 'spiff') {
      for (const { amount, units, share } of counted) {
        const sign = dec(amount) < 0n ? -ONE : ONE
        const number = rule.per === 'unit' && units !== null ? dec(units) : sign
        sum += times(times(dec(rule.amount), number), dec(share))
      }
    } else if (rule.kind === 'bonus') {
      if (goal && total >= times(dec(rule.at), goal)) sum += dec(rule.amount)
    } else if (rule.kind === 'accelerator') {
      const own = rule.rate ?? rate
      if (!goal || own === null) continue
      const above = total - times(dec(rule.above), goal)
      if (above > 0n) sum += times(times(above, dec(own)), dec(rule.multiplier) - ONE)
    } else {
      if (rule.by === 'attainment' && !goal) continue
      const starts = rule.steps.map(({ from }) => (rule.by === 'attainment' ? times(dec(from), goal!) : dec(from)))
      const rates = rule.steps.map((step) => dec(step.rate))
      if (rule.manner === 'retroactive') {
        let reached = -1
        for (let at = 0; at < starts.length; at++) if (total >= starts[at]!) reached = at
        if (total < 0n && starts[0] === 0n) reached = 0
        if (reached >= 0) sum += times(total, rates[reached]!)
      } else {
        // From the top step down: what lies above its start is paid at its rate, the rest is left to the steps below.
        let left = total
        if (total < 0n) sum += starts[0] === 0n ? times(total, rates[0]!) : 0n
        else
          for (let at = starts.length - 1; at >= 0; at--)
            if (left > starts[at]!) {
              sum += times(left - starts[at]!, rates[at]!)
              left = starts[at]!
            }
      }
    }
  }
  const cent = ONE / 10n ** BigInt(minorDigits)
  const minor = toNearest(sum, cent)
  if (terms.cap == null) return minor
  return Math.min(minor, toNearest(dec(terms.cap), cent))
}

function toNearest(value: bigint, unit: bigint): number {
  const size = value < 0n ? -value : value
  const whole = (2n * size + unit) / (2n * unit)
  return Number(value < 0n ? -whole : whole)
}
