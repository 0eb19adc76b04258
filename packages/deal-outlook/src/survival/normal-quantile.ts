/** The standard normal quantile: a rational first guess, then Halley's steps; exact to about 1e-14. */
export function normalQuantile(probability: number): number {
  if (probability <= 0) return Number.NEGATIVE_INFINITY
  if (probability >= 1) return Number.POSITIVE_INFINITY
  let x = startOf(Math.min(probability, 1 - probability))
  const tail = Math.min(probability, 1 - probability)
  for (let step = 0; step < 3; step++) {
    const error = normalBelow(x) - tail
    const move = error * Math.sqrt(2 * Math.PI) * Math.exp((x * x) / 2)
    x -= move / (1 + (x * move) / 2)
  }
  return probability < 0.5 ? x : -x
}

/** The standard normal distribution function: a series near zero, a continued fraction in the tails. */
export function normalBelow(x: number): number {
  if (x > 0) return 1 - normalBelow(-x)
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  if (x > -3) {
    let [term, sum] = [x, x]
    for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
      term *= (x * x) / n
      sum += term
    }
    return 0.5 + density * sum
  }
  let fraction = 0
  for (let n = 60; n >= 1; n--) fraction = n / (-x + fraction)
  return density / (-x + fraction)
}

/** A first guess in the lower half (Abramowitz & Stegun 26.2.23). */
function startOf(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail))
  const top = 2.515517 + t * (0.802853 + t * 0.010328)
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  return top / bottom - t
}
