import type { Program } from './program.ts'

const powers = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))
const digits = 12

/**
 * The columns of a solved program without the dust of the solver's arithmetic: whole numbers within `dust` are whole, all others keep
 * twelve digits. A copy; whether it still obeys every rule is for the checker to say.
 */
export function cleanValues(program: Program, values: Float64Array, dust: number): Float64Array {
  return values.map((value, column) => {
    const whole = Math.round(value) + 0
    if (program.integer[column] || Math.abs(value - whole) <= dust) return whole
    return cleanNumber(value)
  })
}

/** A figure with twelve digits, so that sums of decimals read as people add them up. */
export function cleanNumber(value: number): number {
  if (Number.isInteger(value) || !Number.isFinite(value)) return value + 0
  const power = powers[digits - 1 - Math.floor(Math.log10(Math.abs(value)))]
  return power === undefined ? value : Math.round(value * power) / power + 0
}
