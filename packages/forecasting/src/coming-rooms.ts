import type { Coming } from './contract.ts'

/**
 * Room for what `count` models say of the coming steps. It is lent: the same is given to the next who asks, and what is in it
 * must be used up before. Memory of typed arrays is dear to get and to give back, and every forecast would need dozens.
 */
export function comingRooms(count: number, horizon: number): readonly Coming[] {
  const own = horizon > longest ? [] : (byHorizon.get(horizon) ?? [])
  while (own.length < count)
    own.push({ horizon, mean: new Float64Array(horizon), deviation: new Float64Array(horizon) })
  if (horizon <= longest && byHorizon.size < mostHorizons) byHorizon.set(horizon, own)
  return own.length === count ? own : own.slice(0, count)
}

/** Longer ones, and more of them, are seldom asked for, and are not kept. */
const longest = 1000
const mostHorizons = 50
const byHorizon = new Map<number, Coming[]>()
