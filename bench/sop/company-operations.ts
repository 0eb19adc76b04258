/** The mean of some values; 0 of none. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

/** Draws from a small seeded generator (mulberry32; Box and Muller). */
export function draws(seed: number) {
  let state = Math.imul(seed, 0x9e3779b9)
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return { uniform, normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()) }
}
/** Random draws of one company. */
export type Draw = ReturnType<typeof draws>

/** Monthly orders in whole units. */
export function ordersOf(draw: Draw, shocks: readonly number[]): number[] {
  const [level, growth, swing, phase] = [
    300 + 900 * draw.uniform(),
    0.006 * draw.normal(),
    0.05 + 0.3 * draw.uniform(),
    12 * draw.uniform(),
  ]
  const spread = 0.03 + 0.07 * draw.uniform()
  let [drift, memory] = [0, 0]
  return shocks.map((shock, t) => {
    drift += 0.01 * draw.normal()
    memory = 0.4 * memory + spread * draw.normal()
    const season = 1 + swing * Math.sin((2 * Math.PI * (t + phase)) / 12)
    return Math.max(0, Math.round(level * Math.exp(growth * t + drift + memory + shock) * season))
  })
}

/** A line as its plans know it, in units a month, and as it runs: it leans, and no month is like another. */
export type Line = { capacity: (t: number) => number; ran: number[] }

export function lineOf(draw: Draw, orders: readonly number[]): Line {
  const around = (t: number) => meanOf(orders.slice(Math.max(0, t - 12), t))
  const [room, lean] = [0.93 + 0.14 * draw.uniform(), 0.03 * draw.normal()]
  const capacity = (t: number) => Math.round(room * around(Math.max(12, t)))
  return { capacity, ran: orders.map((_, t) => Math.max(0, capacity(t) * (1 + lean + 0.04 * draw.normal()))) }
}

/** What leaves the plant: it makes what is asked for and a tenth of a month ahead, as far as the line runs; a third of the orders that wait are cancelled. */
export function shipped(orders: readonly number[], { ran }: Line, extra: (t: number) => number) {
  let [stock, waiting] = [0.1 * orders[0]!, 0]
  const [units, stocks, backlogs]: [number[], number[], number[]] = [[], [], []]
  for (const [t, ordered] of orders.entries()) {
    const asked = ordered + waiting
    const made = Math.min(Math.max(0, asked + 0.1 * ordered - stock), ran[t]! + extra(t))
    const sent = Math.min(asked, stock + made)
    stock += made - sent
    waiting = (asked - sent) * (2 / 3)
    units.push(sent)
    stocks.push(stock)
    backlogs.push(waiting)
  }
  return { units, stocks, backlogs }
}
