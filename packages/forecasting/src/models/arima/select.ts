import { ordinaryDifferences, seasonalDifferences } from './differences.ts'
import { type ArimaData, type ArimaEstimate, estimateArima } from './estimate.ts'
import { type ArimaOrder, differenced } from './order.ts'

const most = { p: 5, q: 5, P: 2, Q: 2, sum: 5 }

/**
 * The order with the lowest AICc, by the stepwise search of Hyndman & Khandakar (2008): differences by tests, four starts,
 * then one order up or down at a time from the best until nothing gains.
 */
export function selectOrder(data: ArimaData): ArimaEstimate | undefined {
  const { y, seasonLength: m } = data
  const D = seasonalDifferences(y, m)
  const d = ordinaryDifferences(differenced(y, { d: 0, D }, m))
  const season = m > 1 && y.length > 2 * m + 2
  const constant = d + D < 2
  const tried = new Set<string>()
  let best: ArimaEstimate | undefined
  function attempt(order: ArimaOrder): boolean {
    const key = [order.p, order.q, order.P, order.Q, order.constant].join()
    if (tried.has(key) || !allowed(order, season)) return false
    tried.add(key)
    const found = estimateArima(order, data)
    if (!found || !sound(found) || (best && found.aicc >= best.aicc)) return false
    best = found
    return true
  }
  const base = { d, D, constant }
  const s = season ? 1 : 0
  for (const [p, q, P, Q] of [
    [2, 2, s, s],
    [0, 0, 0, 0],
    [1, 0, s, 0],
    [0, 1, 0, s],
  ] as const) {
    attempt({ ...base, p, q, P, Q })
  }
  if (constant) attempt({ ...base, p: 0, q: 0, P: 0, Q: 0, constant: false })
  for (let gained = best !== undefined; gained; ) {
    gained = neighbours(best!.order, constant).some(attempt)
  }
  return best
}

function allowed({ p, q, P, Q }: ArimaOrder, season: boolean): boolean {
  if (Math.min(p, q, P, Q) < 0 || p > most.p || q > most.q || P > most.P || Q > most.Q) return false
  return p + q + P + Q <= most.sum + (season ? 1 : 0) && (season || P + Q === 0)
}

/** A model at the edge of stationarity or invertibility is no model of its own. */
function sound({ point, order: { p, q, P, Q } }: ArimaEstimate): boolean {
  return point.subarray(0, p + q + P + Q).every((partial) => Math.abs(partial) < 0.99)
}

function neighbours(order: ArimaOrder, constant: boolean): ArimaOrder[] {
  const move = (p: number, q: number, P: number, Q: number) => ({
    ...order,
    ...{ p: order.p + p, q: order.q + q, P: order.P + P, Q: order.Q + Q },
  })
  const moves = [
    ...[move(0, 0, -1, 0), move(0, 0, 0, -1), move(0, 0, 1, 0), move(0, 0, 0, 1), move(0, 0, -1, -1), move(0, 0, 1, 1)],
    ...[move(-1, 0, 0, 0), move(0, -1, 0, 0), move(1, 0, 0, 0), move(0, 1, 0, 0), move(-1, -1, 0, 0), move(1, 1, 0, 0)],
    ...[move(1, -1, 0, 0), move(-1, 1, 0, 0), move(0, 0, 1, -1), move(0, 0, -1, 1)],
  ]
  return constant ? [...moves, { ...order, constant: !order.constant }] : moves
}
