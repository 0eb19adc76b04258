import type { Layout } from './layout.ts'
import type { Learning, LearningRoom } from './learning.ts'
import type { EtsState } from './recursion.ts'

/** P' = P - P psi psi' P / (1 + psi' P psi); the parameters move by P' psi e, and the state by its answers to them. */
export function correct(given: {
  layout: Layout
  memory: number[]
  room: LearningRoom
  error: number
  state: EtsState
}): void {
  const { layout, memory, error, state } = given
  const { slopes, gains } = given.room
  const { lower, upper } = layout
  const k = lower.length
  const m = state.season.length
  const first = (3 + m) * k
  let place = first
  for (let i = 0; i < k; i++) {
    const slope = slopes[i]!
    let sum = 0
    for (let j = 0; j < i; j++) {
      const p = memory[place++]!
      sum += p * slopes[j]!
      gains[j]! += p * slope
    }
    gains[i] = sum + memory[place++]! * slope
  }
  let power = 1
  for (let i = 0; i < k; i++) power += gains[i]! * slopes[i]!
  const share = 1 / power
  place = first
  for (let i = 0; i < k; i++) {
    const a = gains[i]! * share
    for (let j = 0; j <= i; j++) memory[place++]! -= a * gains[j]!
  }
  for (let j = 0; j < k; j++) {
    const from = memory[j]!
    const to = Math.min(upper[j]!, Math.max(lower[j]!, from + gains[j]! * share * error))
    memory[j] = to
    gains[j] = to - from
  }
  state.level += answer(given, k)
  state.trend += answer(given, 2 * k)
  for (let i = 0; i < m; i++) state.season[i]! += answer(given, (3 + i) * k)
}

/** How much one part of the state moves with the step of the parameters in `gains`. */
function answer({ layout, memory, room }: Pick<Learning, 'layout' | 'memory' | 'room'>, row: number): number {
  const k = layout.lower.length
  const { gains } = room
  let sum = 0
  for (let j = 0; j < k; j++) sum += memory[row + j]! * gains[j]!
  return sum
}
