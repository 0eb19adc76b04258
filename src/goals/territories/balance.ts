/** An account with what it is worth to a territory; a fixed one stays, an allowed list names where it may go. */
export type BalancedAccount = {
  potential: number
  territory: number
  fixed: boolean
  allowed: readonly number[] | null
}

export type Balance = {
  assignment: Int32Array
  loads: Float64Array
  moved: number
  /** The largest load, and what no assignment with so few moves can go below. */
  max: number
  bound: number
}

type Asked = { accounts: readonly BalancedAccount[]; territories: number; mostMoves: number }

/**
 * Moves accounts so that the largest territory is as small as can be with so many moves. Searches the least target that
 * a constructive step reaches (shed the fewest accounts from each territory above it, put the largest first where most room
 * is), then improves by single moves and swaps. The bound is proven by counting: to stay below a target, each territory
 * above it must shed at least as many accounts as its largest ones are needed to cover its excess.
 */
export function balanced(asked: Asked): Balance {
  const { accounts, territories } = asked
  const start = loadsOf(accounts, territories)
  const mean = start.reduce((sum, each) => sum + each, 0) / territories
  const bound = lowerBound(asked, { start, mean })
  let best = accounts.map(({ territory }) => territory)
  let [low, high] = [bound, Math.max(...start)]
  for (let round = 0; round < 40 && high - low > mean * 1e-5; round++) {
    const target = round === 0 ? low : (low + high) / 2
    const found = reached(asked, { target, start })
    if (found) [best, high] = [found, target]
    else low = target
  }
  const assignment = Int32Array.from(best)
  const loads = improved(asked, assignment)
  const moved = accounts.filter(({ territory }, at) => assignment[at] !== territory).length
  return { assignment, loads, moved, max: Math.max(...loads), bound }
}

/** What each territory holds as given. */
export function loadsOf(accounts: readonly BalancedAccount[], territories: number): Float64Array {
  const loads = new Float64Array(territories)
  for (const { potential, territory } of accounts) loads[territory]! += potential
  return loads
}

/** No assignment has a smaller maximum: the mean, the largest account, what is fixed, and the moves that a smaller one would need. */
function lowerBound(
  { accounts, territories, mostMoves }: Asked,
  { start, mean }: { start: Float64Array; mean: number },
): number {
  const fixed = loadsOf(
    accounts.filter((account) => account.fixed),
    territories,
  )
  const least = Math.max(
    mean,
    ...fixed,
    accounts.reduce((most, { potential }) => Math.max(most, potential), 0),
  )
  const byTerritory = sortedByTerritory(accounts, territories)
  const needs = (target: number) => {
    let moves = 0
    for (let t = 0; t < territories; t++) {
      let excess = start[t]! - target
      for (const at of byTerritory[t]!) {
        if (excess <= 1e-9 * mean) break
        if (accounts[at]!.fixed) continue
        excess -= accounts[at]!.potential
        moves++
      }
      if (excess > 1e-9 * mean) return Number.POSITIVE_INFINITY
    }
    return moves
  }
  let [low, high] = [least, Math.max(least, ...start)]
  if (needs(low) <= mostMoves) return low
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (needs(middle) <= mostMoves) high = middle
    else low = middle
  }
  return low
}

function sortedByTerritory(accounts: readonly BalancedAccount[], territories: number): number[][] {
  const found: number[][] = Array.from({ length: territories }, () => [])
  accounts.forEach(({ territory }, at) => {
    found[territory]!.push(at)
  })
  for (const some of found) some.sort((a, b) => accounts[b]!.potential - accounts[a]!.potential || a - b)
  return found
}

/** An assignment whose territories all stay at or below the target, if the constructive step finds one. */
function reached(
  { accounts, territories, mostMoves }: Asked,
  { target, start }: { target: number; start: Float64Array },
): number[] | null {
  const byTerritory = sortedByTerritory(accounts, territories)
  const loads = start.slice()
  const shed: number[] = []
  for (let t = 0; t < territories; t++) {
    const chosen = fewest(
      byTerritory[t]!.filter((at) => !accounts[at]!.fixed),
      accounts,
      loads[t]! - target,
    )
    if (!chosen) return null
    for (const at of chosen) loads[t]! -= accounts[at]!.potential
    shed.push(...chosen)
  }
  if (shed.length > mostMoves) return null
  const assignment = accounts.map(({ territory }) => territory)
  for (const at of shed.sort((a, b) => accounts[b]!.potential - accounts[a]!.potential)) {
    const { potential, allowed } = accounts[at]!
    let place = -1
    for (let t = 0; t < territories; t++) {
      if (allowed && !allowed.includes(t)) continue
      if (loads[t]! + potential <= target * (1 + 1e-12) && (place < 0 || loads[t]! < loads[place]!)) place = t
    }
    if (place < 0) return null
    loads[place]! += potential
    assignment[at] = place
  }
  return assignment
}

/** The fewest accounts that cover an excess: the largest, but the last as small as does; null if all do not. */
function fewest(sorted: readonly number[], accounts: readonly BalancedAccount[], excess: number): number[] | null {
  const chosen: number[] = []
  let left = excess
  for (let nth = 0; nth < sorted.length && left > 1e-9; nth++) {
    const fits = sorted.findLast((at, place) => place >= nth && accounts[at]!.potential >= left)
    chosen.push(fits ?? sorted[nth]!)
    left -= accounts[fits ?? sorted[nth]!]!.potential
  }
  return left > 1e-9 ? null : chosen
}

/** Takes accounts from the largest territory as long as a move or the return of a moved one makes the largest smaller. */
function improved({ accounts, territories, mostMoves }: Asked, assignment: Int32Array): Float64Array {
  const loads = new Float64Array(territories)
  accounts.forEach(({ potential }, at) => {
    loads[assignment[at]!]! += potential
  })
  let moved = accounts.filter(({ territory }, at) => assignment[at] !== territory).length
  for (let round = 0; round < 2_000; round++) {
    const from = loads.indexOf(Math.max(...loads))
    let best: { at: number; to: number; peak: number } | null = null
    for (let at = 0; at < accounts.length; at++) {
      const account = accounts[at]!
      if (assignment[at] !== from || account.fixed || (account.territory === from && moved >= mostMoves)) continue
      for (let to = 0; to < territories; to++) {
        if (to === from || (account.allowed && !account.allowed.includes(to))) continue
        const peak = Math.max(loads[from]! - account.potential, loads[to]! + account.potential)
        if (peak < (best?.peak ?? loads[from]! * (1 - 1e-12))) best = { at, to, peak }
      }
    }
    if (!best) return loads
    const { at, to } = best
    const { potential, territory } = accounts[at]!
    loads[from]! -= potential
    loads[to]! += potential
    moved += (to !== territory ? 1 : 0) - (from !== territory ? 1 : 0)
    assignment[at] = to
  }
  return loads
}
