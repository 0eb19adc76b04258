/** An autoregression x = phi_1 x' + phi_2 x'' + ... + e. */
export interface Autoregression {
  readonly phi: Float64Array
  readonly variance: number
}

/**
 * Autoregressions of every order up to `most` by Burg's method (1975), which is always stationary and O(n) an order; returns
 * the one with the lowest AICc.
 */
export function burg(x: Float64Array, most: number): Autoregression {
  const n = x.length
  const forward = x.slice()
  const backward = x.slice()
  let variance = 0
  for (const value of x) variance += (value * value) / n
  let phi = new Float64Array(0)
  let best = { phi, variance }
  let lowest = criterion(n, variance, 0)
  for (let k = 1; k <= most && variance > 0; k++) {
    let product = 0
    let power = 0
    for (let t = k; t < n; t++) {
      const f = forward[t]!
      const b = backward[t - 1]!
      product += f * b
      power += f * f + b * b
    }
    if (!(power > 0)) break
    const r = (2 * product) / power
    const longer = new Float64Array(k)
    for (let j = 0; j < k - 1; j++) longer[j] = phi[j]! - r * phi[k - 2 - j]!
    longer[k - 1] = r
    phi = longer
    let before = backward[k - 1]!
    for (let t = k; t < n; t++) {
      const f = forward[t]!
      const b = before
      before = backward[t]!
      forward[t] = f - r * b
      backward[t] = b - r * f
    }
    variance *= 1 - r * r
    const cost = criterion(n, variance, k)
    if (!(cost < lowest)) continue
    lowest = cost
    best = { phi, variance }
  }
  return best
}

function criterion(n: number, variance: number, order: number): number {
  const parameters = order + 2
  return n * Math.log(variance) + 2 * parameters + (2 * parameters * (parameters + 1)) / Math.max(1, n - parameters - 1)
}
