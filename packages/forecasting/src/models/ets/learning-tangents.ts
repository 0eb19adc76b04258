import type { Smoothing } from './recursion.ts'

export function tangentsAdded(given: {
  memory: number[]
  slopes: Float64Array
  k: number
  row: number
  smoothing: Smoothing
  scale: number
}): void {
  const { memory, slopes, k, row, scale } = given
  const { alpha, beta, gamma, phi } = given.smoothing
  for (let j = 0; j < k; j++) {
    const level = memory[k + j]!
    const drift = phi * memory[2 * k + j]!
    const s = memory[row + j]!
    const mean = level + drift + s
    memory[k + j] = level + drift - alpha * mean
    memory[2 * k + j] = drift - beta * mean
    memory[row + j] = s - gamma * mean
    slopes[j] = mean * scale
  }
}

export function tangentsMultiplied(given: {
  memory: number[]
  slopes: Float64Array
  k: number
  row: number
  q: number
  s: number
  value: number
  smoothing: Smoothing
}): void {
  const { memory, slopes, k, row, q, s, value } = given
  const { alpha, beta, gamma, phi } = given.smoothing
  const adjusted = value / (s * s)
  const seasonal = value / (q * q)
  const toLevel = seasonal / s
  const toSeason = adjusted / q
  for (let j = 0; j < k; j++) {
    const level = memory[k + j]!
    const drift = phi * memory[2 * k + j]!
    const moved = level + drift
    const index = memory[row + j]!
    const error = moved + adjusted * index
    memory[k + j] = moved - alpha * error
    memory[2 * k + j] = drift - beta * error
    memory[row + j] = index - gamma * (index + seasonal * moved)
    slopes[j] = moved * toLevel + index * toSeason
  }
}
