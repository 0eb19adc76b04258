import type { Check } from '../schema.ts'

/** One check of a gate; the way out is shown where it fails. */
export function check(
  key: string,
  label: string,
  passes: boolean | null,
  says: string,
  wayOut: string | null = null,
): Check {
  return { key, label, passes, says, wayOut: passes === false ? wayOut : null }
}

/** A share as per cent with one decimal. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

/** A count with its noun: `1 signature is`, `2 signatures are`. */
export function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun} is` : `${count} ${noun}s are`
}
