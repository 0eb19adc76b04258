/**
 * Autocovariances gamma_0 .. gamma_n of a stationary ARMA process with unit error variance, in O((p + q)^2): partial
 * autocorrelations of the autoregression by stepping Levinson's recursion down, its covariances by stepping it up, then the
 * moving average laid over them. Returns false where the autoregression is not stationary.
 */
export function autocovariances(phi: Float64Array, theta: Float64Array, out: Float64Array): boolean {
  const q = theta.length
  const n = out.length - 1 + q
  const plain = new Float64Array(n + 1)
  if (!autoregressive(phi, plain)) return false
  for (let h = 0; h < out.length; h++) out[h] = plain[h]!
  if (q === 0) return true
  for (let k = 0; k <= q; k++) {
    let weight = k === 0 ? 0 : theta[k - 1]!
    for (let i = k === 0 ? 0 : 1; i + k <= q; i++)
      weight += (i === 0 ? 1 : theta[i - 1]!) * (i + k === 0 ? 1 : theta[i + k - 1]!)
    if (k === 0) for (let h = 0; h < out.length; h++) out[h] = weight * plain[h]!
    else for (let h = 0; h < out.length; h++) out[h]! += weight * (plain[Math.abs(h - k)]! + plain[h + k]!)
  }
  return true
}

function autoregressive(phi: Float64Array, out: Float64Array): boolean {
  let p = phi.length
  while (p > 0 && phi[p - 1] === 0) p--
  const partial = new Float64Array(p)
  let a = phi.slice(0, p)
  let variance = 1
  for (let k = p; k >= 1; k--) {
    const r = a[k - 1]!
    const left = 1 - r * r
    if (!(left > 1e-12)) return false
    partial[k - 1] = r
    variance /= left
    const next = new Float64Array(k - 1)
    for (let i = 0; i < k - 1; i++) next[i] = (a[i]! + r * a[k - 2 - i]!) / left
    a = next
  }
  out[0] = variance
  const b = new Float64Array(p)
  let error = variance
  for (let k = 1; k <= Math.min(p, out.length - 1); k++) {
    const r = partial[k - 1]!
    let sum = r * error
    for (let i = 0; i < k - 1; i++) sum += b[i]! * out[k - 1 - i]!
    out[k] = sum
    for (let i = 0, j = k - 2; i <= j; i++, j--) {
      const [x, y] = [b[i]!, b[j]!]
      b[i] = x - r * y
      if (i !== j) b[j] = y - r * x
    }
    b[k - 1] = r
    error *= 1 - r * r
  }
  for (let k = p + 1; k < out.length; k++) {
    let sum = 0
    for (let i = 0; i < p; i++) sum += phi[i]! * out[k - 1 - i]!
    out[k] = sum
  }
  return true
}
