/** Fills missing values on the straight line between their neighbours; ends take the nearest value. Returns the same array if none is missing. */
export function interpolate(y: Float64Array): Float64Array {
  if (!y.some(Number.isNaN)) return y
  const filled = y.slice()
  let last = -1
  for (let t = 0; t < y.length; t++) {
    if (Number.isNaN(y[t]!)) continue
    if (last < 0) filled.fill(y[t]!, 0, t)
    else bridge(filled, last, t)
    last = t
  }
  if (last >= 0) filled.fill(y[last]!, last + 1)
  return filled
}

function bridge(filled: Float64Array, from: number, to: number): void {
  const slope = (filled[to]! - filled[from]!) / (to - from)
  for (let t = from + 1; t < to; t++) filled[t] = filled[from]! + slope * (t - from)
}
