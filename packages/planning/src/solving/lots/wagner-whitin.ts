/**
 * Cheapest lots of one item without limits (Wagner and Whitin 1958, with a unit price per period): a lot covers whole
 * needs of neighbouring periods. `unit`, `setup` and `need` by period, money and units; fills `starts` and returns the cost.
 */
export function wagnerWhitin(input: {
  unit: Float64Array
  setup: Float64Array
  need: Float64Array
  starts: Float64Array
}): number {
  const { unit, setup, need, starts } = input
  const length = need.length
  const cost = new Float64Array(length + 1)
  const next = new Int32Array(length)
  for (let k = length - 1; k >= 0; k--) {
    let [best, until] = [need[k] === 0 ? cost[k + 1]! : Number.POSITIVE_INFINITY, -1]
    let quantity = 0
    for (let l = k; l < length; l++) {
      quantity += need[l]!
      const one = setup[k]! + unit[k]! * quantity + cost[l + 1]!
      if (one >= best) continue
      best = one
      until = l
    }
    cost[k] = best
    next[k] = until
  }
  starts.fill(0)
  for (let k = 0; k < length; ) {
    const until = next[k]!
    if (until < 0) k++
    else {
      for (let l = k; l <= until; l++) starts[k]! += need[l]!
      k = until + 1
    }
  }
  return cost[0]!
}
