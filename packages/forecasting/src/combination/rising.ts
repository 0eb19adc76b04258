/** True when the least-squares line rises by more than this many of its standard errors. */
const beyondDoubt = 15

export function risingBeyondDoubt(y: Float64Array): boolean {
  let [n, sumT, sumY] = [0, 0, 0]
  for (let t = 0; t < y.length; t++) {
    if (Number.isNaN(y[t]!)) continue
    n++
    sumT += t
    sumY += y[t]!
  }
  let [moment, times, power] = [0, 0, 0]
  for (let t = 0; t < y.length; t++) {
    if (Number.isNaN(y[t]!)) continue
    const [x, value] = [t - sumT / n, y[t]! - sumY / n]
    moment += x * value
    times += x * x
    power += value * value
  }
  const explained = (moment * moment) / times
  return moment > 0 && explained * (n - 2) > beyondDoubt ** 2 * (power - explained)
}
