/**
 * The periods, from 1, in which a rate of production changes so that the stock it leads to costs least beside a plan whose rate may change
 * every period: at most `most` changes. Each stretch makes as much as that plan makes in it; stock between is that plan's and what the
 * stretch makes earlier or later. Dynamic programming over the last period of a stretch.
 */
export function changePeriods(given: {
  rate: readonly number[]
  stock: readonly number[]
  holding: ArrayLike<number>
  /** Money per unit and period that stock lies below nothing. */
  backlog: number
  most: number
}): Set<number> {
  const { rate, most } = given
  const length = rate.length
  const stretch = costsOf(given)
  // least[k][t]: of the first t periods in k + 1 stretches; from[k][t]: where the last of them begins.
  const least = [Array.from({ length: length + 1 }, (_, t) => (t === 0 ? 0 : stretch(0, t)))]
  const from: number[][] = [Array(length + 1).fill(0)]
  for (let k = 1; k <= most; k++) {
    least.push(least[k - 1]!.slice())
    from.push(from[k - 1]!.map(() => -1)) // -1: no further change is of use
    for (let t = 2; t <= length; t++)
      for (let begin = 1; begin < t; begin++) {
        const cost = least[k - 1]![begin]! + stretch(begin, t)
        if (cost < least[k]![t]! - 1e-9) {
          least[k]![t] = cost
          from[k]![t] = begin
        }
      }
  }
  const changes = new Set<number>()
  for (let [k, t] = [most, length]; k > 0; k--) {
    const begin = from[k]![t]!
    if (begin < 0) continue
    changes.add(begin)
    t = begin
  }
  return changes
}

/** What a stretch of one rate from `begin` up to before `end` costs, remembered. */
function costsOf({
  rate,
  stock,
  holding,
  backlog,
}: Parameters<typeof changePeriods>[0]): (begin: number, end: number) => number {
  const made = [0]
  for (const units of rate) made.push(made.at(-1)! + units)
  const known = new Map<number, number>()
  return (begin, end) => {
    const key = begin * (rate.length + 1) + end
    const found = known.get(key)
    if (found !== undefined) return found
    const level = (made[end]! - made[begin]!) / (end - begin)
    let cost = 0
    for (let t = begin; t < end; t++) {
      const left = stock[t]! + made[begin]! + level * (t + 1 - begin) - made[t + 1]!
      cost += left >= 0 ? holding[t]! * left : -backlog * left
    }
    known.set(key, cost)
    return cost
  }
}
