import { autocovariances } from './autocovariance.ts'
import { psiWeights } from './polynomials.ts'

/** Where the filter of an ARMA process stands: what is expected of w at the coming steps, and how errors enter it. */
export interface ArmaState {
  readonly expected: Float64Array
  readonly gain: Float64Array
}

/**
 * Exact Gaussian likelihood of a stationary ARMA process, in O(n r) with r = max(p, q + 1), by the Chandrasekhar form of the
 * Kalman filter (Morf, Sidhu & Kailath 1974): the state covariance changes by a matrix of rank one a step, and only that is
 * carried. On a differenced series this is the likelihood of the full model under its diffuse prior, kept for every value.
 *
 *   v = w - x_1,  F' = F + M (L_1)^2,  K' = K + T L M L_1,  L' = T L - K L_1 / F,  M' = M - M^2 L_1^2 / F'
 *
 * Writes residuals r with sum r^2 = exp(-2 log likelihood / n) up to a constant, and returns the sum; the filter's last state
 * goes to `state`. Infinity where phi is not stationary.
 */
export function exactErrors(given: {
  phi: Float64Array
  theta: Float64Array
  w: Float64Array
  residual: Float64Array
  state?: ArmaState
}): { squares: number; scaled: number } {
  const { phi, theta, w, residual } = given
  const r = stateSize(phi, theta)
  const gamma = new Float64Array(r + 1)
  if (!autocovariances(phi, theta, gamma))
    return { squares: Number.POSITIVE_INFINITY, scaled: Number.POSITIVE_INFINITY }
  const gain = startingGain({ phi, theta, gamma, r })
  const change = gain.slice()
  const x = new Float64Array(r)
  const full = new Float64Array(r)
  full.set(phi)
  let variance = gamma[0]!
  let rank = -1 / variance
  let settled = false
  let sum = 0
  let logs = 0
  for (let t = 0; t < w.length; t++) {
    const v = w[t]! - x[0]!
    const push = v / variance
    const head = x[0]!
    for (let i = 0; i + 1 < r; i++) x[i] = full[i]! * head + x[i + 1]! + gain[i]! * push
    x[r - 1] = full[r - 1]! * head + gain[r - 1]! * push
    residual[t] = v / Math.sqrt(variance)
    sum += residual[t]! ** 2
    logs += Math.log(variance)
    if (settled) continue
    const first = change[0]!
    const pull = first / variance
    const grow = rank * first
    const next = variance + grow * first
    for (let i = 0; i < r; i++) {
      const turned = full[i]! * first + (i + 1 < r ? change[i + 1]! : 0)
      change[i] = turned - gain[i]! * pull
      gain[i]! += turned * grow
    }
    rank -= (grow * grow) / next
    settled = Math.abs(next - variance) < 1e-12 * variance && t > r
    variance = Math.max(1, next)
  }
  given.state?.expected.set(x)
  given.state?.gain.set(gain.map((value) => value / variance))
  const scale = Math.exp(logs / (2 * w.length))
  for (let t = 0; t < w.length; t++) residual[t]! *= scale
  return { squares: sum, scaled: sum * scale * scale }
}

/** r = max(p, q + 1). */
export function stateSize(phi: Float64Array, theta: Float64Array): number {
  return Math.max(phi.length, theta.length + 1)
}

/** K_1 = covariance of the state at t + 1 with w at t. */
function startingGain(given: { phi: Float64Array; theta: Float64Array; gamma: Float64Array; r: number }): Float64Array {
  const { phi, theta, gamma, r } = given
  const psi = psiWeights(phi, theta, r)
  const gain = new Float64Array(r)
  for (let i = 1; i <= r; i++) {
    let sum = 0
    for (let k = i; k <= phi.length; k++) sum += phi[k - 1]! * gamma[k - i]!
    for (let k = i + 1; k <= theta.length + 1; k++) sum += theta[k - 2]! * (k - i === 1 ? 1 : psi[k - i - 2]!)
    gain[i - 1] = sum
  }
  return gain
}
