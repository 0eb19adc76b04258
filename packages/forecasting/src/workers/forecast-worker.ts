import { workerData } from 'node:worker_threads'
import { auto } from '../auto.ts'
import type { Assignment } from './assignment.ts'

/** The inside of a worker of `forecastMany`: takes batches until there are none left or the work is ended. */
const given = workerData as Assignment
const values = new Float64Array(given.values)
const starts = new Int32Array(given.starts)
const results = new Float64Array(given.results)
const state = new Uint8Array(given.state)
const control = new Int32Array(given.control)
const count = starts.length - 1
const size = count * given.horizon

for (;;) {
  const from = Atomics.add(control, 0, given.batch)
  if (from >= count) break
  for (let i = from; i < Math.min(count, from + given.batch) && Atomics.load(control, 1) === 0; i++) {
    state[i] = forecastOne(i)
    Atomics.add(control, 2, 1)
  }
  if (Atomics.load(control, 1) === 1) break
}

function forecastOne(i: number): number {
  const { seasonLength, nonNegative, horizon, levels } = given
  const fitted = auto({ series: values.slice(starts[i], starts[i + 1]), seasonLength, nonNegative, seed: i + 1 })
  if (fitted.kind === 'declined') {
    for (let k = 0; k <= 2 * levels.length; k++)
      results.fill(Number.NaN, k * size + i * horizon, k * size + (i + 1) * horizon)
    return 2
  }
  const { mean, intervals } = fitted.forecast({ horizon, levels })
  results.set(mean, i * horizon)
  for (const [k, { lo, hi }] of intervals.entries()) {
    results.set(lo, (1 + 2 * k) * size + i * horizon)
    results.set(hi, (2 + 2 * k) * size + i * horizon)
  }
  return 1
}
