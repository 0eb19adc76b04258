import { type EtsForm, isAdditive } from './form.ts'
import { runAhead } from './horizon.ts'
import { learn, learnNothing, smoothingInto } from './learn.ts'
import type { Learning } from './learning.ts'
import type { RunMemory } from './memory.ts'
import type { Position } from './position.ts'
import { type EtsState, runRecursion, type Smoothing } from './recursion.ts'

/** One value on; a value that the form cannot go on from counts as missing. */
export function taken(at: Position, given: number): void {
  const value = given / at.scale
  const { smoothing, state, errors, time, best } = at
  const learning = at.learning === 'none' ? undefined : at.learning
  if (!Number.isNaN(value)) {
    keep(at.memory, state, learning)
    const { error, mu } = learning
      ? learn(learning, { state, smoothing, time, value })
      : move({ form: best.form, state, smoothing, time, value })
    if (survives(best.form, state, mu)) {
      errors.count++
      errors.squares += error * error
      errors.logs = best.form.error === 'M' ? errors.logs + Math.log(mu) : 0
      if (learning) smoothingInto(smoothing, learning)
      at.time = time + 1
      return
    }
    putBack(at.memory, state, learning)
  }
  if (learning) learnNothing(learning, { state, smoothing })
  else move({ form: best.form, state, smoothing, time, value: Number.NaN })
  at.time = time + 1
}

/** Keeps state and learning as they are before a value, should the form not be able to go on from it. */
function keep({ before }: RunMemory, { level, trend, season }: EtsState, learning: Learning | undefined): void {
  before.level = level
  before.trend = trend
  if (before.season.length < season.length) before.season = new Float64Array(season.length)
  for (let i = 0; i < season.length; i++) before.season[i] = season[i]!
  if (!learning) return
  const { memory } = learning
  if (before.memory.length < memory.length) before.memory = new Float64Array(memory.length)
  for (let i = 0; i < memory.length; i++) before.memory[i] = memory[i]!
}

function putBack({ before }: RunMemory, state: EtsState, learning: Learning | undefined): void {
  state.level = before.level
  state.trend = before.trend
  for (let i = 0; i < state.season.length; i++) state.season[i] = before.season[i]!
  if (!learning) return
  for (let i = 0; i < learning.memory.length; i++) learning.memory[i] = before.memory[i]!
}

/** One step of the recursion without learning. */
function move(at: { form: EtsForm; state: EtsState; smoothing: Smoothing; time: number; value: number }) {
  const residual = new Float64Array(1)
  const { form, state, smoothing, time, value } = at
  const mu = runAhead({ form, smoothing, state, time, horizon: 1 }).mean[0]!
  const cost = runRecursion({ form, smoothing, state, y: Float64Array.of(value), residual, from: time })
  return {
    error: form.error === 'M' ? value / mu - 1 : value - mu,
    mu: cost < Number.POSITIVE_INFINITY ? mu : Number.NaN,
  }
}

/** A form that multiplies cannot go on from a level or season at or below zero. */
function survives(form: EtsForm, state: EtsState, mu: number): boolean {
  if (!(Number.isFinite(mu) && Number.isFinite(state.level) && Number.isFinite(state.trend))) return false
  if (isAdditive(form)) return true
  return mu > 0 && state.level > 0 && (form.season !== 'M' || state.season.every((index) => index > 0))
}
