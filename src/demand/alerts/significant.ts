/** What is expected of a node's next periods. */
export type Told = { node: string; startsOn: string[]; mean: number[]; lo80: number[]; hi80: number[] }

/** A forecast that is not what was told: the sums over the periods that both hold. */
export type Changed = { node: string; before: number; now: number }

/** A smaller change than this is none for people, however narrow the range was. */
const slight = 0.1
/** Fewer periods in common than this compare nothing. */
const fewestInCommon = 2

/**
 * Whether a forecast left what was last told of it: over the periods that both hold, by a tenth at least and beyond the 80 % range
 * told, which is that of one period widened to their sum as if errors were half common (the root of mean square and mean sum).
 */
export function significantChange(told: Told, now: Told): Changed | null {
  const place = new Map(told.startsOn.map((day, i) => [day, i]))
  const common = now.startsOn.flatMap((day, i) => (place.has(day) ? [{ before: place.get(day)!, now: i }] : []))
  if (common.length < fewestInCommon) return null
  const sum = (pick: (at: (typeof common)[number]) => number) => common.reduce((total, at) => total + pick(at), 0)
  const before = sum((at) => told.mean[at.before]!)
  const moved = sum((at) => now.mean[at.now]!) - before
  const half = (at: (typeof common)[number]) =>
    moved > 0 ? told.hi80[at.before]! - told.mean[at.before]! : told.mean[at.before]! - told.lo80[at.before]!
  const wide = Math.sqrt((sum((at) => half(at) ** 2) + sum(half) ** 2) / 2)
  if (Math.abs(moved) < slight * Math.abs(before) || Math.abs(moved) <= wide) return null
  return { node: now.node, before, now: before + moved }
}
