import type { Learning } from './learning.ts'
import { correct } from './learning-correction.ts'
import { tangentsAdded, tangentsMultiplied } from './learning-tangents.ts'
import type { EtsState, Smoothing } from './recursion.ts'

/** Passes over a missing value: the answers drift as the state does. */
export function learnNothing({ layout, memory }: Learning, at: { state: EtsState; smoothing: Smoothing }): void {
  const k = layout.lower.length
  const { phi } = at.smoothing
  const { level, trend } = at.state
  for (let j = 0; j < k; j++) {
    const drift = phi * memory[2 * k + j]! + (j === layout.phi ? trend : 0)
    memory[k + j]! += drift
    memory[2 * k + j] = drift
  }
  at.state.level = level + phi * trend
  at.state.trend = phi * trend
}

/**
 * Takes one value: moves `state`, and corrects it and the memory in place for what the error says of the parameters. Returns
 * the error (relative for multiplicative errors) and the mean that was expected. Where the form cannot go on, all is spoilt.
 */
export function learn(
  learning: Learning,
  at: { state: EtsState; smoothing: Smoothing; time: number; value: number },
): { error: number; mu: number } {
  const { layout, memory, room } = learning
  const { slopes } = room
  const { state, smoothing, time, value } = at
  const { alpha, beta, gamma, phi } = smoothing
  const k = layout.lower.length
  const m = state.season.length
  const place = time % m
  const { level, trend } = state
  const s = state.season[place]!
  const q = level + phi * trend
  const multiplied = layout.form.season === 'M'
  const mu = multiplied ? q * s : q + s
  const u = multiplied ? value / s - q : value - mu
  const v = multiplied ? value / q - s : u
  if (layout.phi >= 0) memory[k + layout.phi]! += trend
  if (multiplied) tangentsMultiplied({ memory, slopes, k, row: (3 + place) * k, q, s, value, smoothing })
  else
    tangentsAdded({
      memory,
      slopes,
      k,
      row: (3 + place) * k,
      smoothing,
      scale: layout.form.error === 'M' ? value / (mu * mu) : 1,
    })
  if (layout.phi >= 0) memory[2 * k + layout.phi]! += trend
  memory[k]! += u
  if (layout.beta >= 0) {
    memory[2 * k]! += memory[layout.beta]! * u
    memory[2 * k + layout.beta]! += alpha * u
  }
  if (layout.gamma >= 0) {
    memory[(3 + place) * k]! -= memory[layout.gamma]! * v
    memory[(3 + place) * k + layout.gamma]! += (1 - alpha) * v
  }
  state.level = q + alpha * u
  state.trend = phi * trend + beta * u
  state.season[place] = s + gamma * v
  const error = layout.form.error === 'M' ? value / mu - 1 : value - mu
  correct({ layout, memory, room, error, state })
  return { error, mu }
}

/** Writes the smoothing parameters that have been learned. */
export function smoothingInto(smoothing: Smoothing, { layout, memory }: Learning): void {
  const alpha = memory[0]!
  smoothing.alpha = alpha
  if (layout.beta >= 0) smoothing.beta = alpha * memory[layout.beta]!
  if (layout.gamma >= 0) smoothing.gamma = (1 - alpha) * memory[layout.gamma]!
  if (layout.phi >= 0) smoothing.phi = memory[layout.phi]!
}
