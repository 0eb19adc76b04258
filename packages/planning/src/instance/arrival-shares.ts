/**
 * What arrives of a start, by period of the start and periods after it, where the lead time is in days. What is started evenly over a
 * period of D days arrives evenly over as many days, `leadDays` later: Hackman and Leachman (1989), fractional lead times. What would come
 * after the last period comes in it where that is less than half.
 */
export function arrivalShares(days: readonly number[], leadDays: number): number[][] {
  const begins = days.map((_, t) => days.slice(0, t).reduce((sum, each) => sum + each, 0))
  return days.map((length, t) => {
    const [from, to] = [begins[t]! + leadDays, begins[t]! + leadDays + length]
    const shares = days.slice(t).map((each, after) => {
      const begin = begins[t + after]!
      return Math.max(0, Math.min(to, begin + each) - Math.max(from, begin)) / length
    })
    const last = shares.findLastIndex((share) => share > nothing)
    const kept = shares.slice(0, last + 1).map((share) => (share > nothing ? share : 0))
    const beyond = 1 - kept.reduce((sum, each) => sum + each, 0)
    if (beyond > nothing && beyond < 0.5) kept[last]! += beyond
    return kept
  })
}

const nothing = 1e-9
