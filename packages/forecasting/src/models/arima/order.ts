/** The orders of a seasonal ARIMA model (p,d,q)(P,D,Q), with a constant when the differenced series has a mean. */
export interface ArimaOrder {
  readonly p: number
  readonly d: number
  readonly q: number
  readonly P: number
  readonly D: number
  readonly Q: number
  readonly constant: boolean
}

/** The usual name, such as `ARIMA(0,1,1)(0,1,1)[12]`; a constant is called mean or drift by the differencing. */
export function orderName(order: ArimaOrder, m: number): string {
  const { p, d, q, P, D, Q, constant } = order
  const seasonal = m > 1 && P + D + Q > 0 ? `(${P},${D},${Q})[${m}]` : ''
  return `ARIMA(${p},${d},${q})${seasonal}${constant ? (d + D > 0 ? ' with drift' : ' with mean') : ''}`
}

/** How many numbers are estimated, the error variance included. */
export function parameterCount({ p, q, P, Q, constant }: ArimaOrder): number {
  return p + q + P + Q + (constant ? 1 : 0) + 1
}

/** y differenced d times, and D times at the lag of the season. */
export function differenced(y: Float64Array, { d, D }: { d: number; D: number }, m: number): Float64Array {
  let w = y
  for (let i = 0; i < D; i++) w = difference(w, m)
  for (let i = 0; i < d; i++) w = difference(w, 1)
  return w
}

function difference(y: Float64Array, lag: number): Float64Array {
  const out = new Float64Array(Math.max(0, y.length - lag))
  for (let t = 0; t < out.length; t++) out[t] = y[t + lag]! - y[t]!
  return out
}

/** The coefficients c of (1 - B)^d (1 - B^m)^D = 1 - c_1 B - c_2 B^2 - ... */
export function differencing({ d, D }: { d: number; D: number }, m: number): Float64Array {
  let product = Float64Array.of(1)
  for (let i = 0; i < d; i++) product = timesOneMinus(product, 1)
  for (let i = 0; i < D; i++) product = timesOneMinus(product, m)
  return product.slice(1).map((value) => -value)
}

function timesOneMinus(a: Float64Array, lag: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(a.length + lag)
  out.set(a)
  for (let i = 0; i < a.length; i++) out[i + lag]! -= a[i]!
  return out
}
