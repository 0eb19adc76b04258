/** A function of the horizon that remembers its last answer: every forecast of a fitted model asks for the same. */
export function remembered(work: (horizon: number) => Float64Array): (horizon: number) => Float64Array {
  let last: Float64Array | undefined
  return (horizon) => {
    if (last?.length !== horizon) last = work(horizon)
    return last
  }
}
