import type { Program } from './program.ts'

/** Multiplies out Ax, by rows. */
export function activitiesOf({ rows, columns, starts, indices, values }: Program, x: Float64Array): Float64Array {
  const activity = new Float64Array(rows)
  for (let j = 0; j < columns; j++) {
    const value = x[j]!
    if (value !== 0) for (let k = starts[j]!; k < starts[j + 1]!; k++) activity[indices[k]!]! += values[k]! * value
  }
  return activity
}
