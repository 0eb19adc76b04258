import { middle } from './middle.ts'

const enough = 4
const severalTimes = 3
/** So many times what all others lie apart. */
const farOff = 10

/**
 * The last value of a history too short to be searched, where it is several times the largest before and the ones before hardly
 * differ; with what they lead to expect. Whatever else stands out there may as well be the level.
 */
export function wildEnd(y: Float64Array): { index: number; expected: number; strength: number } | undefined {
  const index = y.length - 1
  const before = y.subarray(0, Math.max(0, index)).filter((value) => !Number.isNaN(value))
  if (before.length < enough) return undefined
  const [low, high, last] = [Math.min(...before), Math.max(...before), y[index]!]
  const expected = middle(before)
  const apart = Math.max(high - low, 0.01 * expected)
  const isWild = low > 0 && last > severalTimes * high && last - high > farOff * apart
  return isWild ? { index, expected, strength: (last - expected) / apart } : undefined
}
