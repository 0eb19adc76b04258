/**
 * Coefficients phi_1 .. phi_p of a stationary autoregression from its partial autocorrelations, each between -1 and 1
 * (Monahan 1984): the box of partials is exactly the stationary region. Writes into `out`.
 */
export function fromPartials(partials: Float64Array, from: number, p: number, out: Float64Array): void {
  for (let k = 0; k < p; k++) {
    const r = partials[from + k]!
    for (let i = 0, j = k - 1; i <= j; i++, j--) {
      const a = out[i]!
      const b = out[j]!
      out[i] = a - r * b
      if (i !== j) out[j] = b - r * a
    }
    out[k] = r
  }
}

/** The product of 1 - a_1 B - ... and 1 - b_1 B^m - ..., as the coefficients c of 1 - c_1 B - ...; writes into `out`. */
export function expand(given: { a: Float64Array; b: Float64Array; m: number; out: Float64Array }): void {
  const { a, b, m, out } = given
  out.fill(0)
  for (let i = 0; i < a.length; i++) out[i] = a[i]!
  for (let j = 0; j < b.length; j++) {
    const lag = (j + 1) * m
    out[lag - 1]! += b[j]!
    for (let i = 0; i < a.length; i++) out[lag + i]! -= a[i]! * b[j]!
  }
}

/** The first weights psi_1 .. psi_n of (1 + theta B + ...) / (1 - phi B - ...), psi_0 being 1 and left out. */
export function psiWeights(phi: Float64Array, theta: Float64Array, n: number): Float64Array {
  const psi = new Float64Array(n)
  for (let j = 1; j <= n; j++) {
    let sum = j <= theta.length ? theta[j - 1]! : 0
    for (let i = 1; i <= Math.min(j, phi.length); i++) sum += phi[i - 1]! * (i === j ? 1 : psi[j - i - 1]!)
    psi[j - 1] = sum
  }
  return psi
}
